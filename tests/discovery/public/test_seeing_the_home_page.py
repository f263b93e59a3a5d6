from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.discovery.public.queries import Story, choose, first_sentences
from leerlus.discovery.search.actions import follow
from leerlus.linking.bottlenecks import actions as bottleneck_actions
from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.practice.issues import actions as issue_actions
from leerlus.system.decisions import actions as decision_actions
from leerlus.system.escalations import actions as escalation_actions
from tests.cast import NOW, Cast, bundle_some, raise_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.practice.issues.models import Issue

MOST_QUERIES = 15


def page(cast: Cast, name: str | None = None) -> str:
    answer = cast.client(name).get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def solve(cast: Cast, bottleneck: Bottleneck, title: str = "Zo regelt u het") -> None:
    outcome_actions.solve(
        bottleneck_id=bottleneck.pk,
        kind="guide",
        text=outcome_actions.OutcomeText(title=title, text="De eerste gemeente stelt vast.", change="U belt eerst."),
        by=cast.actor("frank"),
        at=NOW,
    )


def decide(cast: Cast, bottleneck: Bottleneck) -> None:
    escalation = escalation_actions.offer(
        bottleneck_id=bottleneck.pk, question="Mag het anders?", why="De regel knelt.", by=cast.actor("frank"), at=NOW
    )
    escalation_actions.accept(escalation_id=escalation.pk, by=cast.actor("dave"), at=NOW)
    decision_actions.decide(
        escalation_id=escalation.pk,
        text=decision_actions.DecisionText(
            instrument="law",
            title="De wet regelt de verhuizing",
            text="Het plan verhuist mee.",
            reason="Niemand mag wachten.",
            change="U neemt het plan over.",
            effective_on=date(2026, 12, 1),
        ),
        by=cast.actor("dave"),
        at=NOW,
    )


def publish(cast: Cast, bottleneck: Bottleneck) -> None:
    bottleneck_actions.publish(bottleneck_id=bottleneck.pk, by=cast.actor("frank"), at=NOW)


def test_an_empty_loop_says_so_and_teaches(cast: Cast) -> None:
    text = page(cast)
    assert "Nog geen kwesties" in text
    assert "Nog geen signalen" in text
    assert "Hier ziet u straks wat er veranderde" in text


def test_the_loop_carries_live_numbers(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 3, meaning="Mensen wachten.")
    decide(cast, bottleneck)
    bundle_some(cast, 2)
    text = page(cast)
    assert "5 kwesties uit 2 gemeenten" in text  # the third organisation is a language school
    assert "2 knelpunten · nog geen opbrengsten" in text
    assert "Nog geen signalen · 1 besluit" in text


def test_it_tells_before_and_now_of_each_kind(cast: Cast) -> None:
    decided = bundle_some(cast, 2, meaning="Mensen wachten.", title="Verhuizing", summary="Twee gemeenten wachten.")
    decide(cast, decided)
    solved = bundle_some(cast, 2, meaning="Mensen wachten.", title="Taalles", summary="De les begint te laat.")
    solve(cast, solved)
    for bottleneck in (decided, solved):
        publish(cast, bottleneck)
    answered = raise_one(cast, visibility="public", situation="De toets werkt niet op een tablet.")
    issue_actions.answer(
        issue_id=answered.pk, text="Gebruik een laptop.", change="Geen", by=cast.actor("carol"), at=NOW
    )
    text = page(cast)
    for part in (
        "Wet gewijzigd",
        "Twee gemeenten wachten.",
        "Het plan verhuist mee.",
        "Handreiking",
        "De les begint te laat.",
        "De eerste gemeente stelt vast.",
        "Beantwoord in de regio",
        "De toets werkt niet op een tablet.",
        "Gebruik een laptop.",
    ):
        assert part in text


