from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

from leerlus.practice.issues import actions
from leerlus.practice.issues.models import Feedback
from tests.cast import NOW, raise_one
from tests.practice.issues.conftest import text_of

if TYPE_CHECKING:
    from tests.cast import Cast

MINE = "/kwesties/mijn/"


def test_each_own_issue_says_where_it_is_and_who_acts_before_when(cast: Cast) -> None:
    issue = raise_one(cast, "alice", title="Van Alice")
    raise_one(cast, "bob", title="Van Bob")
    text = text_of(cast.client("alice").get(MINE))
    assert "Van Alice" in text
    assert "Van Bob" not in text
    assert f"Ligt bij {issue.turn_label} . Eerste reactie" in text


def test_what_came_of_it_and_whether_an_answer_is_asked(cast: Cast) -> None:
    long_ago = NOW - timedelta(days=90)
    issue = raise_one(cast, "alice", at=long_ago)
    actions.answer(issue_id=issue.pk, text="Dat mag.", change="U stelt het vast.", by=cast.actor("carol"), at=long_ago)
    client = cast.client("alice")
    text = text_of(client.get(MINE))
    assert "Uw antwoord gevraagd" in text
    assert "Wat ervan kwam: Antwoord: U stelt het vast." in text
    assert "Ligt bij u . Antwoord op de vraag “helpt dit?” uiterlijk" in text
    assert "dagen te laat" not in text
    feedback = Feedback.objects.get(step="answer")
    actions.judge(feedback_id=feedback.pk, verdict="helps", remark="", by=cast.actor("alice"), at=NOW)
    text = text_of(client.get(MINE))
    assert "Uw antwoord gevraagd" not in text
    assert "Afgerond met: antwoord" in text


def test_what_needs_an_answer_stands_first(cast: Cast) -> None:
    asked = raise_one(cast, "alice", title="Gevraagd")
    raise_one(cast, "alice", title="Nieuwer")
    actions.answer(issue_id=asked.pk, text="x", change="y", by=cast.actor("carol"), at=NOW)
    text = text_of(cast.client("alice").get(MINE))
    assert text.index("Gevraagd") < text.index("Nieuwer")


def test_what_one_recognises_and_follows_stands_apart(cast: Cast) -> None:
    one, two = raise_one(cast, "bob", title="Herkend door Alice"), raise_one(cast, "bob", title="Gevolgd door Alice")
    actions.recognise(issue_id=one.pk, by=cast.actor("alice"), at=NOW)
    actions.follow(issue_id=two.pk, by=cast.actor("alice"), at=NOW)
    text = text_of(cast.client("alice").get(MINE))
    assert text.index("Door u herkend") < text.index("Herkend door Alice") < text.index("Door u gevolgd")
    assert text.index("Door u gevolgd") < text.index("Gevolgd door Alice")


def test_an_empty_overview_teaches(cast: Cast) -> None:
    assert "Hier ziet u straks waar uw kwesties liggen" in text_of(cast.client("alice").get(MINE))
    text = text_of(cast.client("dave").get(MINE))
    assert "U dient zelf geen kwesties in" in text
    assert "Kwestie indienen" not in text


def test_a_long_overview_leads_to_the_list(cast: Cast) -> None:
    for _ in range(16):
        raise_one(cast, "alice")
    page = cast.client("alice").get(MINE)
    assert '?toon=mijn"' in page.content.decode()


def test_the_overview_asks_as_much_for_many_as_for_few(cast: Cast) -> None:
    counts = []
    client = cast.client("alice")
    for _ in range(2):
        for _ in range(6):
            raise_one(cast, "alice")
            other = raise_one(cast, "bob")
            actions.recognise(issue_id=other.pk, by=cast.actor("alice"), at=NOW)
        with CaptureQueriesContext(connection) as queried:
            client.get(MINE)
        counts.append(len(queried))
    assert counts[0] == counts[1] <= 15
