from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from leerlus.practice.issues.models import Draft, Follower, Issue
from tests.cast import raise_one
from tests.practice.issues.conftest import text_of, words

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

    from tests.cast import Cast

RAISE = "/kwesties/indienen/"
SAVE = "/kwesties/indienen/concept/"


def save(client: Client, typed: dict[str, str]) -> Answer:
    """Save as the page does by itself."""
    return client.post(SAVE, typed, headers={"HX-Request": "true"})


def test_a_draft_saves_itself_and_says_when(cast: Cast) -> None:
    client = cast.client("alice")
    answer = save(client, {"title": "Een begin"})
    draft = Draft.objects.get()
    assert "Concept bewaard om" in text_of(answer)
    assert f'value="{draft.pk}" hx-swap-oob="true"' in answer.content.decode()
    save(client, {"title": "Een begin met meer", "concept": str(draft.pk)})
    assert Draft.objects.get().data["title"] == "Een begin met meer"


def test_the_number_of_a_draft_is_written_as_a_computer_reads_it(cast: Cast) -> None:
    draft = Draft.objects.create(pk=12345, person=cast.people["alice"], data=words(), saved_at="2026-11-01T10:00Z")
    client = cast.client("alice")
    assert 'value="12345"' in client.get(RAISE, {"concept": str(draft.pk)}).content.decode()
    assert 'value="12345"' in save(client, words(concept="12345")).content.decode()


def test_an_empty_form_is_not_kept(cast: Cast) -> None:
    answer = save(cast.client("alice"), {"title": "  ", "visibility": "region"})
    assert answer.status_code == 200
    assert not Draft.objects.exists()


def test_without_scripts_there_is_a_button(cast: Cast) -> None:
    client = cast.client("alice")
    answer = client.post(RAISE, {"stap": "bewaren", "title": "Half"}, follow=True)
    assert "Uw concept is bewaard" in text_of(answer)
    assert 'value="Half"' in answer.content.decode()
    assert Draft.objects.count() == 1
    assert client.post(SAVE, {"title": "Half"})["Location"].startswith(RAISE)


def test_far_too_much_is_not_kept_and_that_is_said(cast: Cast) -> None:
    answer = save(cast.client("alice"), words(situation="x" * 100_000))
    assert answer.status_code == 422
    assert "wordt uw concept niet bewaard" in text_of(answer)


def test_what_is_wrong_is_kept_all_the_same(cast: Cast) -> None:
    client = cast.client("alice")
    save(client, words(theme="bestaat-niet", situation="x" * 6000))
    page = client.get(RAISE, {"concept": Draft.objects.get().pk})
    assert page.status_code == 200
    assert "x" * 6000 in page.content.decode()


def test_a_draft_is_private(cast: Cast) -> None:
    save(cast.client("alice"), words(title="Geheim van Alice"))
    draft = Draft.objects.get()
    bob = cast.client("bob")
    for address in (f"{RAISE}?concept={draft.pk}", reverse("issues:check", args=[draft.pk])):
        answer = bob.get(address)
        assert answer.status_code == 404
        assert "Geheim" not in text_of(answer)
    bob.post(reverse("issues:discard", args=[draft.pk]))
    save(bob, words(concept=str(draft.pk)))
    assert bob.post(reverse("issues:check", args=[draft.pk]), {"bevestigd": "ja"}).status_code == 403
    assert Draft.objects.get(person=cast.people["alice"]).data["title"] == "Geheim van Alice"
    assert "Geheim" not in text_of(bob.get("/kwesties/mijn/"))
    assert not Issue.objects.exists()


@pytest.mark.parametrize("number", ["abc", "-1", "9" * 30, "\u0661", "1e3", ""])
def test_a_strange_number_of_a_draft_does_no_harm(cast: Cast, number: str) -> None:
    client = cast.client("alice")
    assert client.get(RAISE, {"concept": number}).status_code == 404
    assert save(client, words(concept=number)).status_code == 200
    assert client.post(RAISE, words(concept=number)).status_code == 302


def test_an_unfinished_draft_cannot_be_sent(cast: Cast) -> None:
    client = cast.client("alice")
    save(client, {"title": "Alleen een titel"})
    address = reverse("issues:check", args=[Draft.objects.get().pk])
    assert "Schrijf kort wat er gebeurde." in text_of(client.get(address))
    assert client.post(address, {"bevestigd": "ja"}).status_code == 422
    assert not Issue.objects.exists()


def test_saving_after_raising_says_that_it_was_raised(cast: Cast) -> None:
    client = cast.client("alice")
    client.post(RAISE, words())
    draft = Draft.objects.get()
    address = reverse("issues:check", args=[draft.pk])
    client.post(address, {"gezien": client.get(address).context["seen"]})
    answer = save(client, words(concept=str(draft.pk)))
    assert "Deze kwestie is al ingediend" in text_of(answer)
    assert not Draft.objects.exists()


def test_drafts_stand_on_the_own_overview_and_can_be_thrown_away(cast: Cast) -> None:
    client = cast.client("alice")
    save(client, {"title": "Nog niet af"})
    save(client, {"situation": "Zonder titel"})
    page = text_of(client.get("/kwesties/mijn/"))
    assert "Nog niet af" in page
    assert "Kwestie zonder titel" in page
    assert client.get(reverse("issues:discard", args=[Draft.objects.latest("pk").pk])).status_code == 405
    client.post(reverse("issues:discard", args=[Draft.objects.latest("pk").pk]))
    assert Draft.objects.get().data["title"] == "Nog niet af"


def test_following_what_is_alike_keeps_what_was_typed(cast: Cast) -> None:
    issue = raise_one(cast, "bob")
    client = cast.client("alice")
    answer = client.post(RAISE, words(stap=f"volg-{issue.pk}"), follow=True)
    assert "U volgt deze kwestie nu. Uw concept is bewaard." in text_of(answer)
    assert words()["title"] in answer.content.decode()
    assert Follower.objects.get().issue == issue


def test_recognising_what_is_alike_keeps_what_was_typed(cast: Cast) -> None:
    issue = raise_one(cast, "bob")
    client = cast.client("alice")
    page = client.post(RAISE, words(stap=f"herken-{issue.pk}"), follow=True)
    assert page.redirect_chain[-1][0].startswith(reverse("issues:recognise", args=[issue.pk]))
    assert words()["situation"] in page.content.decode()
    draft = Draft.objects.get()
    answer = client.post(
        reverse("issues:recognise", args=[issue.pk]), {"context": "Hier ook", "concept": str(draft.pk)}, follow=True
    )
    assert "Uw concept staat nog bij Mijn kwesties" in text_of(answer)
    assert Draft.objects.get() == draft


@pytest.mark.parametrize("step", ["volg-x", "herken-", "onzin", "volg-99999999", "herken-99999999"])
def test_a_strange_button_loses_nothing(cast: Cast, step: str) -> None:
    client = cast.client("alice")
    client.post(RAISE, words(stap=step), follow=True)
    assert Draft.objects.get().data["title"] == words()["title"]