def test_a_decision_that_did_not_help_is_no_longer_told_as_one_that_did(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 2, meaning="Mensen wachten.")
    decide(cast, bottleneck)
    publish(cast, bottleneck)
    assert "Het plan verhuist mee." in page(cast)
    outcome_actions.reopen(bottleneck_id=bottleneck.pk, reason="Het speelt nog.", by=cast.actor("frank"), at=NOW)
    assert "Het plan verhuist mee." not in page(cast)


def test_a_visitor_sees_nothing_that_is_not_published(cast: Cast) -> None:
    hidden = bundle_some(cast, 2, meaning="Mensen wachten.", title="Geheim knelpunt", summary="Niet voor iedereen.")
    solve(cast, hidden, "Geheime opbrengst")
    answered = raise_one(cast, title="Geheime kwestie")
    issue_actions.answer(issue_id=answered.pk, text="Stil antwoord.", change="", by=cast.actor("carol"), at=NOW)
    text = page(cast)
    for secret in ("Geheim", "Niet voor iedereen", "Stil antwoord"):
        assert secret not in text
    assert "Geheime opbrengst" in page(cast, "alice")


def test_themes_count_what_this_reader_can_open(cast: Cast) -> None:
    bundle_some(cast, 2)
    line = '/themas/pip/">Plan inburgering en participatie</a><span class="soft">{}<'
    assert line.format(0) in page(cast)
    assert line.format(1) in page(cast, "alice")


@pytest.mark.parametrize("name", [None, "alice"])
def test_the_search_box_leads_to_what_was_looked_for(cast: Cast, name: str | None) -> None:
    for title in ("Reistijd naar de les", "Kinderopvang ontbreekt"):
        bottleneck = bundle_some(cast, 1, title=title)
        publish(cast, bottleneck)
        raise_one(cast, title=title)
    follow(timezone.now())
    form = re.search(r'role="search" method="get"[^>]* action="([^"]+)".*? name="([^"]+)"', page(cast, name), re.DOTALL)
    assert form is not None
    assert form[1] == "/zoeken/"
    found = cast.client(name).get(form[1], {form[2]: "reistijd"}).content.decode()
    assert "<mark>Reistijd</mark> naar de les" in found
    assert "Kinderopvang ontbreekt" not in found


def test_it_stays_within_its_queries_with_many_issues(
    cast: Cast, fill: Callable[..., list[Issue]], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    decided = bundle_some(cast, 2, meaning="Mensen wachten.")
    decide(cast, decided)
    publish(cast, decided)
    fill(600)
    for name in (None, "alice"):
        client = cast.client(name)
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get("/").status_code == 200


def story(kind: str, days_ago: int, *, fictional: bool = False) -> Story:
    return Story(
        kind=kind,
        level="linking",
        tag=kind,
        title=f"{kind} {days_ago}",
        before="",
        now="",
        on=timezone.localdate() - timedelta(days=days_ago),
        view="",
        pk=days_ago,
        fictional=fictional,
    )


def test_one_of_each_kind_goes_before_a_second_of_one_kind() -> None:
    kinds = ([story("decision", 1), story("decision", 2)], [story("outcome", 30)], [story("answer", 9)])
    assert [each.title for each in choose(kinds, 3)] == ["decision 1", "answer 9", "outcome 30"]


def test_what_is_left_fills_up_and_real_goes_before_invented() -> None:
    kinds: list[list[Story]] = [
        [story("decision", 5), story("decision", 6, fictional=True), story("decision", 8)],
        [],
        [],
    ]
    assert [each.pk for each in choose(kinds, 2)] == [5, 8]
    assert choose(([], []), 3) == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kort.", "Kort."),
        ("Een zin. Nog een zin.", "Een zin."),
        ("Een zin?  Ja.", "Een zin? Ja."),
        ("Een heel lange eerste zin die nergens past", "Een heel lange…"),
        ("Aaneengeschrevenwoordzonderspatie", "Aaneengeschrevenwo…"),
        ("", ""),
    ],
)
def test_a_story_is_cut_at_a_sentence(text: str, shown: str) -> None:
    assert first_sentences(text, 18) == shown
