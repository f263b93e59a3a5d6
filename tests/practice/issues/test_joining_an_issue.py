from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from leerlus.practice.issues import actions
from leerlus.practice.issues.models import Contribution, Follower, Issue, Party
from tests.cast import NOW, raise_one
from tests.practice.issues.conftest import text_of

if TYPE_CHECKING:
    from tests.cast import Cast


def address(name: str, issue: Issue) -> str:
    """Return the address of a deed."""
    return reverse(f"issues:{name}", args=[issue.pk])


def test_a_professional_elsewhere_says_here_too(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    client = cast.client("bob")
    assert issue.question in text_of(client.get(address("recognise", issue)))
    answer = client.post(address("recognise", issue), {"context": "Bij ons ook, vooral bij kamerhuur."}, follow=True)
    assert "U hoort nu bij deze kwestie en krijgt elke terugkoppeling." in text_of(answer)
    assert "U herkent deze kwestie" in text_of(answer)
    party = Party.objects.get(kind="recogniser")
    assert party.context == "Bij ons ook, vooral bij kamerhuur."
    assert party.person == cast.people["bob"]


def test_the_context_may_stay_empty(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    cast.client("bob").post(address("recognise", issue), {})
    assert Party.objects.get(kind="recogniser").context == ""


def test_saying_so_twice_counts_once(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    client = cast.client("bob")
    client.post(address("recognise", issue), {"context": "een"})
    again = client.post(address("recognise", issue), {"context": "twee"})
    assert again.status_code == 422
    assert "U hoort al bij deze kwestie" in text_of(again)
    assert "twee" in again.content.decode()
    assert Party.objects.filter(kind="recogniser").count() == 1


def test_the_context_is_looked_at_for_personal_data(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    client = cast.client("bob")
    words = "Meneer Tesfay wacht ook, zijn nummer is 06-12345678."
    answer = client.post(address("recognise", issue), {"context": words})
    assert answer.status_code == 422
    assert "“Tesfay” (naam), “06-12345678” (telefoonnummer)" in text_of(answer)
    assert not Party.objects.filter(kind="recogniser").exists()
    client.post(address("recognise", issue), {"context": words, "confirmed": "on"})
    assert Party.objects.get(kind="recogniser").context == words


def test_a_recogniser_takes_it_back(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    client = cast.client("bob")
    client.post(address("recognise", issue), {})
    answer = client.post(address("leave", issue), follow=True)
    assert "U hoort niet meer bij deze kwestie" in text_of(answer)
    assert "Dit speelt ook bij ons" in text_of(answer)
    again = client.post(address("leave", issue), follow=True)
    assert "U bent geen herkenner van deze kwestie." in text_of(again)


def test_a_withdrawn_issue_cannot_be_recognised(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    actions.withdraw(issue_id=issue.pk, reason="Opgelost", by=cast.actor("alice"), at=NOW)
    client = cast.client("bob")
    assert "Dit speelt ook bij ons" not in text_of(client.get(reverse("issues:detail", args=[issue.pk])))
    answer = client.post(address("recognise", issue), {})
    assert "Deze kwestie is ingetrokken." in text_of(answer)


def test_following_and_no_longer(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    client = cast.client("dave")
    assert "U volgt deze kwestie." in text_of(client.post(address("follow", issue), follow=True))
    client.post(address("follow", issue))
    assert Follower.objects.count() == 1
    assert "U volgt deze kwestie niet meer." in text_of(client.post(address("unfollow", issue), follow=True))
    assert not Follower.objects.exists()


def test_somebody_adds_to_the_discussion(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    answer = cast.client("bob").post(address("contribute", issue), {"text": "Wij doen het zo.\r\nEn zo."})
    assert answer["Location"].endswith("#bijdragen")
    assert Contribution.objects.get().text == "Wij doen het zo.\nEn zo."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Schrijf eerst wat u wilt toevoegen."),
        ("\x00\u202e \n", "Schrijf eerst wat u wilt toevoegen."),
        ("c" * 3001, "heeft 3001 tekens"),
        ("c" * 100_000, "Maak de tekst korter."),
        ("Mail jan@voorbeeld.nl", "“jan@voorbeeld.nl” (e-mailadres)"),
    ],
)
def test_a_contribution_that_is_not_right_stays_on_the_page(cast: Cast, text: str, sentence: str) -> None:
    issue = raise_one(cast, "alice")
    answer = cast.client("bob").post(address("contribute", issue), {"text": text})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert text.strip("\x00\u202e \n") in answer.content.decode()
    assert issue.situation in text_of(answer)
    assert not Contribution.objects.exists()


def test_markup_in_a_contribution_is_text(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    client = cast.client("bob")
    page = client.post(address("contribute", issue), {"text": "<script>alert(1)</script>"}, follow=True)
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.content.decode()


def test_whoever_has_no_part_in_it_cannot_contribute(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    assert cast.client("dave").post(address("contribute", issue), {"text": "x"}).status_code == 403
    assert cast.client("grace").post(address("recognise", issue), {}).status_code == 403
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("name", ["recognise", "leave", "follow", "unfollow", "contribute"])
def test_an_issue_of_another_region_gives_no_hint(cast: Cast, name: str) -> None:
    issue = raise_one(cast, "alice", visibility="region", title="Geheim")
    client = cast.client("bob")
    hidden = client.post(address(name, issue), {"text": "x"})
    nothing = client.post(f"/kwesties/{issue.pk + 999}/{address(name, issue).split('/')[3]}/", {"text": "x"})
    assert hidden.status_code == nothing.status_code == 403
    assert text_of(hidden) == text_of(nothing)
    assert Party.objects.count() == 1


@pytest.mark.parametrize("name", ["recognise", "leave", "follow", "unfollow", "contribute"])
def test_a_visitor_signs_in_first(cast: Cast, name: str) -> None:
    issue = raise_one(cast, "alice", visibility="public")
    assert "inloggen" in cast.client().post(address(name, issue), {"text": "x"})["Location"]


@pytest.mark.parametrize("name", ["leave", "follow", "unfollow"])
def test_an_address_alone_changes_nothing(cast: Cast, name: str) -> None:
    issue = raise_one(cast, "alice")
    assert cast.client("bob").get(address(name, issue)).status_code == 405
    assert cast.client("bob").get(address("contribute", issue)).status_code == 302
    assert not Follower.objects.exists()
