"""What answers bring to a desk: to editors what asks for them, to reviewers what waits, to who keeps answers news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from leerlus.discovery.desk.queries.rows import Due
from leerlus.knowledge.answers.policies import seats_of
from leerlus.knowledge.answers.queries import list_for_editors, list_for_reviewer, waiting_questions
from leerlus.linking.recalls.models import Recall
from leerlus.people.actors import Role
from leerlus.people.asked import Asked
from leerlus.ui.markup import row_url
from leerlus.ui.shapes import WorkRow

if TYPE_CHECKING:
    from datetime import date

    from leerlus.knowledge.answers.queries import EditorLine
    from leerlus.people.actors import Actor

ASK_RECALLS: Asked[tuple[str, str, str, bool]] = Asked(
    lambda person: Recall.objects.filter(person_id=person, read_at__isnull=True).values_list(
        "question", "address", "sentence", "withdrawn"
    )[:10],
    tuple,
)
"""What changed in the answers that somebody keeps; one query, and only of who has any."""


def answer_work(actor: Actor, today: date) -> list[Due]:
    """Return what waits for an editor or a reviewer: at most nine queries, none for others."""
    work = _for_editors(today) if actor.has(Role.KNOWLEDGE_EDITOR) else []
    return [*work, *_for_reviewers(actor)] if actor.has(Role.REVIEWER) else work


def _for_editors(today: date) -> list[Due]:
    lines = [_line(line, today) for line in list_for_editors(today) if line.acts]
    asked = [
        Due(
            row=WorkRow(
                title=each.text[:100],
                url=row_url("answers:reply", each.pk),
                why="Een lezer mist iets.",
                status_text="Vraag",
                context="Vraag van een lezer",
                step_label="Reactie geven",
                step_url=row_url("answers:reply", each.pk),
            ),
            due_on=today,
            came=timezone.localdate(each.asked_at),
        )
        for each in waiting_questions()[:20]
    ]
    return lines + asked


def _line(line: EditorLine, today: date) -> Due:
    address = row_url("answers:edit", line.answer.pk)
    made = timezone.localdate(line.review.ended_at or line.review.opened_at if line.review else line.answer.made_at)
    return Due(
        row=WorkRow(
            title=str(line.answer),
            url=address,
            why=line.why,
            status_text=line.standing,
            context=f"Antwoord · {line.standing}",
            step_label="Verder met dit antwoord",
            step_url=address,
            fictional=line.answer.fictional,
        ),
        # What is out of date or ready is for now; what nobody waits for is only shown while it is new.
        due_on=line.due_on or (today if line.status in {"late", "due"} else date_far(today)),
        came=made,
    )


def date_far(today: date) -> date:
    """Return a day beyond this week."""
    return today.replace(year=today.year + 1, day=1)


def _for_reviewers(actor: Actor) -> list[Due]:
    return [
        Due(
            row=WorkRow(
                title=line.review.content["question"],
                url=row_url("answers:review", line.review.pk),
                why=f"Wacht op {line.waits_for}.",
                status_text="Te beoordelen",
                context="Antwoord · ter beoordeling",
                step_label="Tekst beoordelen",
                step_url=row_url("answers:review", line.review.pk),
                fictional=line.review.content["fictional"],
            ),
            due_on=line.review.due_on,
            came=timezone.localdate(line.review.opened_at),
        )
        # A deputy without the role is told by mail, so that no desk asks who replaces whom.
        for line in list_for_reviewer(seats_of(actor))
        if line.mine
    ]


LISTS = (
    (Role.KNOWLEDGE_EDITOR, "Werklijst antwoorden", "answers:desk"),
    (Role.REVIEWER, "Te beoordelen", "answers:reviews"),
    (Role.KNOWLEDGE_EDITOR, "Nieuwsbrieven maken", "newsletter:letters"),
    (Role.KNOWLEDGE_EDITOR, "Pagina’s, hulpmiddelen en tijdlijn bewerken", "wagtailadmin_home"),
    (Role.KNOWLEDGE_EDITOR, "Waarop lezers niets vinden", "search:missed"),
)


def lists_for(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Return the pages on which somebody works on Kennis and the newsletter: label and address."""
    return tuple((label, reverse(name)) for role, label, name in LISTS if actor.has(role))
