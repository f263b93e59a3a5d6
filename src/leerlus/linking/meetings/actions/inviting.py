"""Inviting members to a meeting, also those who became one since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from leerlus.linking.communities.models import Membership
from leerlus.linking.communities.workflow import MEMBER
from leerlus.linking.meetings.actions.attending import lock_meeting, move_up
from leerlus.linking.meetings.actions.mailing import queue_mail
from leerlus.linking.meetings.models import Attendance, DateVote, Meeting, MeetingMail, Preference
from leerlus.linking.meetings.notify import METHODS
from leerlus.linking.meetings.workflow import PLANNED

if TYPE_CHECKING:
    from datetime import datetime

Kind = MeetingMail.Kind


@transaction.atomic
def follow_members(*, meeting_id: int, at: datetime) -> int:
    """Invite who became a member since, and free the seats of who went; return how much changed."""
    meeting = lock_meeting(meeting_id)
    if not meeting.is_open:
        return 0
    gone = _let_go(meeting, at=at)
    new = invite_members(meeting, at=at)
    if gone:
        move_up(meeting, at=at)
    return gone + new


def _let_go(meeting: Meeting, *, at: datetime) -> int:
    """Take the place of who left the community; calendars that hold the meeting hear of it. Return how many."""
    gone = list(meeting.attendances.invited().exclude(membership__state=MEMBER).values_list("pk", flat=True))
    if not gone:
        return 0
    places = Attendance.objects.filter(pk__in=gone)
    mails = MeetingMail.objects.filter(attendance__in=gone)
    mails.not_gone().delete()
    held = mails.filter(kind__in=list(METHODS)).values("attendance_id")
    queue_mail(meeting, Kind.LEAVE, at=at, to=places.filter(pk__in=held).exclude(answer=Attendance.Answer.NO))
    Preference.objects.filter(attendance__in=gone).delete()
    DateVote.objects.filter(attendance__in=gone).delete()
    return places.update(gone_at=at, answer=Attendance.Answer.NONE, has_seat=False)


def invite_members(meeting: Meeting, *, at: datetime) -> int:
    """Give each member for whom it is a place to answer, and mail them; return how many are new."""
    # Who came back begins anew.
    meeting.attendances.filter(gone_at__isnull=False, membership__state=MEMBER).delete()
    members = meeting.community.memberships.members().exclude(attendances__meeting=meeting)
    if meeting.for_whom == Meeting.ForWhom.CORE:
        members = members.filter(part=Membership.Part.CORE)
    made = Attendance.objects.bulk_create(Attendance(meeting=meeting, membership=each) for each in members)
    if made:
        kind = Kind.INVITE if meeting.state == PLANNED else Kind.POLL
        queue_mail(meeting, kind, at=at, to=Attendance.objects.filter(pk__in=[each.pk for each in made]))
    return len(made)
