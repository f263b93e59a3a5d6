"""How a number grew over the months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month on the line: how many were added, and how many there were at its end."""

    first_day: date
    added: int
    value: int

    @property
    def label(self) -> str:
        """Name the month, e.g. `nov 2026`."""
        return f"{MONTHS[self.first_day.month - 1]} {self.first_day.year}"


def month_of(day: date) -> date:
    """Return the first day of the month of this day."""
    return day.replace(day=1)


def months_until(today: date, count: int) -> list[date]:
    """Return the first days of the last `count` months, oldest first; the last is the month of `today`."""
    last = today.year * YEAR + today.month - 1
    return [date(number // YEAR, number % YEAR + 1, 1) for number in range(last - count + 1, last + 1)]


def grow(added: Mapping[date, int], today: date, months: int = YEAR) -> tuple[Month, ...]:
    """Add up per month; what came before the first month shown counts from the start.

    added  how many were added per month, by any day in it; what lies after `today` is not counted
    """
    shown = months_until(today, months)
    per_month = dict.fromkeys(shown, 0)
    total = 0
    for day, count in added.items():
        month = month_of(day)
        if month in per_month:
            per_month[month] += count
        elif month < shown[0]:
            total += count
    line = []
    for month, count in per_month.items():
        total += count
        line.append(Month(first_day=month, added=count, value=total))
    return tuple(line)


def added_lately(line: Sequence[Month], months: int = 3) -> int:
    """Return how many were added in the last months, this month included."""
    return sum(month.added for month in line[-months:])
