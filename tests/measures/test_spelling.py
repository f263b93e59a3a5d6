"""What somebody may have meant: close by slips of fingers, never the word itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.measures.spelling import know, meant, slips
from leerlus.measures.terms import Lexicon, analyze, make_lexicon, stem

letters = st.text(alphabet="abcde", max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("toets", "toets", 0), ("toest", "toets", 1), ("tots", "toets", 1), ("toetss", "toets", 1), ("tiest", "toets", 2)],
)
def test_slips_are_counted_as_fingers_make_them(one: str, other: str, count: int) -> None:
    assert slips(one, other, 3) == count


@given(one=letters, other=letters)
def test_the_distance_is_the_same_both_ways_and_the_limit_changes_only_what_is_beyond_it(one: str, other: str) -> None:
    whole = slips(one, other, 20)
    assert whole == slips(other, one, 20)
    assert (whole == 0) == (one == other)
    assert slips(one, other, 2) == min(whole, 3)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("leerbaarheidstoest", ["leerbaarheidstoets"]),
        ("leerbarheidstots", ["leerbaarheidstoets"]),
        ("boeet", ["boete"]),
        ("coordinatr", ["coördinatie", "coördinator"]),
        ("pip", []),
        ("boete", []),
        ("olifant", []),
    ],
)
def test_close_words_are_proposed_the_closest_first(typed: str, found: list[str]) -> None:
    known = know(["leerbaarheidstoets", "boete", "coördinatie", "coördinator", "map"])
    assert sorted(meant(typed, known)) == found


@pytest.mark.parametrize(
    "forms",
    [
        ("knelpunt", "knelpunten"),
        ("taak", "taken"),
        ("school", "scholen"),
        ("brief", "brieven"),
        ("huis", "huizen"),
        ("plan", "plannen"),
        ("toets", "toetsen"),
        ("mogelijkheid", "mogelijkheden"),
        ("gemeente", "gemeenten", "gemeentes"),
        ("kwestie", "kwesties"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@given(text=st.text(max_size=200))
def test_any_text_has_terms_that_a_database_takes(text: str) -> None:
    lexicon = make_lexicon({"PIP": ["plan inburgering en participatie"]}, ["inburgering", "termijn"])
    for term in analyze(text, lexicon):
        assert term
        assert "\x00" not in term
        assert len(term) <= 60


def test_the_same_text_always_gives_the_same_terms() -> None:
    empty = Lexicon(phrases={}, parts=frozenset())
    assert analyze("Coo\u0308rdinatie", empty) == analyze("COÖRDINATIE", empty)
