from __future__ import annotations

import statistics
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.measures.loop_clock import (
    NOWHERE,
    Choice,
    Pace,
    Timings,
    add_up,
    age_class,
    half_year_label,
    half_year_of,
    median,
    months_between,
)

TODAY = date(2026, 11, 23)
HERE, THERE = ("pip", "AM09"), ("pip", NOWHERE)
EVERYTHING = Choice()


def timed(*days: int, promise: int = 30, place: tuple[str, str] = HERE) -> Timings:
    timings = Timings(promise)
    for length in days:
        timings.add(place, TODAY - timedelta(days=length), TODAY, TODAY)
    return timings


@given(st.lists(st.integers(0, 400), min_size=1))
def test_the_median_is_that_of_the_whole_list(days: list[int]) -> None:
    assert median(Counter(days)) == int(statistics.median(days) + 0.5)


def test_nothing_has_no_median() -> None:
    assert median({}) is None


def test_under_the_base_nothing_is_said() -> None:
    pace = timed(*range(9)).tell(10).pace(EVERYTHING)
    assert (pace.median, pace.within, pace.about) == (None, None, None)


def test_a_base_of_ten_is_enough() -> None:
    pace = timed(*[5] * 6, *[40] * 6).tell(10).pace(EVERYTHING)
    assert (pace.median, pace.within, pace.about) == (23, 50, 10)


def test_who_still_waits_after_the_promise_counts_as_too_late() -> None:
    timings = timed(*[5] * 10)
    for _ in range(10):
        timings.add(HERE, TODAY - timedelta(days=31), None, TODAY)
    pace = timings.tell(10).pace(EVERYTHING)
    assert (pace.median, pace.within) == (5, 50)


def test_who_still_waits_within_the_promise_does_not_count_yet() -> None:
    timings = timed(*[5] * 10)
    timings.add(HERE, TODAY - timedelta(days=30), None, TODAY)
    assert timings.tell(10).pace(EVERYTHING).within == 100


def test_what_only_waits_is_late_without_a_median() -> None:
    timings = Timings(30)
    for _ in range(10):
        timings.add(HERE, TODAY - timedelta(days=31), None, TODAY)
    assert timings.tell(10).pace(EVERYTHING) == Pace(within=0)


def test_an_end_before_the_start_takes_no_time() -> None:
    timings = Timings(30)
    for _ in range(10):
        timings.add(HERE, TODAY, TODAY - timedelta(days=3), TODAY)
    assert timings.tell(10).pace(EVERYTHING).median == 0


def test_a_choice_looks_at_its_theme_and_region_only() -> None:
    timings = timed(*[5] * 10)
    for _ in range(10):
        timings.add(THERE, TODAY - timedelta(days=50), TODAY, TODAY)
    told = timings.tell(10)
    assert told.pace(Choice(region="AM09")).median == 5
    assert told.pace(Choice(region=NOWHERE)).median == 50
    assert told.pace(Choice(theme="pip")).median == 28
    assert told.pace(Choice("pip", "AM09")).median == 5
    assert told.pace(Choice(theme="werk")).median is None


def test_over_time_leaves_out_half_years_with_too_little() -> None:
    timings = Timings(30)
    for day, length, count in ((date(2025, 3, 1), 40, 10), (date(2025, 9, 1), 30, 9), (date(2026, 6, 30), 20, 12)):
        for _ in range(count):
            timings.add(HERE, day - timedelta(days=length), day, TODAY)
    assert timings.tell(10).line(EVERYTHING) == (
        (half_year_of(date(2025, 1, 1)), 40),
        (half_year_of(date(2026, 1, 1)), 20),
    )
    assert timings.tell(10).line(Choice(theme="werk")) == ()


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2026, 1, 1), "eerste helft 2026"),
        (date(2026, 6, 30), "eerste helft 2026"),
        (date(2026, 7, 1), "tweede helft 2026"),
        (date(2026, 12, 31), "tweede helft 2026"),
    ],
)
def test_half_years_have_a_name(day: date, label: str) -> None:
    assert half_year_label(half_year_of(day)) == label


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_half_years_are_numbered_without_a_gap(day: date) -> None:
    later = day.replace(day=1) + timedelta(days=190)
    assert half_year_of(later.replace(day=1)) - half_year_of(day) == 1


@pytest.mark.parametrize(
    ("start", "months", "age"),
    [
        (date(2026, 11, 23), 0, 0),
        (date(2026, 10, 24), 0, 0),
        (date(2026, 10, 23), 1, 1),
        (date(2026, 8, 24), 2, 1),
        (date(2026, 8, 23), 3, 2),
        (date(2026, 5, 23), 6, 3),
        (date(2025, 11, 24), 11, 3),
        (date(2025, 11, 23), 12, 4),
        (date(2020, 1, 1), 82, 4),
        (date(2027, 1, 1), 0, 0),
    ],
)
def test_age_goes_by_whole_months(start: date, months: int, age: int) -> None:
    assert months_between(start, TODAY) == months
    assert age_class(start, TODAY) == age


def test_counts_are_added_up_for_what_is_looked_at() -> None:
    counts = {HERE: Counter(helps=3), THERE: Counter(helps=2, **{"not": 1})}
    added = add_up(counts)
    assert added[EVERYTHING] == {"helps": 5, "not": 1}
    assert added[Choice(region="AM09")] == {"helps": 3}
    assert added[Choice("pip", NOWHERE)] == {"helps": 2, "not": 1}
