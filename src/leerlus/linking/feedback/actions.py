"""Writing: planning digests, and stopping them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.audit.models import record
from leerlus.linking.feedback.models import DigestLine
from leerlus.linking.feedback.workflow import last_round
from leerlus.linking.outbox.actions import WAITING
from leerlus.linking.outbox.models import Mail
from leerlus.linking.outbox.workflow import KEEP_FRESH
from leerlus.linking.outcomes.queries import waiting_questions
from leerlus.people.models import Person
from leerlus.practice.issues.models import Feedback

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from leerlus.linking.outcomes.models import SampleQuestion


def plan_digests(*, at: datetime) -> int:
    """Plan one digest for each person who has feedback or a question that was not mailed yet; return how many."""
    planned = 0
    local = timezone.localtime(at)
    for choice in (Person.Digest.AT_ONCE, Person.Digest.DAILY, Person.Digest.WEEKLY):
        until = last_round(choice, local) or at
        of_feedback = _news(until, at).filter(party__person__digest=choice, party__person__is_active=True)
        of_questions = _questions(until, at).filter(person__digest=choice, person__is_active=True)
        people = set(of_feedback.order_by().values_list("party__person_id", flat=True).distinct())
        people |= set(of_questions.order_by().values_list("person_id", flat=True))
        busy = set(_digests().filter(state__in=WAITING).values_list("person_id", flat=True))
        for person_id in sorted(people - busy):
            planned += _plan(person_id, until=until, at=at)
    return planned


def _digests() -> QuerySet[Mail]:
    return Mail.objects.filter(kind=Mail.Kind.DIGEST)


def _news(until: datetime, at: datetime) -> QuerySet[Feedback]:
    """Return the feedback that waits to be mailed, up to this round."""
    return Feedback.objects.filter(mailed__isnull=True, at__lte=until, at__gte=at - KEEP_FRESH)


def _questions(until: datetime, at: datetime) -> QuerySet[SampleQuestion]:
    """Return the questions to people who are not a party that wait to be mailed, up to this round."""
    waiting = waiting_questions().filter(person__may_be_sampled=True)
    return waiting.filter(mailed__isnull=True, asked_at__lte=until, asked_at__gte=at - KEEP_FRESH)


@transaction.atomic
def _plan(person_id: int, *, until: datetime, at: datetime) -> int:
    """Plan the digest of one person; the lines are in the database before anything is sent."""
    Person.objects.select_for_update().get(pk=person_id)
    if _digests().filter(person_id=person_id, state__in=WAITING).exists():
        return 0
    lines = list(_news(until, at).filter(party__person_id=person_id).values_list("pk", flat=True))
    questions = list(_questions(until, at).filter(person_id=person_id).values_list("pk", flat=True))
    if not lines and not questions:
        return 0
    mail = Mail.objects.create(
        person_id=person_id,
        kind=Mail.Kind.DIGEST,
        messages=len(lines) + len(questions),
        planned_at=at,
        not_before=at,
    )
    DigestLine.objects.bulk_create(
        [
            *(DigestLine(mail=mail, feedback_id=pk) for pk in lines),
            *(DigestLine(mail=mail, question_id=pk) for pk in questions),
        ]
    )
    return 1


@transaction.atomic
def unsubscribe(*, person_id: int, at: datetime) -> bool:
    """Stop all digests to this person; return whether anything changed."""
    changed = Person.objects.filter(pk=person_id).exclude(digest=Person.Digest.NEVER).update(digest=Person.Digest.NEVER)
    if changed:
        _digests().filter(person_id=person_id, state=Mail.State.PLANNED).delete()
        record(
            subject="person",
            subject_id=person_id,
            name="unsubscribe",
            is_step=False,
            actor_id=person_id,
            actor_label="via de link in een mail",
            at=at,
        )
    return bool(changed)
