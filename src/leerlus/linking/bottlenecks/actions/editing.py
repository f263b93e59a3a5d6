"""The texts, actions and voices on the page of a bottleneck, and whether the public may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks import policies
from leerlus.linking.bottlenecks.actions.stepping import lock_bottleneck, write_event
from leerlus.linking.bottlenecks.models import ActionPoint, Bottleneck, Voice

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.people.actors import Actor


@transaction.atomic
def edit(
    *,
    bottleneck_id: int,
    title: str,
    summary: str,
    meaning: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Bottleneck:
    """Change the texts; the history keeps the old ones."""
    bottleneck = lock_bottleneck(bottleneck_id, version)
    policies.check_may_edit(by, bottleneck)
    old = {"title": bottleneck.title, "summary": bottleneck.summary, "meaning": bottleneck.meaning}
    new = {"title": title, "summary": summary, "meaning": meaning}
    if old == new:
        return bottleneck
    changed = {field: text for field, text in old.items() if text != new[field]}
    for field, value in new.items():
        setattr(bottleneck, field, value)
    bottleneck.changed_at = at
    bottleneck.version += 1
    bottleneck.save(update_fields=[*new, "changed_at", "version"])
    write_event(bottleneck, "edit", by=by, at=at, old=changed)
    return bottleneck


@transaction.atomic
def publish(*, bottleneck_id: int, by: Actor, at: datetime) -> Bottleneck:
    """Let everybody read the bottleneck: title, summary, numbers and outcomes; never the issues or who raised them."""
    bottleneck = lock_bottleneck(bottleneck_id)
    policies.check_may_edit(by, bottleneck)
    if bottleneck.published_at is None:
        bottleneck.published_at = at
        bottleneck.save(update_fields=["published_at"])
        write_event(bottleneck, "publish", by=by, at=at)
    return bottleneck


@transaction.atomic
def unpublish(*, bottleneck_id: int, by: Actor, at: datetime) -> Bottleneck:
    """Take the bottleneck back from the public pages."""
    bottleneck = lock_bottleneck(bottleneck_id)
    policies.check_may_edit(by, bottleneck)
    if bottleneck.published_at is not None:
        bottleneck.published_at = None
        bottleneck.save(update_fields=["published_at"])
        write_event(bottleneck, "unpublish", by=by, at=at)
    return bottleneck


@transaction.atomic
def add_action_point(*, bottleneck_id: int, text: str, who: str, due_on: date, by: Actor, at: datetime) -> ActionPoint:
    """Note that somebody does something before a date."""
    bottleneck = lock_bottleneck(bottleneck_id)
    policies.check_may_edit(by, bottleneck)
    point = ActionPoint.objects.create(bottleneck=bottleneck, text=text, who=who, due_on=due_on)
    write_event(bottleneck, "add_action_point", by=by, at=at, note=text, action_point=point.pk)
    return point


@transaction.atomic
def finish_action_point(*, action_point_id: int, done: bool, by: Actor, at: datetime) -> ActionPoint:
    """Mark an action as done, or as not done after all."""
    point = ActionPoint.objects.filter(pk=action_point_id).first()
    if point is None:
        raise Denied("Deze actie is er niet.")
    bottleneck = lock_bottleneck(point.bottleneck_id)
    policies.check_may_edit(by, bottleneck)
    point.done_at = at if done else None
    point.save(update_fields=["done_at"])
    name = "finish_action_point" if done else "resume_action_point"
    write_event(bottleneck, name, by=by, at=at, note=point.text, action_point=point.pk)
    return point


@transaction.atomic
def add_voice(*, bottleneck_id: int, text: str, by: Actor, at: datetime, fictional: bool = False) -> Voice:
    """Say, as an experience expert, what it means for inburgeraars."""
    bottleneck = lock_bottleneck(bottleneck_id)
    grant = policies.check_may_speak(by, bottleneck)
    voice = Voice.objects.create(
        bottleneck=bottleneck, text=text, label=grant.label, person_id=by.person_id, fictional=fictional, at=at
    )
    write_event(bottleneck, "add_voice", by=by, at=at, voice=voice.pk)
    return voice
