"""The filters for days: a stored moment becomes a day in Amsterdam, in Dutch words."""

import datetime
from collections.abc import Callable

from django.utils import timezone

from leerlus.ui import dates

Moment = datetime.date | datetime.datetime | None


def as_day(moment: Moment) -> datetime.date | None:
    """Take the day in Amsterdam, also when the moment was stored in another zone."""
    return _day_in(moment, timezone.get_current_timezone())


def _day_in(moment: Moment, zone: datetime.tzinfo) -> datetime.date | None:
    if isinstance(moment, datetime.datetime):
        return moment.astimezone(zone).date() if moment.tzinfo else moment.date()
    return moment


def short_dates() -> Callable[[Moment], str]:
    """Give the filter `short_date` for a long list: today and the zone are looked up once."""
    today, zone = timezone.localdate(), timezone.get_current_timezone()

    def words(moment: Moment) -> str:
        day = _day_in(moment, zone)
        return dates.short_date(day, today) if day else ""

    return words


def dutch_date(moment: Moment) -> str:
    """Say the whole date, or "vandaag" when it is."""
    day = as_day(moment)
    return dates.long_date(day, timezone.localdate()) if day else ""


def short_date(moment: Moment) -> str:
    """Say day and month, with the year when it is another year."""
    day = as_day(moment)
    return dates.short_date(day, timezone.localdate()) if day else ""


def iso_date(moment: Moment) -> str:
    """Give the date for the datetime attribute."""
    day = as_day(moment)
    return day.isoformat() if day else ""


def in_days(moment: Moment) -> str:
    """Say how many days are left, or how many days too late it is."""
    day = as_day(moment)
    return dates.in_days(day, timezone.localdate()) if day else ""
