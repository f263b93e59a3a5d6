"""Reading drafts: always those of the reader alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.practice.issues.models import Draft

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from leerlus.people.actors import Actor


def all_drafts_of(actor: Actor) -> QuerySet[Draft]:
    """Return everything that this writer is writing; nobody else ever sees it."""
    return Draft.objects.filter(person_id=actor.person_id) if actor.person_id is not None else Draft.objects.none()


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """Return the kwesties that this writer is writing."""
    return all_drafts_of(actor).filter(page="")


def find_draft(actor: Actor, draft_id: int | None) -> Draft | None:
    """Return an own draft of a kwestie, if it is there."""
    return drafts_of(actor).filter(pk=draft_id).first() if draft_id is not None else None


def find_step_draft(actor: Actor, page: str) -> Draft | None:
    """Return the own draft on the form of a step, if it is there."""
    return all_drafts_of(actor).filter(page=page).first()
