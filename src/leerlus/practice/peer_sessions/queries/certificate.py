"""The certificate of attendance: that somebody took part, never what about."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.practice.peer_sessions.queries.room import find_session
from leerlus.practice.peer_sessions.workflow import ENDED
from leerlus.ui.dates import long_date
from leerlus.ui.printing import as_pdf

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor

PAGE = Path(__file__).resolve().parent.parent / "templates" / "peer_sessions" / "certificate.typ"


def print_certificate(actor: Actor, session_id: int, at: datetime) -> bytes:
    """Return the certificate as a PDF that a screen reader can read; Denied for who was not there."""
    session, me = find_session(actor, session_id)
    if session.state != ENDED or not me.attended:
        raise Denied("Een bewijs krijgt wie erbij was, na afloop.")
    given = {
        "name": actor.name,
        "day": _say(session.ended_at or session.planned_at),
        "role": me.role,
        "method": session.method_title,
        "minutes": str(session.method.minutes),
        "headcount": str(session.headcount),
        "today": _say(at),
    }
    return as_pdf(PAGE, given)


def _say(moment: datetime) -> str:
    return long_date(timezone.localdate(moment), date.min)
