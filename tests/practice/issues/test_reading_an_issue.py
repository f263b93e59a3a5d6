from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.practice.issues import actions, queries
from leerlus.practice.issues.models import Feedback, Issue, Party
from tests.cast import NOW, bundle_some, raise_one
from tests.practice.issues.conftest import text_of

if TYPE_CHECKING:
    from leerlus.linking.bottlenecks.models import Bottleneck
    from tests.cast import Cast

AGREEMENT = outcome_actions.OutcomeText(
    title="Alleen de zorgverzekering", text="Tot 1 april volstaat de zorgverzekering.", change="U legt vast waarom."
)


def page_of(issue: Issue) -> str:
    """Return the address of an issue."""
    return reverse("issues:detail", args=[issue.pk])


def agree(cast: Cast, bottleneck: Bottleneck) -> None:
    """Let Frank make a temporary agreement."""
    ends_on = date(2027, 4, 1)
    frank = cast.actor("frank")
    outcome_actions.agree(bottleneck_id=bottleneck.pk, text=AGREEMENT, ends_on=ends_on, by=frank, at=NOW)


def judge(cast: Cast, verdict: str, remark: str) -> None:
    """Let Alice say whether the answer helped."""
    feedback = Feedback.objects.get(step="answer")
    actions.judge(feedback_id=feedback.pk, verdict=verdict, remark=remark, by=cast.actor("alice"), at=NOW)


def test_the_state_is_a_sentence(cast: Cast) -> None:
    issue = raise_one(cast, "alice", at=timezone.now())
    text = text_of(cast.client("bob").get(page_of(issue)))
    assert f"Ligt bij {issue.turn_label} . Eerste reactie uiterlijk" in text
    Issue.objects.filter(pk=issue.pk).update(due_on=timezone.localdate() - timedelta(days=3))
    assert "Eerste reactie was beloofd voor" in text_of(cast.client("bob").get(page_of(issue)))
    assert "3 dagen te laat" in text_of(cast.client("bob").get(page_of(issue)))


def test_everything_that_was_written_stands_on_the_page(cast: Cast) -> None:
    issue = raise_one(cast, "alice", tried="Gebeld\nen gemaild", articles=("Wet, artikel 15",), severity=3)
    page = cast.client("bob").get(page_of(issue))
    for words in (issue.title, issue.situation, issue.question, issue.meaning, "Wet, artikel 15", "Ernstige schade"):
        assert words in text_of(page)
    assert "Gebeld<br>en gemaild" in page.content.decode()


