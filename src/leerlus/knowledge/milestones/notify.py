"""The timeline as files: for a calendar (iCalendar, RFC 5545) and for a spreadsheet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from icalendar import Calendar, Event

from leerlus.measures.sheets import disarm, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leerlus.knowledge.milestones.queries import Moment

PRODUCT = "-//Leerlus//Tijdlijn//NL"
COLUMNS = ("Datum", "Tot en met", "Wanneer", "Titel", "Wat er gebeurde", "Soort", "Thema", "Bron")


def as_calendar(moments: Iterable[Moment]) -> bytes:
    """Return all-day events. Each keeps its name, so that a calendar that reads them again doubles none."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Tijdlijn inburgering")
    host = settings.BASE_URL.split("//")[-1].split("/")[0]
    for moment in moments:
        event = Event()
        event.add("uid", f"tijdlijn-{moment.key}@{host}")
        event.add("dtstamp", datetime(moment.on.year, moment.on.month, moment.on.day, tzinfo=UTC))
        event.add("dtstart", moment.on)
        event.add("dtend", (moment.until or moment.on) + timedelta(days=1))  # the first day that is not in it
        event.add("summary", moment.title)
        event.add("description", f"{moment.summary}\n{moment.when}")
        event.add("categories", [moment.kind_name, moment.theme_name])
        event.add("url", moment.source or f"{settings.BASE_URL}{moment.url or '/tijdlijn/'}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def as_table(moments: Iterable[Moment]) -> bytes:
    """Return CSV; a cell that a spreadsheet would take for a formula is made harmless."""
    rows = [
        (
            moment.on.isoformat(),
            moment.until.isoformat() if moment.until else "",
            moment.when,
            moment.title,
            moment.summary,
            moment.kind_name,
            moment.theme_name,
            moment.source or (f"{settings.BASE_URL}{moment.url}" if moment.url else ""),
        )
        for moment in moments
    ]
    return write_csv([COLUMNS, *(tuple(map(disarm, row)) for row in rows)])
