"""What somebody has ahead: the next meetings to which they are invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q

from leerlus.linking.communities.workflow import MEMBER
from leerlus.linking.meetings.models import Attendance
from leerlus.linking.meetings.workflow import PLANNED, POLLING

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.linking.meetings.models import Meeting
    from leerlus.people.actors import Actor

SHOWN = 3
GOES_ON = timedelta(hours=4)
"""A meeting that began stays in sight for as long as the longest may last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting to come, what this reader said to it, and whether the community still waits for an answer."""

    meeting: Meeting
    standing: str
    waits: bool


def ahead_of(actor: Actor, at: datetime) -> tuple[MeetingLine, ...]:
    """Return the next three meetings of this actor; those without a day come first. One query."""
    found = (
        Attendance.objects.filter(membership__person_id=actor.key, membership__state=MEMBER)
        .filter(Q(meeting__state=POLLING) | Q(meeting__state=PLANNED, meeting__starts_at__gte=at - GOES_ON))
        .select_related("meeting__community")
        .order_by(F("meeting__starts_at").asc(nulls_first=True), "pk")
    )
    return tuple(_line(each) for each in found[:SHOWN])


def _line(own: Attendance) -> MeetingLine:
    polled = own.meeting.state == POLLING
    if own.answer == Attendance.Answer.NONE or polled:
        standing = "De datum wordt gekozen." if polled else "U zei nog niet of u komt."
    elif own.answer == Attendance.Answer.YES:
        standing = "U komt." if own.has_seat else "U staat op de wachtlijst."
    else:
        standing = "U komt misschien." if own.answer == Attendance.Answer.MAYBE else "U komt niet."
    return MeetingLine(meeting=own.meeting, standing=standing, waits=own.answer == Attendance.Answer.NONE)
