"""Recording the outcome that solves a bottleneck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from leerlus.linking.bottlenecks import actions as bottleneck_actions
from leerlus.linking.outcomes.models import EffectCheck, Outcome
from leerlus.practice.issues.models import Feedback
from tests.cast import bundle_some

if TYPE_CHECKING:
    from leerlus.linking.bottlenecks.models import Bottleneck
    from tests.cast import Cast

WORDS = {
    "kind": "way_of_working",
    "title": "Bel voordat u schrijft",
    "text": "Bel eerst.\nSchrijf daarna.",
    "change": "U belt voordat de brief gaat.",
    "link": "https://voorbeeld.nl/bellen",
    "meaning": "Mensen schrikken van de brief.",
}
SEND = {"stap": "versturen"}


def address(bottleneck: Bottleneck) -> str:
    return f"/opbrengsten/knelpunt/{bottleneck.pk}/vastleggen/"


@pytest.fixture
def bottleneck(cast: Cast) -> Bottleneck:
    return bundle_some(cast, 3, at=timezone.now())


def test_the_preview_shows_exactly_what_each_party_then_reads(cast: Cast, bottleneck: Bottleneck) -> None:
    client, words = cast.client("frank"), {**WORDS, "version": bottleneck.version}
    look = client.post(address(bottleneck), words)
    page = " ".join(look.content.decode().split())
    assert look.status_code == 200
    assert "3 organisaties in 2 regio’s lezen dit" in page
    assert "helpt · helpt deels · helpt niet" in page
    assert not Outcome.objects.exists()
    preview = look.context["preview"]
    assert client.post(address(bottleneck), {**words, **SEND}).status_code == 302
    told = Feedback.objects.filter(step="feed_back")
    assert told.count() == 3
    assert {(one.title, one.text, one.change, one.asks) for one in told} == {
        (preview.title, preview.text, preview.change, preview.asks)
    }


def test_the_hidden_form_below_the_preview_sends_the_same(cast: Cast, bottleneck: Bottleneck) -> None:
    client = cast.client("frank")
    look = client.post(address(bottleneck), {**WORDS, "version": bottleneck.version})
    form = look.context["form"]
    hidden = {bound.html_name: bound.value() for bound in form}
    assert client.post(address(bottleneck), {**hidden, **SEND}).status_code == 302
    outcome = Outcome.objects.get()
    assert (outcome.kind, outcome.title, outcome.text) == ("way_of_working", WORDS["title"], WORDS["text"])
    assert EffectCheck.objects.filter(bottleneck=bottleneck, result="").count() == 2


def test_the_meaning_is_written_in_the_same_deed(cast: Cast, bottleneck: Bottleneck) -> None:
    words = {**WORDS, "version": bottleneck.version, **SEND}
    assert cast.client("frank").post(address(bottleneck), words).status_code == 302
    bottleneck.refresh_from_db()
    assert (bottleneck.meaning, bottleneck.state) == ("Mensen schrikken van de brief.", "solved")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"meaning": ""}, "Schrijf wat het voor de inburgeraar betekende."),
        ({"kind": ""}, "Kies wat voor opbrengst het is."),
        ({"kind": "temporary"}, "Kies een van de vier."),
        ({"title": ""}, "Schrijf in één zin wat het antwoord is."),
        ({"title": "x" * 141}, "er passen er 140"),
        ({"text": ""}, "Schrijf wat de opbrengst is."),
        ({"change": ""}, "Schrijf wat een professional nu anders kan doen."),
        ({"link": "javascript:alert(1)"}, "Dit is geen webadres."),
        ({"link": "ftp://voorbeeld.nl/x"}, "Dit is geen webadres."),
        ({"text": "Vraag het aan mevrouw Fatima Yilmaz, BSN 111222333"}, "mogelijk persoonsgegevens"),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_stays(
    cast: Cast, bottleneck: Bottleneck, change: dict[str, str], sentence: str
) -> None:
    typed: dict[str, Any] = {**WORDS, "version": bottleneck.version, **SEND, **change}
    answer = cast.client("frank").post(address(bottleneck), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    for name in ("title", "change", "meaning"):
        assert typed[name] in page
    bottleneck.refresh_from_db()
    assert (bottleneck.state, bottleneck.meaning) == ("open", "")
    assert not Outcome.objects.exists()


def test_when_the_step_is_refused_the_meaning_is_not_written_either(cast: Cast, bottleneck: Bottleneck) -> None:
    seen = bottleneck.version
    bottleneck_actions.report(bottleneck_id=bottleneck.pk, text="stand", by=cast.actor("frank"), at=timezone.now())
    answer = cast.client("frank").post(address(bottleneck), {**WORDS, "version": seen, **SEND})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "intussen door iemand anders veranderd" in page
    for name in ("title", "change", "meaning", "link"):
        assert WORDS[name] in page
    bottleneck.refresh_from_db()
    assert bottleneck.meaning == ""
    assert f'name="version" value="{bottleneck.version}"' in page
    again = {**WORDS, "version": bottleneck.version, **SEND}
    assert cast.client("frank").post(address(bottleneck), again).status_code == 302


@pytest.mark.parametrize("name", ["carol", "alice", "dave", "erin"])
def test_a_coordinator_of_another_region_is_refused(cast: Cast, bottleneck: Bottleneck, name: str) -> None:
    client = cast.client(name)
    assert client.get(address(bottleneck)).status_code == 404
    for step in ({}, SEND):
        answer = client.post(address(bottleneck), {**WORDS, "version": bottleneck.version, **step})
        assert answer.status_code == 422
        assert WORDS["title"] in answer.content.decode()
    assert not Outcome.objects.exists()


def test_a_bottleneck_that_is_not_there_has_no_form(cast: Cast) -> None:
    assert cast.client("frank").get("/opbrengsten/knelpunt/999/vastleggen/").status_code == 404
    assert cast.client().get("/opbrengsten/knelpunt/999/vastleggen/").status_code == 302
