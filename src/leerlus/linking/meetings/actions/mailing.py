"""Mail about meetings: rows first; the outbox hands each over at most once (ADR 0006)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.linking.meetings.models import Attendance, MeetingMail
from leerlus.linking.outbox.actions import AT_A_TIME, put_in_mail
from leerlus.linking.outbox.models import Mail
from leerlus.linking.outbox.workflow import KEEP_FRESH

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from leerlus.linking.meetings.models import Meeting


def queue_mail(meeting: Meeting, kind: str, *, at: datetime, to: QuerySet[Attendance]) -> int:
    """Plan one mail for each of these members who wants mail; the same kind goes once per change. Return how many."""
    listed = [
        each
        for each in to.select_related("membership__person")
        if each.membership.person is not None and each.membership.person.wants_mail
    ]
    rows = [MeetingMail(attendance=each, kind=kind, sequence=meeting.sequence, not_before=at) for each in listed]
    return len(MeetingMail.objects.bulk_create(rows, ignore_conflicts=True))


def plan_mail(*, at: datetime) -> int:
    """Put what is due in mails of its own, unless it is too old to be news; return how many."""
    due = MeetingMail.objects.filter(mail__isnull=True, not_before__lte=at, not_before__gte=at - KEEP_FRESH)
    planned = 0
    for line in list(due.select_related("attendance__membership")[:AT_A_TIME]):
        person_id = line.attendance.membership.person_id
        if person_id is not None:
            mine = MeetingMail.objects.filter(pk=line.pk)
            planned += put_in_mail(mine, person_id=person_id, kind=Mail.Kind.MEETING, at=at)
    return planned
