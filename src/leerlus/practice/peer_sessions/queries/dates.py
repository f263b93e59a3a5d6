"""That sessions are or were: when, by which method, with how many. For a higher floor that shows them to others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef

from leerlus.practice.peer_sessions.models import Participant, PeerSession
from leerlus.practice.peer_sessions.workflow import ENDED, PLANNED, WIPED

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDate:
    """A session without its people and its texts.

    free        how many can still sign up; 0 when it is not open     takes_part  whether this reader does
    headcount   how many there were, once it is over
    """

    session_id: int
    planned_at: datetime
    is_live: bool
    method: str
    is_planned: bool
    is_held: bool
    free: int
    takes_part: bool
    headcount: int
    fictional: bool


def dates_of(actor: Actor, session_ids: QuerySet[Any]) -> list[SessionDate]:
    """Return these sessions, the latest first; one query. Those that were called off are not among them."""
    mine = Participant.objects.filter(session=OuterRef("pk"), person_id=actor.key)
    found = PeerSession.objects.filter(pk__in=session_ids, state__in=(PLANNED, ENDED, WIPED)).defer("sealed_key")
    counted: QuerySet[Any] = found.annotate(people=Count("participants"), takes_part=Exists(mine))
    counted = counted.order_by("-planned_at", "-pk")  # counting drops the order of the table
    return [
        SessionDate(
            session_id=each.pk,
            planned_at=each.planned_at,
            is_live=each.is_live,
            method=each.method_title,
            is_planned=each.state == PLANNED,
            is_held=each.state != PLANNED and each.headcount > 0,
            free=max(0, each.method.largest - each.people) if each.state == PLANNED and each.is_open else 0,
            takes_part=each.takes_part,
            headcount=each.headcount,
            fictional=each.fictional,
        )
        for each in counted
    ]
