from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from leerlus.measures.similarity import Candidate, fold, has_enough, pick_terms, rank, split, stem

CANDIDATES = [
    Candidate(
        id="moving",
        title="Het plan komt te laat als iemand naar een andere gemeente verhuist",
        text="Wie stelt het plan vast? De oude en de nieuwe gemeente wachten op elkaar.",
    ),
    Candidate(
        id="childcare",
        title="Zonder kinderopvang kan een moeder niet naar de taalles",
        text="Mag de gemeente de kinderopvang betalen tijdens de lessen?",
    ),
    Candidate(
        id="exam",
        title="Kandidaten wachten maanden op een plek voor het examen spreken",
        text="Kan DUO meer examens plannen in de regio?",
    ),
    Candidate(
        id="shifts",
        title="Het werkrooster wisselt elke week, maar de taalles staat vast",
        text="Hoe houden wij iemand met wisselende diensten in een leerroute?",
    ),
]

PARAPHRASES = [
    ("Na een verhuizing weet geen van beide gemeenten wie het PIP moet vaststellen", "moving"),
    ("Verhuizen legt de plannen stil: de vorige gemeentes sturen het dossier niet", "moving"),
    ("Er is geen opvang voor de kinderen, dus moeders missen hun taallessen", "childcare"),
    ("Voor jonge ouders ontbreekt een crèche of kinderopvangplek tijdens de taallessen", "childcare"),
    ("De wachttijd voor spreekexamens bij DUO loopt op tot een halfjaar", "exam"),
    ("Wie in ploegendiensten werkt met steeds andere roosters komt niet in de les", "shifts"),
]


@pytest.mark.parametrize(("text", "expected"), PARAPHRASES)
def test_other_words_for_the_same_thing_are_found_first(text: str, expected: str) -> None:
    assert rank(text, CANDIDATES, least=0)[0].id == expected


def test_something_else_is_left_out() -> None:
    assert not rank("De printer op de derde verdieping doet het niet meer sinds de storing", CANDIDATES)


def test_it_says_which_words_both_share_as_they_were_typed() -> None:
    (best, *_) = rank("Verhuizingen naar een andere Gemeente: wie maakt het plan?", CANDIDATES)
    assert "verhuizingen" in best.why
    assert "plan" in best.why
    assert "een" not in best.why
    assert len(best.why) <= 4


def test_a_number_is_no_word_that_both_share() -> None:
    text = "Volgens artikel 2021 en 12345678 maakt de nieuwe gemeente na de verhuizing het plan"
    (best, *_) = rank(text, [Candidate(id="1", title="Verhuizing en het plan 2021", text="Zie 12345678")])
    assert set(best.why) == {"verhuizing", "plan"}


def test_the_same_text_scores_almost_one_and_an_empty_one_nothing() -> None:
    twin = CANDIDATES[0]
    (best, *_) = rank(f"{twin.title} {twin.title} {twin.text}", CANDIDATES)
    assert best.id == "moving"
    assert best.score > 0.99
    assert not rank("", CANDIDATES)
    assert not rank("het de een", CANDIDATES, least=0.01)
    assert not rank("plan", [])


def test_there_are_at_most_as_many_as_asked() -> None:
    many = [Candidate(id=str(n), title="Het plan komt te laat", text="") for n in range(9)]
    found = rank("het plan komt te laat", many, limit=3)
    assert [match.id for match in found] == ["0", "1", "2"]


def test_accents_capitals_and_endings_make_no_other_word() -> None:
    assert fold("Coördinatië ÉÉN") == "coordinatie een"
    assert len({stem(word) for word in ("verhuizing", "verhuizen", "verhuist", "verhuisd")}) == 1
    assert stem("gemeenten") == stem("gemeente")
    assert split("De gemeente heeft het niet") == ["gemeente"]


def test_eight_words_are_enough() -> None:
    assert not has_enough("een twee drie vier vijf zes zeven")
    assert has_enough("een twee drie vier vijf zes zeven acht")


def test_the_rough_search_uses_the_beginnings_of_the_longest_words() -> None:
    assert pick_terms("Na de verhuizing wacht de inburgeringsplichtige op het plan", 2) == [
        "inburgeringsplichti",
        "verhui",
    ]
    assert pick_terms("de het een", 5) == []


@given(st.text(), st.lists(st.text(), max_size=5))
def test_any_text_gets_a_score_between_nought_and_one(text: str, others: list[str]) -> None:
    candidates = [Candidate(id=str(n), title=other, text=text) for n, other in enumerate(others)]
    for match in rank(text, candidates, least=0):
        assert 0 <= match.score <= 1.0001


def test_issues_that_really_were_about_the_same_thing_find_each_other() -> None:
    """Fourteen loops with their issues: one of the same loop among the five best, for most of them."""
    demo = Path(__file__).parents[2] / "src" / "leerlus" / "config" / "demo" / "loops.yaml"
    loops = yaml.safe_load(demo.read_text(encoding="utf-8"))
    issues = [(loop["slug"], issue) for loop in loops for issue in loop["issues"]]
    candidates = [
        Candidate(id=str(place), title=issue["title"], text=f"{issue['question']} {issue['situation']}")
        for place, (_, issue) in enumerate(issues)
    ]
    hits = 0
    for place, (slug, issue) in enumerate(issues):
        others = [candidate for candidate in candidates if candidate.id != str(place)]
        found = rank(f"{issue['title']} {issue['question']}", others, least=0)
        hits += any(issues[int(match.id)][0] == slug for match in found)
    assert hits / len(issues) > 0.75
