"""When a mail is tried, tried again and given up: pure."""

from __future__ import annotations

from datetime import time, timedelta

HOUR = time(7, 0)
"""What goes once a day or a week goes out at seven in the morning, so that it is there before work."""

KEEP_FRESH = timedelta(days=60)
"""News older than this is not mailed any more: it stands in the product."""

BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12))
"""How long to wait after each failed try to reach the mail server; the last one repeats."""
MOST_TRIES = 8
"""After so many tries the address is given up for this mail, so that the next one gets its turn."""

PATIENCE = timedelta(minutes=10)
"""Longer than any conversation with a mail server; after this, whoever was handing over is gone."""

SHOW_TROUBLE = KEEP_FRESH
"""So long an administrator sees that a mail did not arrive; after that its news is old and stands in the product."""


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after so many failed tries (1 or more)."""
    return BACK_OFF[min(tries, len(BACK_OFF)) - 1]
