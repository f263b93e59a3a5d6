"""When a digest is due: pure, from what somebody chose and when the last one went."""

from __future__ import annotations

from datetime import datetime, time, timedelta

HOUR = time(7, 0)
"""Digests of a day or a week go out at seven in the morning, so that they are there before work."""

MONDAY = 0
KEEP_FRESH = timedelta(days=60)
"""Feedback older than this is not mailed any more: it stands in the product."""

BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12))
"""How long to wait after each failed try to reach the mail server; the last one repeats."""
MOST_TRIES = 8
"""After so many tries the address is given up for this digest, so that the next one gets its turn."""

SHOW_TROUBLE = KEEP_FRESH
"""So long an administrator sees that a mail did not arrive; after that its news is old and stands in the product."""


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


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after so many failed tries (1 or more)."""
    return BACK_OFF[min(tries, len(BACK_OFF)) - 1]
