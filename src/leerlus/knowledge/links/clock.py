"""On dates: asking whether links still work, a few at a time."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from leerlus.knowledge.links import actions, probing
from leerlus.knowledge.links.models import LinkCheck
from leerlus.knowledge.links.queries import all_links

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from leerlus.knowledge.links.probing import Answer

ONCE_IN = timedelta(days=7)
AGAIN_IN = timedelta(days=1)
"""Sooner, when it failed: the second time says that it is no accident."""

MOST_SECONDS = 30.0
"""So long at most in one turn: the other jobs wait for it."""


def check_links(at: datetime, *, probe: Callable[[str], Answer] = probing.probe) -> int:
    """Ask for links that were not asked for lately, one of each website at a time; return how many.

    No transaction is open while a website thinks. Switched off, it asks nobody (`LEERLUS_CHECK_LINKS`).
    """
    if not settings.CHECK_LINKS:
        return 0
    asked: set[str] = set()
    began = time.monotonic()
    done = 0
    for url in due_links(at):
        host = urlsplit(url).hostname or ""
        if host in asked:
            continue
        asked.add(host)
        actions.note(url, probe(url), at=at)
        done += 1
        if time.monotonic() - began > MOST_SECONDS:
            break
    return done


def due_links(at: datetime) -> list[str]:
    """Return the addresses to ask for, new ones first."""
    known = {check.url: check for check in LinkCheck.objects.all()}
    due = []
    for url in dict.fromkeys(link.url for link in all_links()):
        check = known.get(url)
        if check is None or at - check.checked_at >= (AGAIN_IN if check.failures else ONCE_IN):
            due.append((check.checked_at if check else at - ONCE_IN * 99, url))
    return [url for _, url in sorted(due)]
