"""What every engine behind `SearchIndex` must do; one that takes its place runs the same tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.discovery.search.actions import make_entry
from leerlus.discovery.search.engine import INDEX, DatabaseIndex
from leerlus.discovery.search.models import Entry
from leerlus.discovery.search.sources import lexicon
from leerlus.measures.finding import Document
from leerlus.measures.terms import analyze

if TYPE_CHECKING:
    from leerlus.discovery.search.engine import SearchIndex

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[DatabaseIndex])
def engine(request: pytest.FixtureRequest) -> SearchIndex:
    made: SearchIndex = request.param()
    return made


def keep(engine: SearchIndex, number: int, title: str, text: str = "Iets.") -> Entry:
    document = Document(id=number, title=title, text=text, url=f"/{number}/", date=timezone.localdate())
    entry = make_entry("kwestie", document)
    Entry.objects.filter(kind="kwestie", thing_id=number).delete()
    entry.save()
    engine.upsert([entry])
    return entry


def ask(engine: SearchIndex, words: str, most: int = 10, **limits: object) -> list[int]:
    found = engine.candidates(analyze(words, lexicon()), Entry.objects.filter(**limits), most)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    return [pk for pk, _ in found]


def test_it_finds_any_of_the_words_and_the_best_first(engine: SearchIndex) -> None:
    one = keep(engine, 1, "Boete bij verhuizing")
    other = keep(engine, 2, "Verhuizing van een heel gezin naar een andere gemeente")
    keep(engine, 3, "Kinderopvang")
    assert ask(engine, "boete verhuizing") == [one.pk, other.pk]


def test_a_word_in_the_title_weighs_more(engine: SearchIndex) -> None:
    below = keep(engine, 1, "Iets anders dan dit", "Hierin staat boete een keer.")
    above = keep(engine, 2, "Boete", "Hierin staat iets anders een keer.")
    assert ask(engine, "boete") == [above.pk, below.pk]


def test_rights_are_a_filter_inside(engine: SearchIndex) -> None:
    entries = [keep(engine, number, "Boete") for number in range(5)]
    assert ask(engine, "boete", most=2, thing_id__in=[0, 4]) == [entries[4].pk, entries[0].pk]
    assert engine.known(["boet"], Entry.objects.none()) == set()
    assert ask(engine, "boete", thing_id__in=[]) == []


def test_it_gives_no_more_than_was_asked(engine: SearchIndex) -> None:
    for number in range(5):
        keep(engine, number, "Boete")
    assert len(ask(engine, "boete", most=3)) == 3


def test_indexing_again_takes_the_place_of_what_was(engine: SearchIndex) -> None:
    entry = keep(engine, 1, "Boete")
    entry.title_terms = " ".join(analyze("Kinderopvang", lexicon()))
    entry.save()
    engine.upsert([entry])
    assert ask(engine, "boete") == []
    assert ask(engine, "kinderopvang") == [entry.pk]


def test_what_is_forgotten_is_not_found_and_may_be_forgotten_twice(engine: SearchIndex) -> None:
    entry = keep(engine, 1, "Boete")
    engine.delete([entry.pk])
    engine.delete([entry.pk, 999])
    assert ask(engine, "boete") == []


def test_it_knows_which_terms_stand_somewhere(engine: SearchIndex) -> None:
    keep(engine, 1, "Boete bij verhuizing")
    terms = analyze("boete verhuizing olifant", lexicon())
    assert engine.known(terms, Entry.objects.all()) == set(analyze("boete verhuizing", lexicon()))


def test_nothing_asked_is_nothing_found(engine: SearchIndex) -> None:
    keep(engine, 1, "Boete")
    assert engine.candidates([], Entry.objects.all(), 10) == []
    assert engine.known([], Entry.objects.all()) == set()


@pytest.mark.parametrize("term", ["'", '"', "\\", "a b", "a'b", "*", "%", "😀", "NOT", "\u0640", "x" * 500])
def test_no_term_breaks_it(engine: SearchIndex, term: str) -> None:
    keep(engine, 1, "Boete")
    assert engine.candidates([term], Entry.objects.all(), 10) == []
    assert engine.known([term, "boet"], Entry.objects.all()) == {"boet"}


def test_the_product_uses_an_engine_that_is_tested_here() -> None:
    assert isinstance(INDEX, DatabaseIndex)
