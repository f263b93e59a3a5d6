"""What happens to meetings because of a date: the worker calls these, again and again; each does only what is due."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.db.models import Max, Q
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.linking.communities.models import Community
from leerlus.linking.communities.workflow import MEMBER
from leerlus.linking.meetings.actions import finish, follow_members, move_on, plan_mail, propose_next, queue_mail
from leerlus.linking.meetings.models import Attendance, Meeting, MeetingMail
from leerlus.linking.meetings.notify import write
from leerlus.linking.meetings.workflow import CONCEPT, DRAW_UP_WITHIN, PLANNED, POLLING, REMIND_BEFORE
from leerlus.linking.outbox.actions import send_due
from leerlus.linking.outbox.models import Mail
from leerlus.people.actors import CLOCK

if TYPE_CHECKING:
    from datetime import datetime

Answer = Attendance.Answer


def keep_up_with_members(at: datetime) -> int:
    """Invite new members to what is planned, and free the seats of who went; return how much changed."""
    coming = Meeting.objects.filter(Q(starts_at__gt=at) | Q(starts_at__isnull=True), state__in=(PLANNED, POLLING))
    return sum(follow_members(meeting_id=pk, at=at) for pk in list(coming.values_list("pk", flat=True)))


def keep_rhythm(at: datetime) -> int:
    """Propose the next meeting of each community with a rhythm once the last is over; return how much changed."""
    today = timezone.localdate(at)
    aimless = Q(community__rhythm_weeks__isnull=True) | Q(community__ended_on__lt=today)
    late = Meeting.objects.filter(Q(starts_at__lte=at) | aimless, state=CONCEPT)
    moved = sum(move_on(meeting_id=pk, at=at) for pk in list(late.values_list("pk", flat=True)))
    running = Community.objects.filter(rhythm_weeks__gt=0).exclude(ended_on__lt=today)
    due = running.annotate(last=Max("meetings__starts_at")).filter(last__lt=at)
    proposed = [propose_next(community_id=pk, at=at) for pk in list(due.values_list("pk", flat=True))]
    return moved + sum(1 for made in proposed if made)


def remind(at: datetime) -> int:
    """Plan a reminder for who comes, may come or did not answer, shortly before; return how many."""
    soon = Meeting.objects.filter(state=PLANNED, starts_at__gt=at, starts_at__lte=at + REMIND_BEFORE)
    return sum(
        queue_mail(
            meeting,
            MeetingMail.Kind.REMINDER,
            at=at,
            # One reminder per member, also when the meeting changes after it; no mail for who waits for a seat.
            to=meeting.attendances.filter(membership__state=MEMBER)
            .exclude(answer=Answer.NO)
            .exclude(answer=Answer.YES, has_seat=False)
            .exclude(mails__kind=MeetingMail.Kind.REMINDER),
        )
        for meeting in soon
    )


def finish_meetings(at: datetime) -> int:
    """Close meetings that were held and that nobody closed; return how many."""
    old = Meeting.objects.filter(state=PLANNED, starts_at__lt=at - DRAW_UP_WITHIN).values_list("pk", flat=True)
    closed = 0
    for pk in list(old):
        with suppress(Denied):  # somebody closed it or called it off since it was listed
            finish(meeting_id=pk, by=CLOCK, at=at)
            closed += 1
    return closed


def send_meeting_mail(at: datetime) -> int:
    """Plan and hand over the mail about meetings that is due; return how many went."""
    plan_mail(at=at)
    return send_due(Mail.Kind.MEETING, write, at=at)
