"""When a digest is due: pure, from what somebody chose and when the last one went."""

from __future__ import annotations

from datetime import datetime, timedelta

from leerlus.linking.outbox.workflow import HOUR

MONDAY = 0


def last_round(choice: str, now: datetime) -> datetime | None:
    """Return the last moment at which digests of this choice went out; None for never.

    choice  `at_once`, `daily`, `weekly` or `never`        now  an aware moment in the time zone of the readers
    """
    if choice == "never":
        return None
    if choice == "at_once":
        return now
    days_back = (now.weekday() - MONDAY) % 7 if choice == "weekly" else 0
    moment = now.replace(hour=HOUR.hour, minute=0, second=0, microsecond=0) - timedelta(days=days_back)
    return moment if moment <= now else moment - timedelta(days=7 if choice == "weekly" else 1)
