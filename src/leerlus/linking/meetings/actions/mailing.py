"""Mail about meetings: rows first, then each handed over at most once, as digests are (ADR 0006)."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING

from leerlus.linking.feedback.workflow import MOST_TRIES, wait_after
from leerlus.linking.meetings.models import Attendance, MeetingMail
from leerlus.linking.meetings.notify import METHODS, compose
from leerlus.linking.meetings.workflow import CANCELLED, PLANNED, POLLING

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from leerlus.linking.meetings.models import Meeting

Kind = MeetingMail.Kind
State = MeetingMail.State

STILL_TRUE = {
    Kind.POLL: {POLLING},
    Kind.INVITE: {PLANNED},
    Kind.UPDATE: {PLANNED},
    Kind.SEAT: {PLANNED},
    Kind.REMINDER: {PLANNED},
    Kind.CANCEL: {CANCELLED},
    Kind.LEAVE: {PLANNED},
}
"""In which states of the meeting a mail is still worth sending."""


def queue_mail(meeting: Meeting, kind: str, *, at: datetime, to: QuerySet[Attendance]) -> int:
    """Plan one mail for each of these members who wants mail; the same kind goes once per change. Return how many."""
    listed = [
        each
        for each in to.select_related("membership__person")
        if each.membership.person is not None and each.membership.person.wants_mail
    ]
    rows = [MeetingMail(attendance=each, kind=kind, sequence=meeting.sequence, not_before=at) for each in listed]
    return len(MeetingMail.objects.bulk_create(rows, ignore_conflicts=True))


def hand_over(*, mail_id: int, at: datetime) -> bool:
    """Hand one mail to the mail server, at most once; return whether it went.

    The claim is committed before the mail server is spoken to. A mail that says what is not so any more is dropped.
    """
    claimed = MeetingMail.objects.filter(pk=mail_id, state=State.PLANNED, not_before__lte=at).update(
        state=State.HANDING_OVER, handed_over_at=at
    )
    if not claimed:
        return False
    mail = MeetingMail.objects.select_related("attendance__meeting__community", "attendance__membership__person").get(
        pk=mail_id
    )
    meeting, person = mail.attendance.meeting, mail.attendance.membership.person
    if mail.kind == Kind.SEAT:
        # What changed meanwhile stands in it; a seat that was given back is none to tell of.
        is_old = not mail.attendance.has_seat
    elif mail.kind == Kind.LEAVE:
        is_old = False
    else:
        is_old = mail.kind in METHODS and mail.sequence != meeting.sequence
    if person is None or is_old or meeting.state not in STILL_TRUE[Kind(mail.kind)]:
        mail.delete()
        return False
    try:
        compose(mail, person, at).send()
    except smtplib.SMTPServerDisconnected:
        # The line broke; the server may have taken the mail already. Better not twice.
        _set(mail, State.UNCERTAIN)
        return False
    except (smtplib.SMTPException, OSError):
        _put_back(mail, at)
        return False
    _set(mail, State.SENT)
    return True


def _set(mail: MeetingMail, state: State) -> None:
    MeetingMail.objects.filter(pk=mail.pk, state=State.HANDING_OVER).update(state=state)


def _put_back(mail: MeetingMail, at: datetime) -> None:
    """Let a mail wait for another try, or give it up after many."""
    tries = mail.tries + 1
    MeetingMail.objects.filter(pk=mail.pk, state=State.HANDING_OVER).update(
        state=State.REFUSED if tries >= MOST_TRIES else State.PLANNED,
        tries=tries,
        not_before=at + wait_after(tries),
    )
