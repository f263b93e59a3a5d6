"""A session, who takes part, what they write (sealed), and methods that organisations added."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leerlus.people.models import Organisation
from leerlus.practice.peer_sessions.sealing import Seal
from leerlus.practice.peer_sessions.workflow import (
    CANCELLED,
    ENDED,
    NOT_STARTED,
    RUNNING,
    WIPED,
    WORKFLOW,
    Kind,
    SessionRole,
    from_data,
)

if TYPE_CHECKING:
    from leerlus.people.actors import Actor
    from leerlus.practice.peer_sessions.workflow import Method

ROLES = [(role.value, role.value.capitalize()) for role in SessionRole]
KINDS = [(kind.value, kind.value.capitalize()) for kind in Kind]


class OwnMethod(models.Model):
    """A method that an organisation added as a file; it was sound when it was added."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Alphabetical; one with a title at a time."""

        ordering = ("title",)
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "title"], condition=Q(ended_at__isnull=True), name="own_method_once"
            ),
        )

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class PeerSessionQuerySet(models.QuerySet["PeerSession"]):
    """Reading sessions."""

    def of(self, actor: Actor) -> PeerSessionQuerySet:
        """Return the sessions in which this actor takes part."""
        return self.filter(participants__person_id=actor.key)


class PeerSession(models.Model):
    """One time that a group does intervisie. It has no title: a title would say what it was about.

    method_data  the method as it was when the session was planned; a later change of the method changes nothing here
    position     the step that runs, from 0; -1 before the start, the number of steps after the end
    version      changes with every step, so that of two who press at once one wins
    beat         changes whenever other screens must look again; the live process reads only this
    sealed_key   opens what was written; without it nothing can be read any more
    is_open      whether people may sign up until it begins; who hears of it, a higher floor decides
    """

    class Mode(models.TextChoices):
        """Together, or each in their own time."""

        LIVE = "live", "Samen op één moment"
        DAYS = "days", "Over meer dagen, ieder op een eigen moment"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    method_title = models.CharField(max_length=120)
    method_data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.LIVE)
    days_per_step = models.PositiveSmallIntegerField(default=1)
    planned_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=WORKFLOW.choices())
    position = models.SmallIntegerField(default=NOT_STARTED)
    version = models.PositiveIntegerField(default=1)
    beat = models.PositiveIntegerField(default=1)
    step_started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateField()
    headcount = models.PositiveSmallIntegerField(default=0)
    sealed_key = models.TextField(blank=True)
    case = models.ForeignKey("Entry", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="following")
    fictional = models.BooleanField(default=False)
    origin = models.CharField(
        max_length=36, blank=True, help_text="Kenmerk van het formulier: twee keer versturen is één"
    )
    is_open = models.BooleanField(default=False, help_text="Wie het mag weten, kan zich zelf aanmelden")

    objects = PeerSessionQuerySet.as_manager()

    class Meta:
        """Latest first."""

        ordering = ("-planned_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(WORKFLOW.states)), name="peer_session_state_known"),
            models.UniqueConstraint(fields=["origin"], condition=~Q(origin=""), name="peer_session_planned_once"),
            models.CheckConstraint(
                condition=~Q(state__in=(WIPED, CANCELLED)) | Q(sealed_key=""), name="wiped_session_has_no_key"
            ),
            models.CheckConstraint(
                condition=~Q(state=RUNNING) | Q(step_started_at__isnull=False), name="running_session_has_a_clock"
            ),
        )
        indexes = (
            models.Index(fields=["state", "keep_until"], name="peer_session_to_wipe"),
            models.Index(fields=["organisation", "-planned_at"], name="peer_session_of_organisation"),
        )

    def __str__(self) -> str:
        """Say which method, and when."""
        return f"{self.method_title}, {timezone.localdate(self.planned_at).isoformat()}"

    @property
    def is_live(self) -> bool:
        """Whether all are there at the same time."""
        return self.mode == self.Mode.LIVE

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens in it."""
        return self.state in {ENDED, CANCELLED, WIPED}

    @cached_property
    def method(self) -> Method:
        """The method as it was when the session was planned."""
        return from_data(self.method_data)

    @cached_property
    def seal(self) -> Seal:
        """What opens and closes the texts of this session."""
        return Seal(self.sealed_key)

    def ends_at(self) -> datetime | None:
        """Return when the step that runs should be over; None when no step runs.

        Over days a step ends at midnight here, whatever summer time does in between.
        """
        if self.state != RUNNING or self.step_started_at is None:
            return None
        if self.is_live:
            return self.step_started_at + timedelta(minutes=self.method.steps[self.position].minutes)
        return midnight_after(timezone.localdate(self.step_started_at) + timedelta(days=self.days_per_step))


def midnight_after(day: date) -> datetime:
    """Return the moment at which a day ends here."""
    following = day + timedelta(days=1)
    return timezone.make_aware(datetime.combine(following, time.min))


class Participant(models.Model):
    """Somebody who takes part in a session, and as what; nobody when the account is gone."""

    session = models.ForeignKey(PeerSession, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    role = models.CharField(max_length=20, choices=ROLES, default=SessionRole.MEMBER.value)
    seen_at = models.DateTimeField(null=True, blank=True)
    attended = models.BooleanField(default=False)
    vote = models.ForeignKey("Entry", null=True, blank=True, on_delete=models.SET_NULL, related_name="votes")

    class Meta:
        """In order of invitation; a person once, and each special role once."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["session", "person"], name="takes_part_once"),
            models.UniqueConstraint(
                fields=["session", "role"], condition=~Q(role=SessionRole.MEMBER.value), name="special_role_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in SessionRole]), name="session_role_known"
            ),
        )

    def __str__(self) -> str:
        """Say as what; never who."""
        return self.role


class Entry(models.Model):
    """Something that a participant wrote in a step. The text is sealed; who may read it when is in the method."""

    class Verdict(models.TextChoices):
        """What the case presenter finds of it."""

        USEFUL = "useful", "Bruikbaar"
        NOT = "not", "Niet bruikbaar"

    session = models.ForeignKey(PeerSession, on_delete=models.CASCADE, related_name="entries")
    author = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="entries")
    place = models.SmallIntegerField()
    kind = models.CharField(max_length=20, choices=KINDS)
    number = models.PositiveSmallIntegerField(default=1)
    sealed = models.TextField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)

    class Meta:
        """In the order of the steps; one person writes each thing once."""

        ordering = ("place", "kind", "author_id", "number")
        constraints = (models.UniqueConstraint(fields=["author", "place", "kind", "number"], name="written_once"),)

    def __str__(self) -> str:
        """Say what kind it is; never what it says."""
        return self.kind


def touch(session_id: int) -> None:
    """Let all screens look again."""
    PeerSession.objects.filter(pk=session_id).update(beat=F("beat") + 1)
