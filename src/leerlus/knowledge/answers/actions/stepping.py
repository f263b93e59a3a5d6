"""Taking a step with a review, and ending it when its text is not the text of the answer any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leerlus.audit.models import Event, record
from leerlus.audit.steps import Denied
from leerlus.knowledge.answers.models import Answer, ReviewRound
from leerlus.knowledge.answers.policies import CHANGED, fingerprint
from leerlus.knowledge.answers.workflow import RUNNING, WORKFLOW
from leerlus.people.actors import CLOCK, Role

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor

SPEAKING = (Role.REVIEWER, Role.KNOWLEDGE_EDITOR)


def note(answer_id: int, name: str, *, by: Actor, at: datetime, text: str = "", **data: Any) -> Event:  # noqa: ANN401 - JSON
    """Write in the history of an answer what happened beside the steps of its reviews."""
    return record(
        subject="answer",
        subject_id=answer_id,
        name=name,
        is_step=False,
        actor_id=by.person_id,
        actor_label=by.label(*SPEAKING),
        at=at,
        note=text,
        data=data,
    )


def step(
    review: ReviewRound,
    name: str,
    *,
    by: Actor,
    at: datetime,
    text: str = "",
    label: str = "",
    **fields: Any,  # noqa: ANN401 - columns
) -> Event:
    """Take a step with a review that the caller has locked; `fields` are columns that change with it.

    label  who it is in history, when that is not a person with an account
    """
    row = WORKFLOW.step(name)
    before = review.state if row.sources else ""
    if row.sources:
        WORKFLOW.check(name, review.state)
    review.state = row.arrives(review.state)
    if review.state in WORKFLOW.final:
        review.ended_at = at
    for column, value in fields.items():
        setattr(review, column, value)
    review.save()
    _lock_text(review, name, at)
    return record(
        subject="review",
        subject_id=review.pk,
        name=name,
        from_state=before,
        to_state=review.state,
        actor_id=by.person_id,
        actor_label=label or by.label(*SPEAKING),
        at=at,
        note=text,
        data={"hash": review.content_hash},
    )


def _lock_text(review: ReviewRound, name: str, at: datetime) -> None:
    """Lock the working text while it lies for review: the content system saves while one types, and that ends it.

    An editor who means it opens the lock there.
    """
    ended = review.state in WORKFLOW.final
    if ended or name == "open":
        lock = {"locked": not ended, "locked_at": None if ended else at, "locked_by": None}
        Answer.objects.filter(pk=review.answer_id).update(**lock)


def lock_answer(answer_id: int) -> Answer:
    """Return the answer, locked: every deed about it waits here for its turn."""
    found: Answer | None = Answer.objects.select_for_update().filter(pk=answer_id).first()
    if found is None:
        raise Denied("Dit antwoord is er niet.")
    return found


def lock_review(review_id: int) -> tuple[Answer, ReviewRound]:
    """Return the answer and the review, both locked, the answer first."""
    answer_id = ReviewRound.objects.filter(pk=review_id).values_list("answer_id", flat=True).first()
    if answer_id is None:
        raise Denied("Deze beoordeling is er niet.")
    answer = lock_answer(answer_id)
    return answer, ReviewRound.objects.select_for_update().get(pk=review_id)


def is_outdated(answer: Answer, review: ReviewRound) -> bool:
    """Tell whether the answer says something else than what is reviewed, or said so in between."""
    return answer.edition != review.edition or fingerprint(answer.content()) != review.content_hash


def void(review: ReviewRound, *, by: Actor = CLOCK, at: datetime, reason: str = CHANGED) -> None:
    """End a running review for good; its approvals count no more."""
    step(review, "void", by=by, at=at, text=reason, reason=reason)


def running_review(answer: Answer) -> ReviewRound | None:
    """Return the review of this answer that goes on, locked."""
    return ReviewRound.objects.select_for_update().filter(answer=answer, state__in=RUNNING).first()
