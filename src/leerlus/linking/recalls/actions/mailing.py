"""Mail about answers: rows first; the outbox hands each over at most once (ADR 0006)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.knowledge.answers.queries import waiting_reviewers
from leerlus.knowledge.answers.workflow import REMIND_EVERY
from leerlus.linking.outbox.actions import AT_A_TIME, put_in_mail
from leerlus.linking.outbox.models import Mail
from leerlus.linking.outbox.workflow import KEEP_FRESH
from leerlus.linking.recalls.models import Recall, ReviewReminder
from leerlus.people.models import Person

if TYPE_CHECKING:
    from datetime import datetime


def plan_recall_mail(*, at: datetime) -> int:
    """Put what changed in the answers that people keep in mails, unless they read it already; return how many."""
    fresh = Recall.objects.filter(mail__isnull=True, read_at__isnull=True, at__gte=at - KEEP_FRESH)
    wanted = fresh.filter(person__is_active=True).exclude(person__digest=Person.Digest.NEVER)
    return sum(
        put_in_mail(Recall.objects.filter(pk=pk), person_id=person_id, kind=Mail.Kind.ANSWER, at=at)
        for pk, person_id in list(wanted.order_by("pk").values_list("pk", "person_id")[:AT_A_TIME])
    )


def plan_reminders(*, at: datetime) -> int:
    """Plan one mail for each reviewer for whom something waits, at most one in so many days; return how many."""
    waiting = waiting_reviewers(at)
    if not waiting:
        return 0
    today = timezone.localdate(at)
    had = set(ReviewReminder.objects.filter(on__gt=today - REMIND_EVERY).values_list("person_id", flat=True))
    people = {person.pk for person, _ in waiting if person.pk not in had and person.wants_mail}
    rows = [ReviewReminder(person_id=pk, on=today) for pk in sorted(people)]
    ReviewReminder.objects.bulk_create(rows, ignore_conflicts=True)
    planned = ReviewReminder.objects.filter(mail__isnull=True, on=today)
    return sum(
        put_in_mail(planned.filter(pk=pk), person_id=person_id, kind=Mail.Kind.REVIEW, at=at)
        for pk, person_id in list(planned.values_list("pk", "person_id")[:AT_A_TIME])
    )
