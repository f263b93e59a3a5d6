"""How long each part of the loop takes: medians, shares within the promise, and how old is what is still open."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from leerlus.measures.disclosure import about, share

if TYPE_CHECKING:
    from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast one part goes; None where there is too little to say so.

    median  days within which half of it was done     within  percent that was done within the promise
    about   over how many, in tens
    """

    median: int | None = None
    within: int | None = None
    about: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What can be told of one part, for each choice: how fast it goes, and the median per half year."""

    paces: dict[Choice, Pace]
    lines: dict[Choice, tuple[tuple[int, int], ...]]

    def pace(self, choice: Choice) -> Pace:
        """Return how fast this part goes; nothing where nothing was timed."""
        return self.paces.get(choice, Pace())

    def line(self, choice: Choice) -> tuple[tuple[int, int], ...]:
        """Return (half year, median) in order of time, without the half years with too little."""
        return self.lines.get(choice, ())


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

    def tell(self, threshold: int) -> Told:
        """Return what can be told for every theme, every region, each of both, and everything."""
        halves: dict[Choice, dict[int, Counter[int]]] = {}
        for place, per_half in self.done.items():
            for choice in choices_of(place):
                known = halves.setdefault(choice, {})
                for half, days in per_half.items():
                    known.setdefault(half, Counter()).update(days)
        overdue: Counter[Choice] = Counter()
        for place, count in self.overdue.items():
            overdue.update(dict.fromkeys(choices_of(place), count))
        return Told(
            paces={
                choice: self._pace(halves.get(choice, {}), overdue[choice], threshold) for choice in {*halves, *overdue}
            },
            lines={choice: _line(per_half, threshold) for choice, per_half in halves.items()},
        )

    def _pace(self, per_half: Mapping[int, Counter[int]], overdue: int, threshold: int) -> Pace:
        days: Counter[int] = Counter()
        for each in per_half.values():
            days.update(each)
        base = days.total()
        in_time = sum(count for length, count in days.items() if length <= self.promise)
        return Pace(
            median=median(days) if base >= threshold else None,
            within=share(in_time, base + overdue, threshold),
            about=about(base, threshold),
        )


def choices_of(place: tuple[str, str]) -> tuple[Choice, ...]:
    """Return every choice that looks at this theme and region."""
    theme, region = place
    return Choice(theme, region), Choice(theme, None), Choice(None, region), Choice()


def _line(per_half: Mapping[int, Counter[int]], threshold: int) -> tuple[tuple[int, int], ...]:
    """Return (half year, median), without the half years with too little."""
    return tuple(
        (half, middle)
        for half, days in sorted(per_half.items())
        if days.total() >= threshold and (middle := median(days)) is not None
    )


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


def add_up(counts: Mapping[tuple[str, str], Mapping[Name, int]]) -> dict[Choice, Counter[Name]]:
    """Add up what is counted per theme and region, for every choice."""
    total: dict[Choice, Counter[Name]] = {}
    for place, named in counts.items():
        for choice in choices_of(place):
            total.setdefault(choice, Counter()).update(named)
    return total
