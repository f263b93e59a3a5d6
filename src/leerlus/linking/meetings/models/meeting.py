"""A meeting of a community, and the dates to choose from."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerlus.linking.communities.models import Community, Membership
from leerlus.linking.meetings.workflow import CANCELLED, CONCEPT, PLANNED, POLLING, WORKFLOW
from leerlus.measures.holidays import name_holiday

if TYPE_CHECKING:
    from datetime import date, datetime


class Meeting(models.Model):
    """A community at one table, in a room or on a screen.

    uid       what calendars know it by, for good    sequence  grows with each change that calendars must hear of
    chair, note_taker  members who lead it and write down what falls; without them who runs the community does
    follows            after which meeting the rhythm proposed this one: nothing is proposed twice
    presence_at        when somebody last marked who really came
    """

    class ForWhom(models.TextChoices):
        """Who is invited."""

        EVERYBODY = "everybody", "Alle leden"
        CORE = "core", "Alleen de kerngroep"

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(max_length=140)
    purpose = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=WORKFLOW.choices())
    starts_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=120)
    room = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    for_whom = models.CharField(max_length=10, choices=ForWhom.choices, default=ForWhom.EVERYBODY)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    per_organisation = models.PositiveSmallIntegerField(null=True, blank=True)
    chair = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="chairs")
    note_taker = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="takes_notes"
    )
    follows = models.OneToOneField("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by")
    presence_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Waarom de bijeenkomst is afgezegd")
    fictional = models.BooleanField(default=False)
    uid = models.CharField(max_length=80, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """The latest first; a meeting has a day, unless the day is still to be chosen."""

        ordering = (models.F("starts_at").desc(nulls_first=True), "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(WORKFLOW.states)), name="meeting_state_known"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=False) | Q(state__in=[POLLING, CANCELLED]), name="meeting_has_a_day"
            ),
            models.CheckConstraint(condition=~Q(state=CANCELLED) | ~Q(reason=""), name="cancelled_with_a_reason"),
            models.UniqueConstraint(
                fields=["community"], condition=Q(state=CONCEPT), name="one_concept_in_a_community"
            ),
        )
        indexes = (models.Index(fields=["state", "starts_at"], name="meeting_due"),)

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def ends_at(self) -> datetime | None:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def starts_on(self) -> date | None:
        """The day in Amsterdam."""
        return timezone.localdate(self.starts_at) if self.starts_at else None

    @property
    def holiday(self) -> str:
        """What the public holiday on its day is called; empty on any other day."""
        return name_holiday(self.starts_on) if self.starts_on else ""

    @property
    def is_concept(self) -> bool:
        """Whether the rhythm proposes it and nobody confirmed it: only who runs the community knows of it."""
        return self.state == CONCEPT

    @property
    def is_open(self) -> bool:
        """Whether it is still to come."""
        return self.state in {POLLING, PLANNED}


class DateOption(models.Model):
    """One moment that the members may choose."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="options")
    starts_at = models.DateTimeField()

    class Meta:
        """The earliest first; each moment once."""

        ordering = ("starts_at",)
        constraints = (models.UniqueConstraint(fields=["meeting", "starts_at"], name="each_moment_once"),)

    def __str__(self) -> str:
        """Say when."""
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
