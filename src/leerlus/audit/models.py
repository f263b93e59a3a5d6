"""The history: one table that only grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class EventQuerySet(models.QuerySet["Event"]):
    """Reading the history."""

    def of(self, subject: str, *ids: int) -> EventQuerySet:
        """Return the events of these things, oldest first."""
        return self.filter(subject=subject, subject_id__in=ids).order_by("pk")

    def moves(self) -> Iterable[tuple[str, str, str]]:
        """Return (step, from, to) of the events that are steps of a workflow, oldest first."""
        return self.filter(is_step=True).order_by("pk").values_list("name", "from_state", "to_state")


class Event(models.Model):
    """One thing that happened: who, when, what, from which state to which, and what was said about it.

    `actor_id` is a number and no foreign key, because this floor does not know people, and because history stays when
    a person goes. `actor_label` names a role and a region or organisation, never a person.
    """

    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    name = models.CharField(max_length=30)
    is_step = models.BooleanField(default=True)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        """History is read per thing, in order."""

        indexes = (models.Index(fields=["subject", "subject_id", "id"], name="event_of_thing"),)

    def __str__(self) -> str:
        """Say what happened to what."""
        return f"{self.subject} {self.subject_id}: {self.name}"


def record(
    *,
    subject: str,
    subject_id: int,
    name: str,
    actor_id: int | None,
    actor_label: str,
    at: datetime,
    from_state: str = "",
    to_state: str = "",
    is_step: bool = True,
    note: str = "",
    data: dict[str, Any] | None = None,
) -> Event:
    """Write one event and return it."""
    return Event.objects.create(
        subject=subject,
        subject_id=subject_id,
        name=name,
        is_step=is_step,
        from_state=from_state,
        to_state=to_state,
        actor_id=actor_id,
        actor_label=actor_label,
        at=at,
        note=note,
        data=data or {},
    )
