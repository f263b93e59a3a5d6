"""Calling a meeting off, and closing one that was held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from leerlus.audit.steps import Denied
from leerlus.linking.communities.queries import find_community, place_of
from leerlus.linking.meetings import policies
from leerlus.linking.meetings.actions.attending import lock_meeting, remember
from leerlus.linking.meetings.actions.mailing import queue_mail
from leerlus.linking.meetings.actions.planning import check_step
from leerlus.linking.meetings.models import Meeting, MeetingMail
from leerlus.linking.meetings.workflow import CANCELLED, HELD

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor

Kind = MeetingMail.Kind


def is_done_already(meeting: Meeting, state: str, by: Actor, at: datetime) -> bool:
    """Tell whether a meeting came to this state before, e.g. by the same form; Denied for who does not run it."""
    if not by.is_clock:
        policies.check_may_run_meeting(by, place_of(by, find_community(meeting.community_id), at=at))
    return meeting.state == state


@transaction.atomic
def cancel(*, meeting_id: int, reason: str, by: Actor, at: datetime) -> Meeting:
    """Call a meeting off; who was invited hears why, and calendars take it out."""
    meeting = lock_meeting(meeting_id)
    if is_done_already(meeting, CANCELLED, by, at) and meeting.reason == reason:
        return meeting
    step = check_step(meeting, "cancel", by, at)
    if not reason:
        raise Denied("Schrijf waarom de bijeenkomst niet doorgaat.")
    before, meeting.state, meeting.reason = meeting.state, step, reason
    meeting.sequence += 1
    meeting.version += 1
    meeting.changed_at = at
    meeting.save(update_fields=["state", "reason", "sequence", "version", "changed_at"])
    remember(meeting, "cancel", by=by, at=at, from_state=before, note=reason)
    MeetingMail.objects.not_gone().filter(attendance__meeting=meeting).delete()
    told = MeetingMail.objects.filter(attendance__meeting=meeting).values("attendance_id")
    queue_mail(meeting, Kind.CANCEL, at=at, to=meeting.attendances.invited().filter(pk__in=told))
    return meeting


@transaction.atomic
def finish(*, meeting_id: int, by: Actor, at: datetime) -> Meeting:
    """Close a meeting that was held."""
    meeting = lock_meeting(meeting_id)
    if is_done_already(meeting, HELD, by, at):
        return meeting
    step = check_step(meeting, "finish", by, at)
    if meeting.starts_at is None or meeting.starts_at > at:
        raise Denied("De bijeenkomst is nog niet geweest.")
    before, meeting.state = meeting.state, step
    meeting.version += 1
    meeting.changed_at = at
    meeting.save(update_fields=["state", "version", "changed_at"])
    remember(meeting, "finish", by=by, at=at, from_state=before)
    return meeting
