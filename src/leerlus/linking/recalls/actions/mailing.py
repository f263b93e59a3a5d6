"""Mail about answers: rows first, then each handed over at most once, as digests are (ADR 0006)."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING

from leerlus.knowledge.answers.queries import waiting_reviewers
from leerlus.knowledge.answers.workflow import REMIND_EVERY
from leerlus.linking.feedback.workflow import MOST_TRIES, wait_after
from leerlus.linking.recalls.models import AnswerMail
from leerlus.linking.recalls.notify import compose

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from leerlus.knowledge.answers.models import ReviewRound

Kind = AnswerMail.Kind
State = AnswerMail.State


def plan_reminders(*, at: datetime) -> int:
    """Plan one mail for each reviewer for whom something waits, at most one in so many days; return how many."""
    waiting = waiting_reviewers(at)
    if not waiting:
        return 0
    lately = AnswerMail.objects.filter(kind=Kind.REMINDER, planned_at__gt=at - REMIND_EVERY)
    had = set(lately.values_list("person_id", flat=True))
    people = {person.pk: person for person, _ in waiting if person.pk not in had and person.wants_mail}
    rows = [AnswerMail(person=each, kind=Kind.REMINDER, planned_at=at, not_before=at) for each in people.values()]
    return len(AnswerMail.objects.bulk_create(rows, ignore_conflicts=True))


def hand_over(*, mail_id: int, at: datetime) -> bool:
    """Hand one mail to the mail server, at most once; return whether it went.

    The claim is committed before the mail server is spoken to. A reminder of what waits no longer is dropped.
    """
    claimed = AnswerMail.objects.filter(pk=mail_id, state=State.PLANNED, not_before__lte=at).update(
        state=State.HANDING_OVER, handed_over_at=at
    )
    if not claimed:
        return False
    mail = AnswerMail.objects.select_related("person", "recall").get(pk=mail_id)
    waiting = _waiting_for(mail, at) if mail.kind == Kind.REMINDER else []
    if not mail.person.wants_mail or (mail.kind == Kind.REMINDER and not waiting):
        mail.delete()
        return False
    try:
        compose(mail, waiting).send()
    except smtplib.SMTPServerDisconnected:
        # The line broke; the server may have taken the mail already. Better not twice.
        _set(mail, State.UNCERTAIN)
        return False
    except (smtplib.SMTPException, OSError):
        _put_back(mail, at)
        return False
    _set(mail, State.SENT)
    return True


def _waiting_for(mail: AnswerMail, at: datetime) -> list[ReviewRound]:
    found = (reviews for person, reviews in waiting_reviewers(at) if person.pk == mail.person_id)
    return list({review.pk: review for reviews in found for review in reviews}.values())


def _set(mail: AnswerMail, state: State) -> None:
    AnswerMail.objects.filter(pk=mail.pk, state=State.HANDING_OVER).update(state=state)


def _put_back(mail: AnswerMail, at: datetime) -> None:
    """Let a mail wait for another try, or give it up after many."""
    tries = mail.tries + 1
    AnswerMail.objects.filter(pk=mail.pk, state=State.HANDING_OVER).update(
        state=State.REFUSED if tries >= MOST_TRIES else State.PLANNED,
        tries=tries,
        not_before=at + wait_after(tries),
    )


def give_up_uncertain(*, at: datetime, patience: timedelta) -> None:
    """Mark mails whose hand-over was cut off: they may have gone, so they are not sent again."""
    stuck = AnswerMail.objects.filter(state=State.HANDING_OVER, handed_over_at__lt=at - patience)
    stuck.update(state=State.UNCERTAIN)
