"""What readers asked, and what they kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers import policies
from leerlus.knowledge.answers.models import Publication, ReaderQuestion

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from leerlus.people.actors import Actor


def waiting_questions() -> QuerySet[ReaderQuestion]:
    """Return what waits for the editors, the oldest first."""
    return ReaderQuestion.objects.filter(state=ReaderQuestion.State.WAITING).select_related("answer")


def list_asked(actor: Actor) -> QuerySet[ReaderQuestion]:
    """Return what this reader asked, the latest first."""
    mine = ReaderQuestion.objects.filter(person_id=actor.key).select_related("pointed_to")
    return mine.order_by("-asked_at", "-pk")


def read_asked(question_id: int | None, actor: Actor | None = None) -> tuple[ReaderQuestion, str]:
    """Return a question, and the address of the answer it points to or empty; for an editor, or by a personal link.

    actor  who must be an editor; None: whoever has the link
    """
    if actor is not None:
        policies.check_may_edit(actor)
    question = ReaderQuestion.objects.select_related("pointed_to", "answer").filter(pk=question_id or 0).first()
    if question is None:
        raise Denied("Deze vraag is er niet. Kijk of u de hele link hebt overgenomen.")
    if question.pointed_to_id is None:
        return question, ""
    latest = Publication.objects.filter(answer_id=question.pointed_to_id, published_until__isnull=True).first()
    return question, latest.address if latest else ""


def saved_by(actor: Actor) -> list[Publication]:
    """Return the last text of each answer that this reader keeps, also of one that was withdrawn; one query."""
    kept = Publication.objects.filter(answer__saved_by__person_id=actor.key).order_by("answer", "-number")
    last: dict[int, Publication] = {}
    for each in kept:
        last.setdefault(each.answer_id, each)
    return sorted(last.values(), key=lambda each: each.published_from, reverse=True)
