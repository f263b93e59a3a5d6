"""Finding what one may read: by a word, a misspelt word, an abbreviation; narrowed, counted and marked."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerlus.discovery.search.queries import Wanted, search
from leerlus.law.articles.actions import load_articles
from leerlus.linking.bottlenecks import actions as bottleneck_actions
from leerlus.people.actors import CLOCK, VISITOR
from leerlus.practice.issues.models import Issue
from tests.cast import bundle_some, raise_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast

PAGE = "/zoeken/"


def page_of(cast: Cast, words: str, name: str | None = None, **wanted: str) -> str:
    answer = cast.client(name).get(PAGE, {"q": words, **wanted})
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def titles(cast: Cast, words: str, name: str | None = "alice", **wanted: Any) -> list[str]:  # noqa: ANN401 - any
    found = search(cast.actor(name) if name else VISITOR, Wanted(words=words, **wanted))
    return ["".join(piece.text for piece in hit.title) for hit in found.hits]


def test_a_professional_finds_a_kwestie_and_reads_why(cast: Cast, follow: Callable[[], int]) -> None:
    raise_one(cast, title="De leerbaarheidstoets valt weg bij een <b>verhuizing</b>", situation="De toets is kwijt.")
    follow()
    answer = cast.client("bob").get(PAGE, {"q": "verhuizing"}).content.decode()
    assert "&lt;b&gt;<mark>verhuizing</mark>&lt;/b&gt;" in answer
    assert "1 resultaat." in answer
    assert 'href="/kwesties/' in answer


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("leerbaarheidstoest", "leerbaarheidstoets"),
        ("lerbaarheidstoets", "leerbaarheidstoets"),
        ("verhuzing", "verhuizing"),
    ],
)
def test_a_reader_finds_it_with_a_misspelt_word(cast: Cast, follow: Callable[[], int], typed: str, meant: str) -> None:
    raise_one(cast, title="De leerbaarheidstoets valt weg bij een verhuizing")
    follow()
    page = page_of(cast, typed, "bob")
    assert f"Wij zochten ook op <b>“{meant}”</b>" in page
    assert "resultaat" in page


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("knelpunten", "Een knelpunt in de keten"),
        ("termijn", "De inburgeringstermijn loopt af"),
        ("inburgeringstermijn", "De termijn van inburgering"),
        ("coordinatie", "Coördinatie van taken"),
        ("taak", "Coördinatie van taken"),
        ("LBT", "De leerbaarheidstoets"),
        ("leerbaarheidstoets", "Wie doet de LBT?"),
        ("PIP", "Het plan inburgering en participatie"),
        ("z-route", "De zelfredzaamheidsroute duurt lang"),
    ],
)
def test_forms_parts_and_abbreviations_of_a_word_are_one(
    cast: Cast, follow: Callable[[], int], typed: str, written: str
) -> None:
    texts: dict[str, Any] = dict.fromkeys(("situation", "question", "tried", "meaning"), "Iets anders.")
    raise_one(cast, title=written, **texts)
    follow()
    assert titles(cast, typed) == [written]


def test_one_finds_the_law_and_narrows_by_kind(cast: Cast, follow: Callable[[], int]) -> None:
    load_articles(by=CLOCK, at=timezone.now())
    raise_one(cast, title="Een boete voor wie niet komt")
    follow()
    everything = search(cast.actor("alice"), Wanted(words="boete"))
    assert everything.kinds["kwestie"] == 1
    assert everything.kinds["artikel"] >= 1
    articles = search(cast.actor("alice"), Wanted(words="boete", kind="artikel"))
    assert {hit.kind for hit in articles.hits} == {"Wetsartikel"}
    assert articles.kinds == everything.kinds
    assert f"Wetsartikelen ({everything.kinds['artikel']})" in page_of(cast, "boete", "alice")


def test_one_narrows_by_theme_and_date_and_sorts_by_date(cast: Cast, follow: Callable[[], int]) -> None:
    now = timezone.now()
    old = raise_one(cast, title="Oude boete en nog een boete", theme="pip", at=now)
    raise_one(cast, title="Nieuwe boete", theme="ontzorgen", at=now)
    Issue.objects.filter(pk=old.pk).update(raised_at=now.replace(year=2024))
    follow()
    assert len(titles(cast, "boete")) == 2
    assert titles(cast, "boete", theme="pip") == ["Oude boete en nog een boete"]
    assert titles(cast, "boete", since=now.date()) == ["Nieuwe boete"]
    assert titles(cast, "boete", until=now.date().replace(year=2025)) == ["Oude boete en nog een boete"]
    assert titles(cast, "boete", order="datum")[0] == "Nieuwe boete"


def test_the_index_follows_within_one_round(cast: Cast, follow: Callable[[], int]) -> None:
    issue = raise_one(cast, title="Fietsvergoeding ontbreekt")
    assert titles(cast, "fietsvergoeding") == []
    assert follow() == 1
    assert titles(cast, "fietsvergoeding") == ["Fietsvergoeding ontbreekt"]
    assert follow() == 0
    Issue.objects.filter(pk=issue.pk).update(title="Busvergoeding ontbreekt", changed_at=timezone.now())
    assert follow() == 1
    assert titles(cast, "busvergoeding") == ["Busvergoeding ontbreekt"]
    issue.parties.all().delete()
    issue.delete()
    assert follow() == 1
    assert titles(cast, "busvergoeding") == []


def test_who_may_no_longer_see_it_finds_nothing_at_once(cast: Cast, follow: Callable[[], int]) -> None:
    bottleneck = bundle_some(cast, title="Brieven maken bang", at=timezone.now())
    bottleneck_actions.publish(bottleneck_id=bottleneck.pk, by=cast.actor("frank"), at=timezone.now())
    follow()
    assert titles(cast, "brieven", None) == ["Brieven maken bang"]
    bottleneck_actions.unpublish(bottleneck_id=bottleneck.pk, by=cast.actor("frank"), at=timezone.now())
    assert titles(cast, "brieven", None) == []
    assert "Brieven" not in page_of(cast, "brievn")
    assert "brieven" not in page_of(cast, "brievn")


def test_pages_go_on_and_a_strange_page_is_the_last(cast: Cast, follow: Callable[[], int]) -> None:
    for number in range(12):
        raise_one(cast, title=f"Boete nummer {number}")
    follow()
    assert len(titles(cast, "boete")) == 10
    assert len(titles(cast, "boete", page="2")) == 2
    assert len(titles(cast, "boete", page="99999")) == 2
    assert 'aria-label="Bladeren"' in page_of(cast, "boete", "alice")


def test_every_way_to_find_nothing_says_what_to_do(cast: Cast, follow: Callable[[], int]) -> None:
    raise_one(cast, title="Boete")
    follow()
    assert "Hier komt wat u vindt" in page_of(cast, "")
    assert "Dit zijn geen woorden om op te zoeken" in page_of(cast, "de het niet 🙂")
    assert "Kwestie indienen" in page_of(cast, "olifantenpaadje", "alice")
    assert "Niets gevonden met deze keuzes" in page_of(cast, "boete", "alice", soort="besluit")
    wrong = page_of(cast, "boete", "alice", vanaf="gisteren", thema="bestaat niet")
    assert "Dit is geen datum" in wrong
    assert 'value="gisteren"' in wrong
    assert "1 resultaat." in wrong
    assert "Wij zochten met de eerste 200 tekens" in page_of(cast, "boete " * 2000, "alice")


@pytest.mark.parametrize(
    "words",
    ['"', "boete AND", "NEAR(a b)", "title:boete", "boete*", "'; DROP TABLE search_entry; --", "a & | ! <-> b", "%_\\"],
)
def test_signs_of_a_query_language_mean_nothing(cast: Cast, follow: Callable[[], int], words: str) -> None:
    raise_one(cast, title="Boete")
    follow()
    page_of(cast, words, "alice")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=300))
def test_nothing_that_one_types_breaks_it(cast: Cast, words: str) -> None:
    assert cast.client("alice").get(PAGE, {"q": words}).status_code == 200


def test_it_asks_the_database_little(
    cast: Cast, follow: Callable[[], int], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(15):
        raise_one(cast, title=f"Boete nummer {number} bij verhuizing")
    follow()
    client = cast.client("alice")
    client.get(PAGE, {"q": "boete"})
    with django_assert_max_num_queries(15):
        client.get(PAGE, {"q": "boete verhuzing LBT"})


def test_each_page_has_one_box_that_searches_everything(cast: Cast) -> None:
    for address in ("/", "/knelpunten/", "/themas/", PAGE):
        answer = cast.client().get(address).content.decode()
        boxes = re.findall(r"<form[^>]*role=\"search\"[^>]*>", answer)
        assert any("Zoeken in alles" in box for box in boxes)
        assert 'href="#zoekbalk">Naar zoeken</a>' in answer, "the keyboard is there in two keys"
        assert answer.count('id="zoekbalk"') == answer.count('for="zoekbalk"') == 1
