"""What the owner changes on the page: texts, publication, actions; and what experience experts add."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.linking.bottlenecks import actions
from tests.cast import NOW, bundle_some

if TYPE_CHECKING:
    from leerlus.linking.bottlenecks.models import Bottleneck
    from tests.cast import Cast

TEXTS = {"title": "Nieuwe titel", "summary": "Nieuwe samenvatting", "meaning": "Nieuwe betekenis"}


def address(bottleneck: Bottleneck, deed: str = "") -> str:
    return f"/knelpunten/{bottleneck.pk}/{deed}"


def test_the_owner_changes_the_texts(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    client = cast.client("frank")
    assert bottleneck.title in client.get(address(bottleneck, "aanpassen/")).content.decode()
    done = client.post(address(bottleneck, "aanpassen/"), {**TEXTS, "version": bottleneck.version}, follow=True)
    assert "De tekst is aangepast" in done.content.decode()
    bottleneck.refresh_from_db()
    assert {name: getattr(bottleneck, name) for name in TEXTS} == TEXTS


def test_of_two_who_edit_at_once_the_second_keeps_the_words(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    seen = bottleneck.version
    cast.client("frank").post(address(bottleneck, "aanpassen/"), {**TEXTS, "version": seen})
    mine = {"title": "Mijn titel", "summary": "Mijn samenvatting", "meaning": "Mijn betekenis", "version": seen}
    answer = cast.client("frank").post(address(bottleneck, "aanpassen/"), mine)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "intussen door iemand anders veranderd" in text
    for kept in ("Mijn titel", "Mijn samenvatting", "Mijn betekenis", "Nieuwe samenvatting"):
        assert kept in text
    bottleneck.refresh_from_db()
    assert bottleneck.title == "Nieuwe titel"
    assert f'name="version" value="{bottleneck.version}"' in text
    again = cast.client("frank").post(address(bottleneck, "aanpassen/"), {**mine, "version": bottleneck.version})
    assert again.status_code == 302


def test_an_empty_title_is_refused_and_an_unseen_character_goes(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    words = {**TEXTS, "version": bottleneck.version}
    client = cast.client("frank")
    refused = client.post(address(bottleneck, "aanpassen/"), {**words, "title": " \u202e "})
    assert refused.status_code == 422
    assert "Schrijf het probleem in één zin." in refused.content.decode()
    client.post(address(bottleneck, "aanpassen/"), {**words, "title": "Tit\0el\u202e"})
    bottleneck.refresh_from_db()
    assert bottleneck.title == "Titel"


@pytest.mark.parametrize("name", ["carol", "alice", "dave"])
def test_who_does_not_own_it_changes_nothing(cast: Cast, name: str) -> None:
    bottleneck = bundle_some(cast)
    client = cast.client(name)
    due = timezone.localdate() + timedelta(days=5)
    assert client.get(address(bottleneck, "aanpassen/")).status_code == 404
    assert client.get(address(bottleneck, "stand-van-zaken/")).status_code == 404
    assert client.post(address(bottleneck, "aanpassen/"), {**TEXTS, "version": 1}).status_code == 422
    assert client.post(address(bottleneck, "publiceren/")).status_code == 403
    assert (
        client.post(
            address(bottleneck, "stand-van-zaken/"), {"text": "x", "version": 1, "stap": "versturen"}
        ).status_code
        == 422
    )
    assert client.post(address(bottleneck, "acties/"), {"text": "x", "who": "y", "due_on": due}).status_code == 422
    bottleneck.refresh_from_db()
    assert bottleneck.title != "Nieuwe titel"
    assert bottleneck.published_at is None
    assert not bottleneck.action_points.exists()


def test_publishing_can_be_undone(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    client = cast.client("frank")
    assert client.get(address(bottleneck, "publiceren/")).status_code == 405
    done = client.post(address(bottleneck, "publiceren/"), follow=True).content.decode()
    assert f'action="{address(bottleneck, "niet-meer-publiceren/")}"' in done
    assert cast.client().get(address(bottleneck)).status_code == 200
    client.post(address(bottleneck, "niet-meer-publiceren/"))
    assert cast.client().get(address(bottleneck)).status_code == 404


def test_an_action_is_added_ticked_off_and_opened_again(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    client = cast.client("frank")
    words = {"text": "Navragen bij drie corporaties", "who": "CoP Achterhoek", "due_on": timezone.localdate()}
    done = client.post(address(bottleneck, "acties/"), words, follow=True).content.decode()
    assert "De actie staat op de lijst." in done
    assert "Navragen bij drie corporaties" in done
    point = bottleneck.action_points.get()
    done = client.post(f"/knelpunten/actie/{point.pk}/klaar/", follow=True).content.decode()
    assert f'action="/knelpunten/actie/{point.pk}/weer-open/"' in done
    point.refresh_from_db()
    assert point.done_at
    client.post(f"/knelpunten/actie/{point.pk}/weer-open/")
    point.refresh_from_db()
    assert point.done_at is None


@pytest.mark.parametrize(
    ("due_on", "sentence"),
    [("2020-01-01", "Deze dag is al voorbij."), ("gisteren", "Dit is geen datum."), ("", "Kies een datum.")],
)
def test_an_action_with_a_bad_date_stands_open_with_what_was_typed(cast: Cast, due_on: str, sentence: str) -> None:
    bottleneck = bundle_some(cast)
    words = {"text": "Navragen bij corporaties", "who": "CoP Achterhoek", "due_on": due_on}
    answer = cast.client("frank").post(address(bottleneck, "acties/"), words)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert 'value="Navragen bij corporaties"' in text
    assert not bottleneck.action_points.exists()


def test_an_action_that_is_not_there_or_not_yours_cannot_be_ticked_off(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    point = actions.add_action_point(
        bottleneck_id=bottleneck.pk, text="t", who="w", due_on=NOW.date(), by=cast.actor("frank"), at=NOW
    )
    assert cast.client("carol").post(f"/knelpunten/actie/{point.pk}/klaar/").status_code == 403
    assert cast.client("frank").post("/knelpunten/actie/999/klaar/").status_code == 403


def test_an_experience_expert_says_what_it_means(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    client = cast.client("erin")
    assert "Vertellen wat dit voor inburgeraars betekent" in client.get(address(bottleneck)).content.decode()
    client.post(address(bottleneck, "ervaringen/"), {"text": "Je wacht en niemand belt."})
    page = cast.client("alice").get(address(bottleneck)).content.decode()
    assert "Je wacht en niemand belt." in page
    assert "ervaringsdeskundige, Platform Inburgeraars" in page
    assert "Erin" not in page


def test_others_do_not_speak_for_inburgeraars(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    answer = cast.client("alice").post(address(bottleneck, "ervaringen/"), {"text": "Ik denk dat het erg is."})
    assert answer.status_code == 422
    assert "Alleen ervaringsdeskundigen" in answer.content.decode()
    assert not bottleneck.voices.exists()


def test_an_experience_with_a_name_in_it_waits_for_a_second_look(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    words = {"text": "Mevrouw Fatima Yilmaz wachtte een jaar."}
    answer = cast.client("erin").post(address(bottleneck, "ervaringen/"), words)
    assert answer.status_code == 422
    assert "mogelijk persoonsgegevens" in answer.content.decode()
    assert 'name="confirmed"' in answer.content.decode()
    assert words["text"] in answer.content.decode()
