"""What the software does by itself: sessions over days go on, and what was said is wiped on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.practice.peer_sessions import actions
from leerlus.practice.peer_sessions.models import PeerSession
from leerlus.practice.peer_sessions.workflow import RUNNING, WORKFLOW

if TYPE_CHECKING:
    from datetime import datetime

MOST_AT_ONCE = 200


def go_on_over_days(at: datetime) -> int:
    """Take sessions over days to their next step once the days of a step are over."""
    due = PeerSession.objects.filter(state=RUNNING, mode=PeerSession.Mode.DAYS).order_by("step_started_at")
    return sum(actions.step_by_date(session_id=pk, at=at) for pk in due.values_list("pk", flat=True)[:MOST_AT_ONCE])


def wipe_sessions(at: datetime) -> int:
    """Wipe the sessions whose time has come."""
    due = PeerSession.objects.filter(keep_until__lt=timezone.localdate(at)).exclude(state__in=WORKFLOW.final)
    return sum(actions.wipe(session_id=pk, at=at) for pk in due.values_list("pk", flat=True)[:MOST_AT_ONCE])
