"""Keeping what somebody is writing, at whatever level, until the step is taken or the draft is thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leerlus.audit.steps import Denied
from leerlus.practice.issues.models import Draft

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor


def save_draft(*, data: dict[str, Any], by: Actor, at: datetime, draft_id: int | None = None) -> Draft:
    """Keep a kwestie that somebody is writing. Only the writer's own draft is touched; an unknown one becomes new."""
    writer = _writer(by)
    if draft_id is not None:
        changed = Draft.objects.filter(pk=draft_id, person_id=writer, page="").update(data=data, saved_at=at)
        if changed:
            return Draft.objects.get(pk=draft_id)
    return Draft.objects.create(person_id=writer, data=data, saved_at=at)


def save_step_draft(*, page: str, label: str, data: dict[str, Any], by: Actor, at: datetime) -> Draft:
    """Keep what somebody is writing in the form of a step; each writer has one draft per form."""
    own = Draft.objects.filter(person_id=_writer(by), page=page)
    # Mostly it is there already: a page saves itself every few seconds, and then this is the one question asked.
    if not own.update(label=label, data=data, saved_at=at):
        own.get_or_create(person_id=_writer(by), page=page, defaults={"label": label, "data": data, "saved_at": at})
    return own.get()


def discard_draft(*, draft_id: int | None, by: Actor) -> None:
    """Let an own draft go: thrown away, or what it was for is done. Without a number there was none."""
    if draft_id is not None:
        Draft.objects.filter(pk=draft_id, person_id=by.key).delete()


def _writer(by: Actor) -> int:
    if by.person_id is None:
        raise Denied("Log in om te schrijven.")
    return by.person_id
