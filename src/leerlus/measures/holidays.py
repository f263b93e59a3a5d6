"""The public holidays of the Netherlands: the days of the Algemene termijnenwet, with the Sundays that go with them."""

from __future__ import annotations

from datetime import date, timedelta

SUNDAY = 6


def name_holiday(day: date) -> str:
    """Return what the holiday on this day is called, as in "dit is eerste kerstdag"; empty on any other day."""
    return _holidays(day.year).get(day, "")


def _holidays(year: int) -> dict[date, str]:
    easter = _easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == SUNDAY:
        kings_day -= timedelta(days=1)
    return {
        # Where two fall on one day the later in this list gives the name.
        kings_day: "Koningsdag",
        date(year, 5, 5): "Bevrijdingsdag",
        date(year, 1, 1): "nieuwjaarsdag",
        easter - timedelta(days=2): "Goede Vrijdag",
        easter: "eerste paasdag",
        easter + timedelta(days=1): "tweede paasdag",
        easter + timedelta(days=39): "Hemelvaartsdag",
        easter + timedelta(days=49): "eerste pinksterdag",
        easter + timedelta(days=50): "tweede pinksterdag",
        date(year, 12, 25): "eerste kerstdag",
        date(year, 12, 26): "tweede kerstdag",
    }


def _easter(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar: the Sunday after the first full moon of spring (computus)."""
    golden, century = year % 19, year // 100
    # The age of the moon, with the corrections of the calendar for leap years that were left out and for the moon.
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    since_march = moon - weekday
    month = 3 + (since_march + 40) // 44
    return date(year, month, since_march + 28 - 31 * (month // 4))
