from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from leerlus.linking.bottlenecks.actions import edit, publish
from leerlus.practice.issues.models import Feedback
from leerlus.system.escalations.models import Escalation
from tests.cast import bundle_some
from tests.system.escalations.scenes import MEANING, QUESTION, WHY, days_ago, offer_one

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries

    from leerlus.linking.bottlenecks.models import Bottleneck
    from tests.cast import Cast

WORDS = {"question": QUESTION, "why": WHY}


def path_of(bottleneck: Bottleneck) -> str:
    return f"/signalen/aanbieden/{bottleneck.pk}/"


def preview(client: Client, bottleneck: Bottleneck, **words: str) -> tuple[str, str]:
    """Return the page with the preview, and its mark."""
    data = WORDS | {"version": str(bottleneck.version), "stap": "voorbeeld"} | words
    answer = client.post(path_of(bottleneck), data)
    page = answer.content.decode()
    assert answer.status_code == 200, page
    mark = re.search(r'name="seen" value="(\w+)"', page)
    assert mark
    return page, mark.group(1)


def test_the_form_shows_what_is_offered(cast: Cast, bottleneck: Bottleneck) -> None:
    page = cast.client("frank").get(path_of(bottleneck)).content.decode()
    assert "organisaties in 2 regio’s, met 3 kwesties" in page
    assert MEANING in page
    assert "Bekijk wat iedereen leest" in page
    assert f'href="/knelpunten/{bottleneck.pk}/">Terug naar het knelpunt</a>' in page
    assert "Aanbieden aan het stelsel</button>" not in page


@pytest.mark.parametrize("name", [None, "alice", "erin", "carol", "dave"])
def test_only_the_owner_offers(cast: Cast, bottleneck: Bottleneck, name: str | None) -> None:
    client = cast.client(name)
    hidden = client.get(path_of(bottleneck))
    # A visitor may be the owner whose session ended: that one signs in and comes back to the draft.
    assert hidden.status_code == (404 if name else 302)
    assert bottleneck.title not in hidden.content.decode()
    answer = client.post(path_of(bottleneck), WORDS | {"version": bottleneck.version, "stap": "vastleggen"})
    assert answer.status_code == (403 if name else 302)
    assert not Escalation.objects.exists()


def test_everybody_gets_exactly_what_was_shown(cast: Cast, bottleneck: Bottleneck) -> None:
    client = cast.client("frank")
    page, mark = preview(client, bottleneck)
    assert not Escalation.objects.exists()
    assert "3 berichten aan 3 organisaties" in page
    words = WORDS | {"version": str(bottleneck.version), "stap": "vastleggen", "seen": mark}
    answer = client.post(path_of(bottleneck), words, follow=True)
    escalation = Escalation.objects.get()
    assert answer.redirect_chain == [(f"/signalen/{escalation.pk}/", 302)]
    assert "3 organisaties hebben bericht gekregen." in answer.content.decode()
    told = Feedback.objects.filter(step="pass_up")
    assert told.count() == 3
    for one in told:
        assert one.title in page
        assert one.text in unescape(page)
        assert not one.change


def test_what_was_not_shown_is_not_sent(cast: Cast, bottleneck: Bottleneck) -> None:
    client = cast.client("frank")
    _, mark = preview(client, bottleneck)
    for seen, why in (("", WHY), (mark, "Iets anders.")):
        words = {"question": QUESTION, "why": why, "version": str(bottleneck.version), "seen": seen}
        answer = client.post(path_of(bottleneck), words | {"stap": "vastleggen"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "nog niet het voorbeeld dat u zag" in page
        assert f"De praktijk kan dit niet zelf oplossen. {why}" in page
    assert not Escalation.objects.exists()


def test_without_a_meaning_it_is_refused(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 2, at=days_ago(3))
    client = cast.client("frank")
    page = client.get(path_of(bottleneck)).content.decode()
    assert "Vul eerst in wat dit knelpunt betekent voor inburgeraars" in page
    assert f'href="/knelpunten/{bottleneck.pk}/aanpassen/"' in page
    assert "<textarea" not in page
    answer = client.post(path_of(bottleneck), WORDS | {"version": bottleneck.version, "stap": "vastleggen"})
    assert answer.status_code == 422
    assert WHY in answer.content.decode()
    assert not Escalation.objects.exists()


@pytest.mark.parametrize("field", ["question", "why"])
def test_an_empty_field_says_what_to_write_and_keeps_the_rest(cast: Cast, bottleneck: Bottleneck, field: str) -> None:
    words = WORDS | {field: " ", "version": str(bottleneck.version), "stap": "voorbeeld"}
    answer = cast.client("frank").post(path_of(bottleneck), words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "is nog leeg. Schrijf" in page
    assert ({"question": WHY, "why": QUESTION}[field]) in page


def test_somebody_else_changed_the_bottleneck(cast: Cast, bottleneck: Bottleneck) -> None:
    client = cast.client("frank")
    _, mark = preview(client, bottleneck)
    edit(
        bottleneck_id=bottleneck.pk,
        title="Andere titel",
        summary="Anders",
        meaning=MEANING,
        by=cast.actor("frank"),
        at=days_ago(0),
    )
    words = WORDS | {"version": str(bottleneck.version), "stap": "vastleggen", "seen": mark}
    answer = client.post(path_of(bottleneck), words)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Het knelpunt is intussen door iemand anders veranderd" in page
    assert WHY in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    assert int(version.group(1)) == bottleneck.version + 1  # a second try goes by what is there now


def test_what_lies_at_the_system_already_leads_to_its_dossier(cast: Cast) -> None:
    escalation = offer_one(cast)
    answer = cast.client("frank").get(path_of(escalation.bottleneck))
    assert (answer.status_code, answer["Location"]) == (302, f"/signalen/{escalation.pk}/")


def test_words_are_shown_as_words(cast: Cast, bottleneck: Bottleneck) -> None:
    page, _ = preview(cast.client("frank"), bottleneck, why="<script>x</script> & meer\nregel twee")
    assert "<script>x" not in page
    assert "&lt;script&gt;x&lt;/script&gt; &amp; meer<br>regel twee" in page


def test_the_form_asks_little(
    cast: Cast, bottleneck: Bottleneck, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    publish(bottleneck_id=bottleneck.pk, by=cast.actor("frank"), at=days_ago(0))
    client = cast.client("frank")
    with django_assert_max_num_queries(10):
        client.get(path_of(bottleneck))
