"""Reviewing: offering a text, approving exactly that text, giving it back, remarks, and stopping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers import policies
from leerlus.knowledge.answers.actions.stepping import (
    is_outdated,
    lock_answer,
    lock_review,
    note,
    running_review,
    step,
    void,
)
from leerlus.knowledge.answers.models import Judgement, Remark, ReviewRound
from leerlus.knowledge.answers.queries import seats_on
from leerlus.knowledge.answers.workflow import RUNNING, WORKFLOW
from leerlus.people.actors import CLOCK

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.knowledge.answers.policies import Seat
    from leerlus.people.actors import Actor

Verdict = Judgement.Verdict
Via = Judgement.Via


@transaction.atomic
def open_review(*, answer_id: int, due_on: date, by: Actor, at: datetime) -> ReviewRound:
    """Offer the text as it stands now to the three organisations."""
    policies.check_may_edit(by)
    policies.check_due(due_on, timezone.localdate(at))
    answer = lock_answer(answer_id)
    running = running_review(answer)
    if running is not None and not is_outdated(answer, running):
        raise Denied("Deze tekst ligt al ter beoordeling.")
    content = answer.content()
    policies.check_complete(content)
    if running is not None:
        void(running, at=at)
    if answer.publications.filter(published_until__isnull=True, content_hash=policies.fingerprint(content)).exists():
        raise Denied("Deze tekst is al gepubliceerd. Verander eerst iets aan de tekst.")
    review = ReviewRound(
        answer=answer,
        edition=answer.edition,
        revision_id=answer.latest_revision_id,
        content=content,
        content_hash=policies.fingerprint(content),
        due_on=due_on,
        opened_at=at,
        opened_by=by.label(),
    )
    step(review, "open", by=by, at=at)
    return review


def approve(
    *, review_id: int, content_hash: str, reservation: str = "", kind: str = "", by: Actor, at: datetime
) -> Judgement:
    """Approve exactly the text with this hash, for the organisation that the actor speaks for.

    reservation  what the reviewer wants to say with it; editors and reviewers read it, readers do not
    """
    seat = policies.seat_for(seats_on(by, timezone.localdate(at)), kind)
    return judge(
        review_id=review_id,
        content_hash=content_hash,
        verdict=Verdict.APPROVE,
        words=reservation,
        seat=seat,
        via=Via.DEPUTY if seat.is_deputy else Via.ACCOUNT,
        by=by,
        at=at,
    )


def decline(*, review_id: int, content_hash: str, reason: str, kind: str = "", by: Actor, at: datetime) -> Judgement:
    """Give the text back with a reason: the review ends. So an approval is taken back too, until it is published."""
    seat = policies.seat_for(seats_on(by, timezone.localdate(at)), kind)
    return judge(
        review_id=review_id,
        content_hash=content_hash,
        verdict=Verdict.DECLINE,
        words=reason,
        seat=seat,
        via=Via.DEPUTY if seat.is_deputy else Via.ACCOUNT,
        by=by,
        at=at,
    )


def judge(
    *,
    review_id: int,
    content_hash: str,
    verdict: str,
    words: str,
    seat: Seat,
    via: str,
    by: Actor,
    at: datetime,
    label: str = "",
) -> Judgement:
    """Write one judgement. A text that changed meanwhile ends the review first, and that end stays."""
    if _voided_now(review_id, at):
        raise Denied(policies.CHANGED)
    with transaction.atomic():
        _, review = lock_review(review_id)
        approves = verdict == Verdict.APPROVE
        if review.content_hash != content_hash:
            raise Denied("U las een andere tekst dan die nu ter beoordeling ligt. Lees haar opnieuw.")
        if verdict == Verdict.DECLINE and not words.strip():
            raise Denied("Schrijf waarom u de tekst teruggeeft. Dan weet de redactie wat er moet veranderen.")
        # Before the table of steps: who clicks twice reads that it is done, and not that it cannot be done.
        if approves and review.state in RUNNING and review.judgements.filter(kind=seat.kind, verdict=verdict).exists():
            raise Denied(f"{seat.organisation_name} keurde deze tekst al goed.")
        WORKFLOW.check("decline" if verdict == Verdict.DECLINE else "approve", review.state)
        judgement = Judgement.objects.create(
            review=review,
            organisation_id=seat.organisation_id,
            kind=seat.kind,
            verdict=verdict,
            content_hash=content_hash,
            words=words,
            via=via,
            person_id=by.person_id,
            at=at,
        )
        if verdict == Verdict.DECLINE:
            step(review, "decline", by=by, at=at, text=words, label=label, reason=words)
            return judgement
        step(review, "approve", by=by, at=at, text=words, label=label)
        if not policies.missing_kinds(review.judgements.all(), content_hash):
            step(review, "complete", by=CLOCK, at=at)
    return judgement


@transaction.atomic
def _voided_now(review_id: int, at: datetime) -> bool:
    """End the review if its text changed, in a transaction of its own, so that a refusal does not take it back."""
    answer, review = lock_review(review_id)
    if review.state not in RUNNING or not is_outdated(answer, review):
        return False
    void(review, at=at)
    return True


@transaction.atomic
def remark(*, review_id: int, quote: str = "", text: str, by: Actor, at: datetime) -> Remark:
    """Say something about a passage; editors and reviewers read it."""
    if not policies.may_read_reviews(by, seats_on(by, timezone.localdate(at))):
        raise Denied("Alleen redacteuren en beoordelaars zeggen hier iets over de tekst.")
    _, review = lock_review(review_id)
    if review.state not in RUNNING:
        raise Denied("Deze beoordeling is voorbij. Een opmerking komt niet meer bij deze tekst.")
    said = Remark.objects.create(review=review, quote=quote, text=text, by_label=by.label(), at=at)
    note(review.answer_id, "remarked", by=by, at=at, review=review.pk)
    return said


@transaction.atomic
def stop_review(*, review_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take a text back from review."""
    policies.check_may_edit(by)
    _, review = lock_review(review_id)
    WORKFLOW.check("void", review.state)
    void(review, by=by, at=at, reason=reason)
