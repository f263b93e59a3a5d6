"""What the worker does for search: the index follows the database, and old words that found nothing are wiped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.discovery.search import actions

if TYPE_CHECKING:
    from datetime import datetime


def follow_database(at: datetime) -> int:
    """Bring the index up to the database."""
    return actions.follow(at)


def wipe_missed_words(at: datetime) -> int:
    """Wipe words that nobody asked for in a long time."""
    return actions.wipe_missed(at)
