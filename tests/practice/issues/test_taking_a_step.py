from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from leerlus.practice.issues import actions
from leerlus.practice.issues.models import Feedback, Issue
from tests.cast import NOW, bundle_some, raise_one
from tests.practice.issues.conftest import text_of

if TYPE_CHECKING:
    from tests.cast import Cast

ANSWER = {"text": "Ja, dat mag.", "change": "U stelt het plan zelf vast."}


def address(name: str, issue: Issue) -> str:
    """Return the address of a step."""
    return reverse(f"issues:{name}", args=[issue.pk])


def test_the_coordinator_gives_the_first_response_and_later_says_where_it_stands(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    client = cast.client("carol")
    page = client.get(address("respond", issue))
    assert "Eerste reactie geven" in text_of(page)
    assert issue.situation in text_of(page)
    answer = client.post(
        address("respond", issue), {"text": "Dank, ik zoek het uit.", "version": issue.version}, follow=True
    )
    assert "Uw reactie is verstuurd" in text_of(answer)
    issue.refresh_from_db()
    assert issue.state == "responded"
    assert Feedback.objects.get(step="respond").text == "Dank, ik zoek het uit."
    assert "Stand van zaken geven" in text_of(client.get(address("respond", issue)))
    client.post(address("respond", issue), {"text": "Nog bezig.", "version": issue.version})
    assert Feedback.objects.get(step="report").text == "Nog bezig."


def test_the_coordinator_answers_and_the_raiser_is_asked(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    answer = cast.client("carol").post(address("answer", issue), ANSWER | {"version": issue.version}, follow=True)
    assert "Wij vragen of het helpt." in text_of(answer)
    feedback = Feedback.objects.get(step="answer")
    assert feedback.asks
    assert feedback.change == ANSWER["change"]


@pytest.mark.parametrize("name", ["respond", "answer"])
def test_somebody_else_was_first(cast: Cast, name: str) -> None:
    issue = raise_one(cast, "alice")
    version = issue.version
    actions.respond(issue_id=issue.pk, text="Ik was eerst", by=cast.actor("frank"), at=NOW)
    client = cast.client("carol")
    answer = client.post(address(name, issue), ANSWER | {"version": version})
    assert answer.status_code == 409
    assert "intussen door iemand anders veranderd" in text_of(answer)
    assert ANSWER["text"] in answer.content.decode()
    issue.refresh_from_db()
    assert f'name="version" value="{issue.version}"' in answer.content.decode()
    assert client.post(address(name, issue), ANSWER | {"version": issue.version}).status_code == 302


def test_a_step_that_comes_too_late_keeps_the_words(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    actions.withdraw(issue_id=issue.pk, reason="Opgelost", by=cast.actor("alice"), at=NOW)
    issue.refresh_from_db()
    answer = cast.client("carol").post(address("respond", issue), {"text": "Te laat", "version": issue.version})
    assert answer.status_code == 422
    assert "kan nu niet: de kwestie staat op “ingetrokken”" in text_of(answer)
    assert "Te laat" in answer.content.decode()


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 30])
def test_a_strange_version_is_refused(cast: Cast, version: str) -> None:
    issue = raise_one(cast, "alice")
    answer = cast.client("carol").post(address("respond", issue), {"text": "x", "version": version})
    assert answer.status_code in {409, 422}
    issue.refresh_from_db()
    assert issue.state == "submitted"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": "", "change": ""}, "Schrijf eerst wat het antwoord is."),
        ({"text": "x", "change": ""}, "Schrijf wat een professional nu anders kan doen."),
        ({"text": "x" * 5001, "change": "y"}, "Maak de tekst korter."),
        ({"text": "Bel mevrouw Haddad", "change": "y"}, "“Haddad” (naam)"),
    ],
)
def test_an_answer_that_is_not_right_is_sent_back(cast: Cast, sent: dict[str, str], sentence: str) -> None:
    issue = raise_one(cast, "alice")
    answer = cast.client("carol").post(address("answer", issue), sent | {"version": str(issue.version)})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Feedback.objects.filter(step="answer").exists()


@pytest.mark.parametrize("name", ["respond", "answer"])
@pytest.mark.parametrize("reader", ["alice", "bob", "dave", "erin", "grace"])
def test_only_the_linking_level_takes_these_steps(cast: Cast, name: str, reader: str) -> None:
    issue = raise_one(cast, "alice")
    client = cast.client(reader)
    assert client.get(address(name, issue)).status_code == 404
    assert client.post(address(name, issue), ANSWER | {"version": issue.version}).status_code == 403
    issue.refresh_from_db()
    assert issue.state == "submitted"


def test_the_coordinator_of_another_region_takes_no_step(cast: Cast) -> None:
    issue = raise_one(cast, "bob")
    assert cast.client("carol").get(address("respond", issue)).status_code == 404
    assert cast.client("carol").post(address("respond", issue), {"text": "x", "version": 1}).status_code == 403


def test_an_issue_in_a_bundle_is_not_answered_by_itself(cast: Cast) -> None:
    bundle_some(cast, 1)
    issue = Issue.objects.get()
    client = cast.client("frank")
    page = text_of(client.get(reverse("issues:detail", args=[issue.pk])))
    assert "Rechtstreeks beantwoorden" not in page
    assert "Bundelen met…" not in page
    assert client.post(address("answer", issue), ANSWER | {"version": issue.version}).status_code == 422


def test_the_raiser_takes_the_issue_back(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    client = cast.client("alice")
    assert "Waarom trekt u de kwestie in?" in text_of(client.get(address("withdraw", issue)))
    empty = client.post(address("withdraw", issue), {"reason": " ", "version": issue.version})
    assert "Schrijf kort waarom u de kwestie intrekt." in text_of(empty)
    answer = client.post(
        address("withdraw", issue), {"reason": "Het is opgelost.", "version": issue.version}, follow=True
    )
    text = text_of(answer)
    assert "Uw kwestie is ingetrokken." in text
    assert "Ingetrokken, op" in text
    assert "Het is opgelost." in text


def test_once_others_recognise_it_the_issue_stays(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    actions.recognise(issue_id=issue.pk, by=cast.actor("bob"), at=NOW)
    client = cast.client("alice")
    assert "Kwestie intrekken" not in text_of(client.get(reverse("issues:detail", args=[issue.pk])))
    assert client.get(address("withdraw", issue)).status_code == 404
    answer = client.post(address("withdraw", issue), {"reason": "Toch niet", "version": issue.version})
    assert answer.status_code == 422
    assert "Anderen herkennen deze kwestie." in text_of(answer)


@pytest.mark.parametrize("reader", ["bob", "carol", "grace"])
def test_nobody_else_takes_it_back(cast: Cast, reader: str) -> None:
    issue = raise_one(cast, "alice")
    client = cast.client(reader)
    assert client.get(address("withdraw", issue)).status_code == 404
    assert client.post(address("withdraw", issue), {"reason": "x", "version": issue.version}).status_code == 403
    issue.refresh_from_db()
    assert issue.state == "submitted"
