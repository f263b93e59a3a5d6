"""The clock in words: by when, how long it waits, how long something lasted. Today is always an argument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from leerlus.audit.steps import due_on
from leerlus.system.escalations.workflow import ACCEPTED, WORKFLOW
from leerlus.ui.dates import MONTHS, in_days, number

if TYPE_CHECKING:
    from datetime import date

SOON_DAYS = 31
"""What is due within this many days stands apart from what can wait."""

COUNTED_IN_DAYS = 60
MONTHS_OF_A_YEAR = 12
COUNTED_IN_MONTHS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """By when somebody must act: as a mark (late, due, new, open or done), in two words, and in a sentence."""

    status: str
    short: str
    sentence: str


def on_day(day: date) -> str:
    """Say the day with its year, also when it is today: on paper "vandaag" is wrong tomorrow."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def clock_of(state: str, due: date | None, today: date) -> Clock:
    """Return the clock of an escalation in this state."""
    if due is None:
        return Clock(status="done", short="Afgerond", sentence="De klok staat stil: dit signaal is afgerond.")
    left = in_days(due, today)
    what = "Besluit" if state == ACCEPTED else "Aannemen of teruggeven"
    if due < today:
        missed = "Het besluit" if state == ACCEPTED else "Het antwoord aan de schakel"
        return Clock(status="late", short=left, sentence=f"{missed} moest er zijn op {on_day(due)}: {left}.")
    sentence = f"{what} uiterlijk {on_day(due)}, {left}."
    if (due - today).days <= SOON_DAYS:
        return Clock(status="due", short=left, sentence=sentence)
    if state == ACCEPTED:
        return Clock(status="open", short="In behandeling", sentence=sentence)
    return Clock(status="new", short="Nieuw", sentence=sentence)


def lasted(start: date, end: date) -> str:
    """Say how long it took in a measure that people use: days, then months, then years and months."""
    days = (end - start).days
    if days < 1:
        return "minder dan een dag"
    if days < COUNTED_IN_DAYS:
        return "1 dag" if days == 1 else f"{days} dagen"
    months = (end.year - start.year) * MONTHS_OF_A_YEAR + end.month - start.month - (end.day < start.day)
    if months < COUNTED_IN_MONTHS:
        return "1 maand" if months == 1 else f"{months} maanden"
    years, rest = divmod(months, MONTHS_OF_A_YEAR)
    if not rest:
        return f"{number(years)} jaar"
    return f"{number(years)} jaar en {'1 maand' if rest == 1 else f'{rest} maanden'}"


def intake_day(offered_on: date) -> date | None:
    """Return the day by which the system level must answer what is offered on this day."""
    return due_on(WORKFLOW.step("offer"), offered_on, settings.PROMISES)


def decision_day(accepted_on: date) -> date | None:
    """Return the day by which a decision must follow on accepting on this day."""
    return due_on(WORKFLOW.step("accept"), accepted_on, settings.PROMISES)
