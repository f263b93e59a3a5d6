"""The filters for days: a stored moment becomes a day in Amsterdam, in Dutch words."""

import datetime

from django.utils import timezone

from leerlus.ui import dates

Moment = datetime.date | datetime.datetime | None


def as_day(moment: Moment) -> datetime.date | None:
    """Take the day in Amsterdam, also when the moment was stored in another zone."""
    if isinstance(moment, datetime.datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment


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
