"""Reading the timeline: what editors wrote, and what higher floors add to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

from leerlus.knowledge.milestones.models import Milestone
from leerlus.ui.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from leerlus.people.actors import Actor

PANELS = "leerlus.config.panels.TIMELINE_SOURCES"
"""The tuple that names what higher floors add; a name, because this floor does not know them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing on the timeline.

    key   its name in addresses and calendars      url     our own page about it, if there is one
    when  its day or period in words               source  where it can be read elsewhere
    """

    key: str
    on: date
    until: date | None = None
    when: str
    title: str
    summary: str
    kind: str
    kind_name: str
    theme: str
    theme_name: str
    url: str = ""
    source: str = ""
    level: str = ""
    fictional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The moments of one year, the latest first."""

    number: int
    moments: tuple[Moment, ...]


def read_timeline(actor: Actor, *, theme: str = "", kind: str = "", latest: int | None = None) -> list[Moment]:
    """Return what this reader may see, in the order in which it happened; `latest`: only so many of the newest.

    One query, and those of what is added.
    """
    found = Milestone.objects.filter(is_shown=True)
    if theme:
        found = found.filter(theme=theme)
    if kind:
        found = found.filter(kind=kind)
    own = found.order_by("-on", "-pk")[:latest] if latest else found
    moments = [*map(as_moment, own), *_added(actor, theme=theme, kind=kind)]
    moments.sort(key=lambda moment: (moment.on, moment.key))
    return moments[-latest:] if latest else moments


def _added(actor: Actor, *, theme: str, kind: str) -> Iterable[Moment]:
    for dotted_path in import_string(PANELS):
        for moment in import_string(dotted_path)(actor, theme):
            if not kind or moment.kind == kind:
                yield moment


def as_moment(one: Milestone) -> Moment:
    """Return a row as it stands on the timeline; no query."""
    return Moment(
        key=one.slug,
        on=one.on,
        until=one.until,
        when=say_when(one.on, one.until, one.precision),
        title=one.title,
        summary=one.summary,
        kind=one.kind,
        kind_name=one.get_kind_display(),
        theme=one.theme_id,
        theme_name=one.theme.name,
        source=one.source,
    )


def say_when(on: date, until: date | None, precision: str) -> str:
    """Say a day, month, year or period: "1 januari 2022", "juni 2022 – april 2023", "2019 – 2021"."""
    words = [_say(day, precision) for day in (on, until) if day is not None]
    return " – ".join(dict.fromkeys(words))


def _say(day: date, precision: str) -> str:
    if precision == Milestone.Precision.YEAR:
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return month if precision == Milestone.Precision.MONTH else f"{day.day} {month}"


def by_year(moments: Iterable[Moment]) -> list[Year]:
    """Return the moments per year, the latest first."""
    latest_first = sorted(moments, key=lambda moment: (moment.on, moment.key), reverse=True)
    return [
        Year(number=number, moments=tuple(group)) for number, group in groupby(latest_first, lambda each: each.on.year)
    ]
