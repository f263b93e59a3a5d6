"""Weerklank and growth: what counts, and what must not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.measures.growth import Month, added_lately, grow, months_until
from leerlus.measures.weight import Disclosed, Heard, Trend, disclose, disclose_parts, shade, weigh

TODAY = date(2026, 11, 23)


def heard(organisation: int, **facts: Any) -> Heard:  # noqa: ANN401 - any field
    known: dict[str, Any] = {"kind": "gemeente", "region": "AM09", "severity": 1, "since": TODAY}
    return Heard(organisation=organisation, **(known | facts))


ROWS = st.lists(
    st.builds(
        Heard,
        organisation=st.integers(1, 12),
        kind=st.sampled_from(["gemeente", "taalschool", "duo"]),
        region=st.sampled_from(["AM01", "AM05", "AM09", None]),
        severity=st.integers(1, 3),
        since=st.dates(date(2025, 1, 1), TODAY),
    ),
    max_size=40,
)


def test_ten_small_organisations_outweigh_one_large_city() -> None:
    city = weigh([heard(1, region="AM18", severity=3) for _ in range(200)], TODAY)
    villages = weigh([heard(number, region=f"AM{number:02}") for number in range(1, 11)], TODAY)
    assert city.organisations == 1
    assert city.regions == {"AM18": 1}
    assert villages.organisations == 10
    assert len(villages.regions) == 10


def test_the_newcomers_of_an_organisation_count_once() -> None:
    weight = weigh([heard(1, caseload=40), heard(1, caseload=40), heard(2, caseload=100), heard(3)], TODAY)
    assert weight.caseload == 140
    assert weight.organisations == 3


def test_an_organisation_counts_for_its_worst_and_from_its_first_day() -> None:
    rows = [heard(1, severity=1, since=TODAY - timedelta(days=300)), heard(1, severity=3)]
    weight = weigh(rows, TODAY)
    assert weight.severities == {3: 1}
    assert weight.worst == (3, 1)
    assert weight.joined == 0


def test_kinds_stand_in_order_of_how_many() -> None:
    rows = [heard(1), heard(2, kind="taalschool"), heard(3), heard(4, kind="duo", region=None)]
    assert weigh(rows, TODAY).kinds == (("gemeente", 2), ("duo", 1), ("taalschool", 1))


def test_an_organisation_without_a_region_is_in_no_region() -> None:
    weight = weigh([heard(1, region=None)], TODAY)
    assert weight.organisations == 1
    assert not weight.regions


@pytest.mark.parametrize(
    ("lately", "before", "trend"),
    [(2, 1, Trend.RISING), (1, 1, Trend.STEADY), (0, 1, Trend.FALLING), (0, 0, Trend.QUIET)],
)
def test_the_trend_compares_two_quarters(lately: int, before: int, trend: Trend) -> None:
    rows = [heard(number, since=TODAY) for number in range(lately)]
    rows += [heard(100 + number, since=TODAY - timedelta(days=100)) for number in range(before)]
    assert weigh(rows, TODAY).trend is trend


def test_nothing_weighs_nothing() -> None:
    weight = weigh([], TODAY)
    assert (weight.organisations, weight.worst, weight.trend) == (0, (0, 0), Trend.QUIET)


@given(rows=ROWS, data=st.data())
def test_order_and_repetition_make_no_difference(rows: list[Heard], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(rows), max_size=10)) if rows else []
    shuffled = data.draw(st.permutations(rows + again))
    assert weigh(shuffled, TODAY) == weigh(rows, TODAY)


@given(rows=ROWS)
def test_every_count_is_a_count_of_organisations(rows: list[Heard]) -> None:
    weight = weigh(rows, TODAY)
    assert weight.organisations == len({row.organisation for row in rows})
    assert sum(count for _, count in weight.kinds) == weight.organisations
    assert sum(weight.severities.values()) == weight.organisations
    assert sum(weight.regions.values()) <= weight.organisations
    assert weight.joined + weight.joined_before <= weight.organisations


@pytest.mark.parametrize(
    ("count", "most", "dark"), [(0, 9, 0), (1, 100, 1), (9, 9, 5), (5, 10, 3), (1, 1, 5), (0, 0, 0)]
)
def test_the_map_is_darkest_where_it_plays_most(count: int, most: int, dark: int) -> None:
    assert shade(count, most) == dark


def test_small_numbers_are_hidden_and_come_last() -> None:
    told = disclose({"Twente": 12, "Achterhoek": 3, "Zeeland": 0, "Groningen": 9, "Drenthe": 20}, 10)
    assert told.counts == (("Drenthe", 20), ("Twente", 12), ("Achterhoek", None), ("Groningen", None))
    assert told.total in {44, None}


def test_hidden_numbers_that_are_few_together_hide_more() -> None:
    told = disclose({"Twente": 12, "Achterhoek": 1, "Groningen": 1}, 10)
    assert told.total is None or dict(told.counts)["Twente"] is None


def test_a_small_total_is_hidden_and_none_is_not() -> None:
    assert disclose({"Twente": 4, "Achterhoek": 3}, 10).total is None
    assert disclose({}, 10) == Disclosed(counts=(), total=0, more_than=0)


@given(counts=st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 30), max_size=8))
def test_no_hidden_number_can_be_found_by_subtracting(counts: dict[str, int]) -> None:
    told = disclose(counts, 10)
    hidden = sum(counts[name] for name, count in told.counts if count is None)
    assert {name for name, _ in told.counts} == {name for name, count in counts.items() if count}
    assert all(count is None or count >= 10 for _, count in told.counts)
    assert told.total is None or hidden == 0 or hidden >= 10


def test_beside_a_total_parts_are_shown_all_or_none() -> None:
    assert disclose_parts({"Gemeente": 12, "Taalschool": 30}, 10).counts == (("Taalschool", 30), ("Gemeente", 12))
    told = disclose_parts({"Taalschool": 3, "Gemeente": 12}, 10)
    assert told == Disclosed(counts=(("Gemeente", None), ("Taalschool", None)), total=15, more_than=0)
    assert disclose_parts({"Gemeente": 4}, 10).total is None
    assert disclose_parts({}, 10).total == 0


def test_the_line_shows_twelve_months_and_adds_up() -> None:
    line = grow({date(2025, 12, 1): 1, date(2026, 3, 14): 2, date(2026, 11, 1): 3}, TODAY)
    assert [month.label for month in line][::11] == ["dec 2025", "nov 2026"]
    assert [month.value for month in line] == [1, 1, 1, 3, 3, 3, 3, 3, 3, 3, 3, 6]
    assert added_lately(line) == 3


def test_what_came_before_counts_from_the_start_and_what_comes_later_does_not() -> None:
    line = grow({date(2019, 5, 1): 4, date(2026, 12, 1): 9}, TODAY)
    assert {month.value for month in line} == {4}


def test_months_pass_the_turn_of_the_year() -> None:
    assert months_until(date(2026, 2, 28), 4) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
    assert Month(first_day=date(2026, 3, 1), added=0, value=0).label == "mrt 2026"


@given(added=st.dictionaries(st.dates(date(2020, 1, 1), TODAY), st.integers(0, 50), max_size=30))
def test_the_line_never_falls_and_ends_at_the_sum(added: dict[date, int]) -> None:
    values = [month.value for month in grow(added, TODAY)]
    assert values == sorted(values)
    assert values[-1] == sum(added.values())
