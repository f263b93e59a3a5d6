"""How long each part of the loop takes: medians, shares within the promise, and how old is what is still open."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from leerlus.measures.disclosure import about, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

Name = TypeVar("Name")

MONTHS_OF_A_YEAR = 12
AGE_LIMITS = (1, 3, 6, 12)
"""The classes of age, in whole months: less than one, one to three, and so on; the last has no end."""

NOWHERE = ""
"""The region of what has none: a national organisation, or a bottleneck that the national coordinator leads."""


class Part(StrEnum):
    """The parts of the loop that are timed; `STANDING` is an outcome, or else hearing where it stands."""

    FIRST_RESPONSE = "first_response"
    OUTCOME = "outcome"
    STANDING = "standing"
    DECISION = "decision"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at: one theme or all, one region or all; `NOWHERE` is a region too."""

    theme: str | None = None
    region: str | None = None

    def takes(self, place: tuple[str, str]) -> bool:
        """Tell whether something of this theme and region is looked at."""
        return self.theme in {None, place[0]} and self.region in {None, place[1]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast one part goes; None where there is too little to say so.

    median  days within which half of it was done     within  percent that was done within the promise
    about   over how many, in tens
    """

    median: int | None
    within: int | None
    about: int | None


@dataclass(slots=True)
class Timings:
    """How many days one part took, per theme and region and per half year in which it ended.

    What is still waiting has no duration yet. It counts as too late once its promise has passed, so that the share
    within the promise does not look better because somebody still waits.
    """

    promise: int
    done: dict[tuple[str, str], dict[int, Counter[int]]] = field(default_factory=dict)
    overdue: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, place: tuple[str, str], start: date, end: date | None, today: date) -> None:
        """Count one: from `start` to `end`, or still waiting."""
        if end is not None:
            halves, half = self.done.setdefault(place, {}), half_year_of(end)
            if half not in halves:
                halves[half] = Counter()
            halves[half][max((end - start).days, 0)] += 1
        elif (today - start).days > self.promise:
            self.overdue[place] += 1

    def pace(self, choice: Choice, threshold: int) -> Pace:
        """Return how fast this part goes."""
        days = self._days(choice)
        base = sum(days.values())
        in_time = sum(count for length, count in days.items() if length <= self.promise)
        promised = base + sum(count for place, count in self.overdue.items() if choice.takes(place))
        return Pace(
            median=median(days) if base >= threshold else None,
            within=share(in_time, promised, threshold),
            about=about(base, threshold),
        )

    def per_half_year(self, choice: Choice, threshold: int) -> tuple[tuple[int, int], ...]:
        """Return (half year, median) in order of time, leaving out where there is too little."""
        halves: dict[int, Counter[int]] = {}
        for place, per_half in self.done.items():
            if choice.takes(place):
                for half, days in per_half.items():
                    halves.setdefault(half, Counter()).update(days)
        return tuple(
            (half, middle)
            for half, days in sorted(halves.items())
            if days.total() >= threshold and (middle := median(days)) is not None
        )

    def _days(self, choice: Choice) -> Counter[int]:
        total: Counter[int] = Counter()
        for place, per_half in self.done.items():
            if choice.takes(place):
                for days in per_half.values():
                    total.update(days)
        return total


def median(days: Mapping[int, int]) -> int | None:
    """Return the middle one of many durations, given how often each occurs; of two middle ones, halfway."""
    total = sum(days.values())
    if not total:
        return None
    return (_nth(days, (total - 1) // 2) + _nth(days, total // 2) + 1) // 2


def _nth(days: Mapping[int, int], place: int) -> int:
    passed = 0
    for length in sorted(days):
        passed += days[length]
        if passed > place:
            return length
    raise IndexError(place)


def half_year_of(day: date) -> int:
    """Return the number of the half year in which a day lies; the next one has the next number."""
    return day.year * 2 + (day.month > MONTHS_OF_A_YEAR // 2)


def half_year_label(half: int) -> str:
    """Name a half year in Dutch."""
    return f"{'tweede' if half % 2 else 'eerste'} helft {half // 2}"


def months_between(start: date, today: date) -> int:
    """Return how many whole months have passed."""
    months = (today.year - start.year) * MONTHS_OF_A_YEAR + today.month - start.month
    return max(months - (today.day < start.day), 0)


def age_class(start: date, today: date) -> int:
    """Return the class of age of what has been open since `start`: 0 is the youngest."""
    return bisect_right(AGE_LIMITS, months_between(start, today))


def add_up(counts: Iterable[tuple[tuple[str, str], Mapping[Name, int]]], choice: Choice) -> Counter[Name]:
    """Add up what is counted per theme and region for what is looked at."""
    total: Counter[Name] = Counter()
    for place, named in counts:
        if choice.takes(place):
            total.update(named)
    return total
