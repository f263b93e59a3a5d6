"""What the live process reads: versions only; and the ticket by which a browser may ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner

from leerlus.practice.peer_sessions.models import PeerSession

if TYPE_CHECKING:
    from collections.abc import Collection

SALT = "leerlus.peer_sessions.stream"
TICKET_SECONDS = 60 * 60
"""A page that is open longer gets a new ticket with each look."""


def stream_address(session_id: int) -> str:
    """Return where a browser hears of new versions of this session; empty when there is no live process."""
    if not settings.LIVE_URL:
        return ""
    ticket = TimestampSigner(salt=SALT).sign(str(session_id))
    return f"{settings.LIVE_URL}/?kaartje={ticket}"


def read_ticket(ticket: str) -> int | None:
    """Return the session that a ticket is for; None when it is not ours, or too old."""
    try:
        return int(TimestampSigner(salt=SALT).unsign(ticket, max_age=TICKET_SECONDS))
    except (BadSignature, ValueError):
        return None


def read_versions(session_ids: Collection[int]) -> dict[int, int]:
    """Return the version of each of these sessions; one query."""
    return dict(PeerSession.objects.filter(pk__in=session_ids).order_by().values_list("pk", "beat"))
