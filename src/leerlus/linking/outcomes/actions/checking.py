"""Effect checks: planning and cancelling them, asking others than the parties, and what those answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from leerlus.audit.models import record
from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.policies import may_read
from leerlus.linking.outcomes import policies
from leerlus.linking.outcomes.models import EffectCheck, SampleQuestion
from leerlus.linking.outcomes.queries import find_candidates, read_sample_question
from leerlus.linking.outcomes.workflow import ROUNDS
from leerlus.measures.sampling import draw
from leerlus.people.acting import actor_of
from leerlus.people.actions import stop_being_sampled
from leerlus.people.actors import Role
from leerlus.people.models import Person

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.people.actors import Actor


def first_check(effective_on: date) -> date:
    """Return the day of the first effect check."""
    return effective_on + timedelta(days=settings.PROMISES[ROUNDS[0].promise])


def plan_effect_checks(*, bottleneck: Bottleneck, effective_on: date, about: str, at: datetime) -> None:
    """Plan both rounds; checks of an earlier ending that did not take place are cancelled."""
    cancel_effect_checks(bottleneck, at)
    EffectCheck.objects.bulk_create(
        EffectCheck(
            bottleneck=bottleneck,
            round=planned.number,
            about=about,
            due_on=effective_on + timedelta(days=settings.PROMISES[planned.promise]),
        )
        for planned in ROUNDS
    )


def cancel_effect_checks(bottleneck: Bottleneck, at: datetime) -> None:
    """Cancel what was still planned or asked: the bottleneck is open again, so nobody need answer any more."""
    SampleQuestion.objects.filter(
        effect_check__bottleneck=bottleneck, effect_check__result="", closed_at__isnull=True
    ).update(closed_at=at)
    bottleneck.effect_checks.filter(result="").update(result=EffectCheck.Result.CANCELLED)


def ask_others(*, bottleneck: Bottleneck, check: EffectCheck, at: datetime) -> int:
    """Ask a sample of professionals who are not parties; return how many were asked. The caller holds the lock.

    Only who may read the bottleneck is asked. Who is being asked for another check at this very moment is left out by
    the database, so the sample may be a little smaller.
    """
    today = timezone.localdate(at)
    drawn = draw(find_candidates(bottleneck, today), seed=check.pk, most=settings.EFFECT_SAMPLE)
    people = Person.objects.in_bulk([one.person for one in drawn])
    SampleQuestion.objects.bulk_create(
        (
            SampleQuestion(
                effect_check=check,
                person=people[one.person],
                organisation_id=one.organisation,
                is_near=one.is_near,
                asked_at=at,
            )
            for one in drawn
            if may_read(actor_of(people[one.person], today), bottleneck)
        ),
        ignore_conflicts=True,
    )
    return check.sample.count()


@transaction.atomic
def answer_sample(*, question_id: int, answer: str, remark: str, by: Actor, at: datetime) -> SampleQuestion:
    """Say whether it still happens here. Until the answers are counted, the answer can be changed."""
    question = read_sample_question(by, question_id)
    policies.check_is_open(question)
    # Closing comes before counting, so an answer is either counted or refused, also when both happen at once.
    open_one = SampleQuestion.objects.filter(pk=question_id, closed_at__isnull=True)
    if not open_one.update(answer=answer, remark=remark, answered_at=at):
        raise Denied(policies.CLOSED)
    _remember(question, "sample_answered", by, at, note=remark, answer=answer)
    question.refresh_from_db()
    return question


@transaction.atomic
def stop_sampling(*, question_id: int, by: Actor, at: datetime) -> None:
    """Ask this person nothing like this any more, and take this question away."""
    question = read_sample_question(by, question_id)
    stop_being_sampled(person_id=by.key, by=by, at=at)
    SampleQuestion.objects.filter(pk=question.pk, answered_at__isnull=True, closed_at__isnull=True).update(closed_at=at)


def _remember(question: SampleQuestion, name: str, by: Actor, at: datetime, *, note: str, answer: str) -> None:
    """Write it in the history of the check, which no page shows: that of the bottleneck is read by everybody."""
    record(
        subject="effect_check",
        subject_id=question.effect_check_id,
        name=name,
        is_step=False,
        actor_id=by.person_id,
        actor_label=by.label(Role.PROFESSIONAL),
        at=at,
        note=note,
        data={"question": question.pk, "answer": answer},
    )
