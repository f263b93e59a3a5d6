"""The public holidays of the Netherlands: the days of the Algemene termijnenwet, with the Sundays that go with them."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter

SUNDAY = 6


def name_holiday(day: date) -> str:
    """Return what the holiday on this day is called, as in "dit is eerste kerstdag"; empty on any other day."""
    return _holidays(day.year).get(day, "")


def _holidays(year: int) -> dict[date, str]:
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == SUNDAY:
        kings_day -= timedelta(days=1)
    return {
        # Where two fall on one day the later in this list gives the name.
        kings_day: "Koningsdag",
        date(year, 5, 5): "Bevrijdingsdag",
        date(year, 1, 1): "nieuwjaarsdag",
        sunday - timedelta(days=2): "Goede Vrijdag",
        sunday: "eerste paasdag",
        sunday + timedelta(days=1): "tweede paasdag",
        sunday + timedelta(days=39): "Hemelvaartsdag",
        sunday + timedelta(days=49): "eerste pinksterdag",
        sunday + timedelta(days=50): "tweede pinksterdag",
        date(year, 12, 25): "eerste kerstdag",
        date(year, 12, 26): "tweede kerstdag",
    }
