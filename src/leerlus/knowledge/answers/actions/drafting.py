"""A first text of an answer, and what an edit does to a review that goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.html import linebreaks

from leerlus.knowledge.answers import policies
from leerlus.knowledge.answers.actions.stepping import is_outdated, lock_answer, note, running_review, void
from leerlus.knowledge.answers.models import Answer, Citation
from leerlus.people.models import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerText:
    """A first text. `text` is plain and becomes paragraphs; `html` is as the content system keeps it.

    citations  pairs of article (its number in the database) and paragraph
    """

    question: str
    text: str = ""
    html: str = ""
    example: str = ""
    themes: Sequence[str] = ()
    audience: Sequence[str] = ()
    citations: Sequence[tuple[int, str]] = ()
    review_on: date | None = None
    law_from: date | None = None
    law_until: date | None = None
    significance: str = "substantive"
    note: str = ""
    fictional: bool = False


@transaction.atomic
def draft_answer(*, text: AnswerText, by: Actor, at: datetime, answer_id: int | None = None) -> Answer:
    """Write a draft, or a new edition of an answer that is there; the editor goes on in the content system."""
    policies.check_may_edit(by)
    answer: Answer = lock_answer(answer_id) if answer_id else Answer(made_at=at)
    answer.question = text.question
    # As the content system keeps it, so that opening and saving there makes no other text of it.
    answer.text = text.html or linebreaks(text.text, autoescape=True).replace("</p>\n\n<p>", "</p><p>")
    answer.audience = list(text.audience)
    answer.owner_id = by.grants[0].organisation_id
    for name in ("example", "review_on", "law_from", "law_until", "significance", "note", "fictional"):
        setattr(answer, name, getattr(text, name))
    answer.themes = list(Theme.objects.filter(pk__in=text.themes))
    answer.citations = [
        Citation(article_id=article, paragraph=paragraph, sort_order=place)
        for place, (article, paragraph) in enumerate(text.citations)
    ]
    answer.save()
    answer.save_revision(clean=False)
    note(answer.pk, "edited" if answer_id else "drafted", by=by, at=at)
    end_outdated_review(answer_id=answer.pk, at=at)
    return answer


@transaction.atomic
def end_outdated_review(*, answer_id: int, at: datetime) -> bool:
    """End the review of an answer whose text changed, for good, also when it was changed back; return whether."""
    answer = lock_answer(answer_id)
    review = running_review(answer)
    if review is None or not is_outdated(answer, review):
        return False
    void(review, at=at)
    return True