def test_only_colleagues_read_which_organisation_it_was(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    for reader in ("bob", "heidi", "carol", "dave", "erin", "frank"):
        text = text_of(cast.client(reader).get(page_of(issue)))
        assert "Gemeente, regio Achterhoek" in text
        assert "Bronckhorst" not in text
        assert "Alice" not in text
    assert "Gemeente Bronckhorst" in text_of(cast.client("grace").get(page_of(issue)))


@pytest.mark.parametrize(
    ("reader", "status"),
    [
        ("alice", 200),
        ("heidi", 200),
        ("carol", 200),
        ("frank", 200),
        ("dave", 200),
        ("bob", 404),
        ("erin", 404),
        (None, 404),
    ],
)
def test_an_issue_of_the_region_stays_in_the_region(cast: Cast, reader: str | None, status: int) -> None:
    issue = raise_one(cast, "alice", visibility="region", title="Geheim van de regio")
    answer = cast.client(reader).get(page_of(issue))
    assert answer.status_code == status
    if status == 404:
        nothing = cast.client(reader).get("/kwesties/999999/")
        assert nothing.status_code == 404
        assert text_of(answer) == text_of(nothing)
        assert "Geheim" not in text_of(answer)


@pytest.mark.parametrize("number", ["0", "9" * 25])
def test_a_strange_number_is_not_found(cast: Cast, number: str) -> None:
    assert cast.client("alice").get(f"/kwesties/{number}/").status_code == 404


def test_a_party_from_elsewhere_may_read_it(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    actions.recognise(issue_id=issue.pk, by=cast.actor("bob"), at=NOW)
    Issue.objects.filter(pk=issue.pk).update(visibility="region")
    assert cast.client("bob").get(page_of(issue)).status_code == 200


def test_recognitions_show_kind_and_region_only(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    actions.recognise(issue_id=issue.pk, context="Bij ons ook.", by=cast.actor("bob"), at=NOW)
    actions.recognise(issue_id=issue.pk, by=cast.actor("heidi"), at=NOW)
    text = text_of(cast.client("alice").get(page_of(issue)))
    assert "Herkend door 2 organisaties in 2 regio’s" in text
    assert "Bij ons ook. Gemeente, regio Twente · 2 november" in text
    assert "Enschede" not in text
    assert "Taalschool De Brug" not in text


def test_the_discussion_says_what_each_word_is(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    said = {"carol": "Hoe lang al?", "alice": "Drie maanden.", "erin": "Ik wachtte zelf ook.", "bob": "Hier ook."}
    for name, words in said.items():
        actions.contribute(issue_id=issue.pk, text=words, by=cast.actor(name), at=NOW)
    text = text_of(cast.client("heidi").get(page_of(issue)))
    assert "Vraag van de schakel Hoe lang al? Regiocoördinator, Achterhoek" in text
    assert "Van de indiener Drie maanden. Gemeente, regio Achterhoek" in text
    assert "Ervaring van een inburgeraar Ik wachtte zelf ook. Ervaringsdeskundige, Platform Inburgeraars" in text
    assert "Bijdrage Hier ook. Gemeente, regio Twente" in text
    assert "Enschede" not in text


def test_the_tracker_tells_each_step_and_what_comes_next(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    actions.respond(issue_id=issue.pk, text="Dit hoor ik vaker.", by=cast.actor("carol"), at=NOW)
    text = text_of(cast.client("bob").get(page_of(issue)))
    assert "Ingediend 2 november · Indiener" in text
    assert "Eerste reactie 2 november · Regiocoördinator, Achterhoek Dit hoor ik vaker." in text
    assert "Volgende stap: Antwoord of stand van zaken uiterlijk" in text


def test_the_tracker_follows_the_bottleneck(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 2)
    issue = Issue.objects.earliest("pk")
    agree(cast, bottleneck)
    page = cast.client("alice").get(page_of(issue))
    text = text_of(page)
    assert "Gebundeld in een knelpunt" in text
    assert "Zelfde oorzaak: niemand stelt het plan vast" in text
    assert "Alleen de zorgverzekering. Tot 1 april volstaat de zorgverzekering." in text
    assert bottleneck.title in text
    assert page.content.decode().count(f'href="/knelpunten/{bottleneck.pk}/"') == 2


def test_a_visitor_reads_the_steps_of_a_public_issue_but_not_what_was_said_of_the_bottleneck(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 2)
    issue = Issue.objects.earliest("pk")
    Issue.objects.filter(pk=issue.pk).update(visibility="public")
    agree(cast, bottleneck)
    page = cast.client().get(page_of(issue))
    assert "Tijdelijke afspraak" in text_of(page)
    assert "zorgverzekering" not in text_of(page)
    assert bottleneck.title not in text_of(page)
    assert "/knelpunten/1" not in page.content.decode()


def test_the_question_whether_it_helps_stands_on_the_page_of_who_must_answer(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    actions.answer(issue_id=issue.pk, text="Dat mag.", change="U stelt het vast.", by=cast.actor("carol"), at=NOW)
    feedback = Feedback.objects.get(step="answer")
    address = reverse("outcomes:judge", args=[feedback.pk])
    page = cast.client("alice").get(page_of(issue))
    assert f'action="{address}"' in page.content.decode()
    assert "Ligt bij u" in text_of(page)
    for reader in ("bob", "grace", "carol"):
        assert address not in cast.client(reader).get(page_of(issue)).content.decode()


def test_an_answer_that_was_given_can_be_changed(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    actions.answer(issue_id=issue.pk, text="Dat mag.", change="U stelt het vast.", by=cast.actor("carol"), at=NOW)
    judge(cast, "partly", "")
    text = text_of(cast.client("alice").get(page_of(issue)))
    assert "Uw antwoord op “helpt dit?” veranderen" in text
    assert "helpt deels" in text
    assert "Afgerond met: antwoord" in text


def test_the_organisation_answers_for_somebody_who_left(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    actions.answer(issue_id=issue.pk, text="Dat mag.", change="U stelt het vast.", by=cast.actor("carol"), at=NOW)
    Party.objects.filter(issue=issue).update(person=None)
    assert "helpt-dit" in cast.client("grace").get(page_of(issue)).content.decode()
    assert "helpt-dit" not in cast.client("bob").get(page_of(issue)).content.decode()


def test_what_came_of_it_stands_on_the_page(cast: Cast) -> None:
    issue = raise_one(cast, "alice", visibility="public")
    actions.answer(issue_id=issue.pk, text="Dat mag.", change="U stelt het vast.", by=cast.actor("carol"), at=NOW)
    for reader in ("bob", None):
        text = text_of(cast.client(reader).get(page_of(issue)))
        assert "Wat ervan kwam" in text
        assert "Wat er verandert in het werk: U stelt het vast." in text


def test_what_the_raiser_said_of_it_is_for_the_parties_and_the_linking_level(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    actions.answer(issue_id=issue.pk, text="Dat mag.", change="x", by=cast.actor("carol"), at=NOW)
    judge(cast, "not", "Onze wethouder wil niet")
    assert "Onze wethouder wil niet" not in text_of(cast.client("bob").get(page_of(issue)))
    for reader in ("alice", "carol"):
        assert "Onze wethouder wil niet" in text_of(cast.client(reader).get(page_of(issue)))


@pytest.mark.parametrize(
    ("reader", "buttons", "absent"),
    [
        ("alice", ["Kwestie intrekken"], ["Dit speelt ook bij ons", "Kwestie volgen", "Eerste reactie geven"]),
        (
            "bob",
            ["Dit speelt ook bij ons", "Kwestie volgen", "Bijdrage plaatsen"],
            ["Kwestie intrekken", "Eerste reactie geven"],
        ),
        ("carol", ["Eerste reactie geven", "Bundelen met…", "Rechtstreeks beantwoorden"], ["Kwestie intrekken"]),
        ("dave", ["Kwestie volgen"], ["Dit speelt ook bij ons", "Bijdrage plaatsen", "Eerste reactie geven"]),
        (None, [], ["Dit speelt ook bij ons", "Bijdrage plaatsen", "Kwestie volgen", "Bundelen met…"]),
    ],
)
def test_each_reader_gets_the_buttons_that_are_theirs(
    cast: Cast, reader: str | None, buttons: list[str], absent: list[str]
) -> None:
    issue = raise_one(cast, "alice", visibility="public")
    text = text_of(cast.client(reader).get(page_of(issue)))
    for button in buttons:
        assert button in text
    for button in absent:
        assert button not in text


def test_the_linking_level_of_another_region_gets_no_buttons(cast: Cast) -> None:
    issue = raise_one(cast, "bob")
    text = text_of(cast.client("carol").get(page_of(issue)))
    assert "Eerste reactie geven" not in text


def test_a_long_history_folds_and_asks_no_more(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    client = cast.client("alice")
    client.get(page_of(issue))  # the regions and the themes are in memory from now on
    counts = []
    actions.respond(issue_id=issue.pk, text="Eerste", by=cast.actor("carol"), at=NOW)
    for rounds in (1, 59):
        for number in range(rounds):
            actions.respond(issue_id=issue.pk, text=f"Stand {number}", by=cast.actor("carol"), at=NOW)
            actions.contribute(issue_id=issue.pk, text=f"Bijdrage {number}", by=cast.actor("bob"), at=NOW)
        with CaptureQueriesContext(connection) as queried:
            client.get(page_of(issue))
        counts.append(len(queried))
    assert counts[0] == counts[1] <= 15
    text = text_of(client.get(page_of(issue)))
    assert "55 stappen daartussen" in text
    assert "Ook de 10 eerdere bijdragen tonen" in text
    whole = text_of(client.get(page_of(issue), {"alles": "1"}))
    assert "Bijdrage 0" in whole
    assert "eerdere bijdragen" not in whole


def test_reading_changes_nothing(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    client = cast.client("alice")
    client.get(page_of(issue))
    before = Issue.objects.values().get()
    with CaptureQueriesContext(connection) as queried:
        client.get(page_of(issue))
    assert not [q for q in queried if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert Issue.objects.values().get() == before
    assert client.post(page_of(issue)).status_code == 405


def test_the_page_of_a_region_named_region_reads_well(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    issue.region.name = "Regio Zwolle"  # type: ignore[union-attr]
    assert queries.place_of(issue.organisation, issue.region) == "Gemeente, regio Zwolle"
