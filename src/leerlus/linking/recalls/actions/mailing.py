"""Mail about answers: rows first; the outbox hands each over at most once (ADR 0006)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import timezone

from leerlus.knowledge.answers.queries import waiting_reviewers
from leerlus.knowledge.answers.workflow import REMIND_EVERY
from leerlus.linking.outbox.actions import AT_A_TIME, put_in_mail
from leerlus.linking.outbox.models import Mail
from leerlus.linking.outbox.workflow import KEEP_FRESH
from leerlus.linking.recalls.models import Recall, ReviewReminder
from leerlus.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from leerlus.knowledge.answers.models import ReviewRound


def plan_recall_mail(*, at: datetime) -> int:
    """Put what changed in the answers that people keep in mails, unless they read it already; return how many."""
    fresh = Recall.objects.filter(mail__isnull=True, read_at__isnull=True, at__gte=at - KEEP_FRESH)
    wanted = fresh.filter(person__is_active=True).exclude(person__digest=Person.Digest.NEVER)
    return sum(
        put_in_mail(Recall.objects.filter(pk=pk), person_id=person_id, kind=Mail.Kind.ANSWER, at=at)
        for pk, person_id in list(wanted.order_by("pk").values_list("pk", "person_id")[:AT_A_TIME])
    )


def plan_reminders(*, at: datetime) -> int:
    """Plan one mail for each reviewer for whom something waits; return how many.

    A new text is told the same day, or the day after when a mail went that day already; what was told before, at most
    once in so many days. So a text with little time does not lie unseen because of a mail about another.
    """
    waiting = waiting_reviewers(at)
    if not waiting:
        return 0
    today = timezone.localdate(at)
    told = ReviewReminder.objects.order_by().values_list("person_id").annotate(Max("on"), Max("mail__planned_at"))
    last = {person_id: (on, planned_at) for person_id, on, planned_at in told}
    people = {
        person.pk
        for person, reviews in waiting
        if person.wants_mail and _is_due(*last.get(person.pk, (None, None)), reviews, today)
    }
    rows = [ReviewReminder(person_id=pk, on=today) for pk in sorted(people)]
    ReviewReminder.objects.bulk_create(rows, ignore_conflicts=True)
    planned = ReviewReminder.objects.filter(mail__isnull=True, on=today)
    return sum(
        put_in_mail(planned.filter(pk=pk), person_id=person_id, kind=Mail.Kind.REVIEW, at=at)
        for pk, person_id in list(planned.values_list("pk", "person_id")[:AT_A_TIME])
    )


def _is_due(last: date | None, told_at: datetime | None, reviews: Sequence[ReviewRound], today: date) -> bool:
    """Tell whether it is time for a mail: never a second one on a day."""
    if last is None or last <= today - REMIND_EVERY:
        return True
    return last < today and told_at is not None and any(review.opened_at > told_at for review in reviews)
