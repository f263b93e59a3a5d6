"""Finding a bottleneck in the list."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.linking.bottlenecks import actions
from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.practice.issues import actions as issue_actions
from tests.cast import NOW, bundle_some, raise_one

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from leerlus.linking.bottlenecks.models import Bottleneck
    from tests.cast import Cast

MOST_QUERIES = 15


def list_of(cast: Cast, name: str | None, **wanted: str) -> str:
    answer = cast.client(name).get("/knelpunten/", wanted)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def one_of(cast: Cast, raiser: str, title: str, theme: str = "pip") -> Bottleneck:
    issue = raise_one(cast, raiser, theme=theme)
    new = actions.NewBottleneck(title=title, summary="Samenvatting", theme=theme)
    return actions.bundle(issue_ids=[issue.pk], reason="r", new=new, by=cast.actor("frank"), at=NOW)


def test_the_list_narrows_by_words_theme_region_and_state(cast: Cast) -> None:
    first = one_of(cast, "alice", "Verhuizen legt het plan stil")
    one_of(cast, "bob", "Vaste lasten bij kamerhuur", theme="ontzorgen")
    ends = timezone.localdate() + timedelta(days=30)
    text = outcome_actions.OutcomeText(title="t", text="t", change="c")
    outcome_actions.agree(bottleneck_id=first.pk, text=text, ends_on=ends, by=cast.actor("frank"), at=timezone.now())
    for wanted in ({"zoek": "verhuizen STIL"}, {"thema": "pip"}, {"regio": "AM09"}, {"stand": "agreed"}):
        page = list_of(cast, "alice", **wanted)
        assert "Verhuizen legt het plan stil" in page
        assert "Vaste lasten bij kamerhuur" not in page


def test_a_region_is_where_parties_are_and_not_only_the_raiser(cast: Cast) -> None:
    bottleneck = one_of(cast, "alice", "Verhuizen legt het plan stil")
    issue = bottleneck.bundlings.get().issue
    issue_actions.recognise(issue_id=issue.pk, by=cast.actor("bob"), at=NOW)
    assert "Verhuizen legt het plan stil" in list_of(cast, "alice", regio="AM05")


@pytest.mark.parametrize(
    "wanted", [{"thema": "nonsens"}, {"stand": "x"}, {"regio": "AM99"}, {"pagina": "9999"}, {"zoek": "\0"}]
)
def test_a_wrong_choice_counts_as_none(cast: Cast, wanted: dict[str, str]) -> None:
    one_of(cast, "alice", "Verhuizen legt het plan stil")
    assert "Verhuizen legt het plan stil" in list_of(cast, "alice", **wanted)


def test_visitors_see_published_ones_only_and_no_small_numbers(cast: Cast) -> None:
    seen, unseen = one_of(cast, "alice", "Voor iedereen"), one_of(cast, "bob", "Nog niet voor iedereen")
    actions.publish(bottleneck_id=seen.pk, by=cast.actor("frank"), at=NOW)
    page = list_of(cast, None)
    assert "Voor iedereen" in page
    assert unseen.title not in page
    assert "minder dan 10 organisaties" in page
    assert unseen.title not in list_of(cast, None, zoek="Nog niet")


def test_a_dissolved_one_is_gone_from_the_list_of_professionals(cast: Cast) -> None:
    bottleneck = one_of(cast, "alice", "Bleek iets anders")
    actions.unbundle(bundling_id=bottleneck.bundlings.get().pk, reason="iets anders", by=cast.actor("frank"), at=NOW)
    assert "Bleek iets anders" not in list_of(cast, "alice")


def test_who_acts_reads_what_is_late_on_top(cast: Cast) -> None:
    bundle_some(cast, title="Nog ruim op tijd", at=timezone.now())
    bundle_some(cast, title="Al lang te laat", at=timezone.localtime() - timedelta(days=100))
    coordinator, professional = list_of(cast, "frank"), list_of(cast, "alice")
    assert coordinator.index("Al lang te laat") < coordinator.index("Nog ruim op tijd")
    assert "dagen te laat" in coordinator
    assert "aan u" in coordinator
    assert "dagen te laat" not in professional


def test_an_empty_list_teaches(cast: Cast) -> None:
    assert "Hier komen de knelpunten" in list_of(cast, "alice")
    assert "Er is nog geen knelpunt gepubliceerd" in list_of(cast, None)
    assert "Niets gevonden" in list_of(cast, "alice", zoek="eenhoorn")


@pytest.mark.parametrize("name", ["frank", "alice", None])
def test_a_long_list_costs_no_more_than_a_short_one(
    cast: Cast, name: str | None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(26):
        bottleneck = one_of(cast, "alice", f"Knelpunt {number}")
        actions.publish(bottleneck_id=bottleneck.pk, by=cast.actor("frank"), at=NOW)
    client = cast.client(name)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get("/knelpunten/").content.decode()
    assert page.count('data-label="Groei"') == 25
    assert "26 knelpunten" in page
