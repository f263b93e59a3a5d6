from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

from leerlus.practice.issues import actions, queries
from tests.cast import NOW, bundle_some, raise_one
from tests.practice.issues.conftest import text_of, words

if TYPE_CHECKING:
    from tests.cast import Cast

SIMILAR = "/kwesties/indienen/vergelijkbaar/"
MOVING = {
    "title": "Na een verhuizing ligt het plan van de inburgeraar stil",
    "situation": "De vorige gemeente heeft het dossier nog en wij wachten.",
    "question": "Welke gemeente stelt het plan vast?",
}


def test_what_is_alike_appears_with_its_state_and_two_buttons(cast: Cast) -> None:
    issue = raise_one(cast, "bob")
    page = cast.client("alice").post(SIMILAR, MOVING)
    text = text_of(page)
    assert issue.title in text
    assert "Gemeente, regio Twente" in text
    assert "Ingediend" in text
    assert "Overeenkomst:" in text
    assert f'value="herken-{issue.pk}"' in page.content.decode()
    assert f'value="volg-{issue.pk}"' in page.content.decode()
    assert "Bob" not in text
    assert "Enschede" not in text


def test_nothing_appears_before_eight_words(cast: Cast) -> None:
    raise_one(cast, "bob")
    text = text_of(cast.client("alice").post(SIMILAR, {"title": "Het plan komt te laat na verhuizing"}))
    assert "Zodra u een paar woorden hebt getypt" in text


def test_something_else_is_not_shown(cast: Cast) -> None:
    raise_one(cast, "bob")
    page = cast.client("alice").post(
        SIMILAR,
        {
            "title": "De bus rijdt op zaterdag niet naar het examencentrum",
            "situation": "Kandidaten komen daardoor te laat.",
            "question": "Kan DUO de tijden aanpassen?",
        },
    )
    assert "Wij vonden nog niets" in text_of(page)


def test_what_one_may_not_read_does_not_appear(cast: Cast) -> None:
    raise_one(cast, "bob", visibility="region")
    assert "Wij vonden nog niets" in text_of(cast.client("alice").post(SIMILAR, MOVING))


def test_a_withdrawn_issue_does_not_appear(cast: Cast) -> None:
    issue = raise_one(cast, "bob")
    actions.withdraw(issue_id=issue.pk, reason="Opgelost", by=cast.actor("bob"), at=NOW)
    assert "Wij vonden nog niets" in text_of(cast.client("alice").post(SIMILAR, MOVING))


def test_an_answered_issue_tells_what_came_of_it(cast: Cast) -> None:
    issue = raise_one(cast, "bob")
    actions.answer(
        issue_id=issue.pk, text="Dat mag.", change="De nieuwe gemeente stelt vast.", by=cast.actor("frank"), at=NOW
    )
    text = text_of(cast.client("alice").post(SIMILAR, MOVING))
    assert "Antwoord: De nieuwe gemeente stelt vast." in text


def test_a_bottleneck_appears_as_well_when_one_may_read_it(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 1)
    text = text_of(cast.client("bob").post(SIMILAR, MOVING))
    assert bottleneck.title in text
    assert "Knelpunt" in text


def test_whoever_belongs_to_it_already_gets_no_buttons(cast: Cast) -> None:
    raise_one(cast, "alice")
    page = cast.client("alice").post(SIMILAR, MOVING)
    assert "U hoort al bij deze kwestie" in text_of(page)
    assert "herken-" not in page.content.decode()


def test_without_scripts_a_button_shows_the_same(cast: Cast) -> None:
    issue = raise_one(cast, "bob")
    page = cast.client("alice").post("/kwesties/indienen/", words(**MOVING, stap="zoeken"), follow=True)
    assert issue.title in text_of(page)
    assert MOVING["situation"] in page.content.decode()


def test_at_most_five_appear(cast: Cast) -> None:
    for _ in range(8):
        raise_one(cast, "bob")
    assert len(queries.find_similar(cast.actor("alice"), MOVING)) == 5


def test_the_theme_brings_in_issues_with_other_words_in_the_title(cast: Cast) -> None:
    issue = raise_one(
        cast, "bob", title="Twee instanties wijzen naar elkaar", situation="Na de verhuizing ligt het plan stil."
    )
    assert not queries.find_similar(cast.actor("alice"), MOVING)
    found = queries.find_similar(cast.actor("alice"), {**MOVING, "theme": "pip"})
    assert [each.issue_id for each in found] == [issue.pk]


def test_only_who_may_raise_looks_for_what_is_alike(cast: Cast) -> None:
    assert cast.client("dave").post(SIMILAR, MOVING).status_code == 403
    assert cast.client("alice").get(SIMILAR).status_code == 405
    assert cast.client().post(SIMILAR, MOVING).status_code == 302


def test_strange_text_does_no_harm(cast: Cast) -> None:
    raise_one(cast, "bob")
    client = cast.client("alice")
    for text in ("%_%" * 30, "\x00\u202e" * 20, "🙂 " * 40, "a" * 100_000, "' OR 1=1 -- " * 9, "x " * 9):
        assert client.post(SIMILAR, {"title": text, "theme": "'; --"}).status_code == 200


def test_looking_asks_as_little_as_possible(cast: Cast) -> None:
    counts = []
    client = cast.client("alice")
    for _ in range(2):
        for _ in range(6):
            raise_one(cast, "bob")
        with CaptureQueriesContext(connection) as queried:
            client.post(SIMILAR, {**MOVING, "theme": "pip"})
        counts.append(len(queried))
    assert counts[0] == counts[1] <= 15
