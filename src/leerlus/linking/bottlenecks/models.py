"""A bottleneck, its bundlings, the actions that run, and the voices of those it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from leerlus.audit.steps import Turn
from leerlus.linking.bottlenecks.workflow import ACTIVE, AT_SYSTEM, DISSOLVED, WORKFLOW
from leerlus.people.actors import LINKING_ROLES, Role
from leerlus.people.kept import KeptKey
from leerlus.people.models import Region, Theme, reach_of
from leerlus.practice.issues.actions import Standing, coordinator_label
from leerlus.practice.issues.models import Closing, Issue

if TYPE_CHECKING:
    from leerlus.people.actors import Actor


class BottleneckQuerySet(models.QuerySet["Bottleneck"]):
    """Reading bottlenecks."""

    def visible_to(self, actor: Actor) -> BottleneckQuerySet:
        """Return what this actor may read: published ones, and for professionals all but the dissolved."""
        if actor.is_clock or actor.has(*LINKING_ROLES, Role.PLATFORM_ADMINISTRATOR):
            return self
        if actor.grants:
            return self.exclude(state=DISSOLVED)
        return self.filter(published_at__isnull=False)

    def of_desk(self, actor: Actor) -> BottleneckQuerySet:
        """Return bottlenecks that this actor works on at the linking level."""
        return self.filter(reach_of(actor, LINKING_ROLES, region="owner_region_id", theme="theme_id"))


class Bottleneck(models.Model):
    """Issues from several places that are about the same thing, with an owner at the linking level.

    The owner is a region's coordinator (`owner_region`, empty for the national one), so it outlives the person.
    """

    title = models.CharField(max_length=140)
    summary = models.TextField(max_length=3000)
    meaning = models.TextField(max_length=3000, blank=True)
    story = models.TextField(blank=True)
    sources: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(default=list, blank=True)
    theme = KeptKey(Theme, on_delete=models.PROTECT, related_name="bottlenecks")
    articles: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    owner_region = KeptKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fictional = models.BooleanField(default=False)

    state = models.CharField(max_length=20, choices=WORKFLOW.choices())
    turn = models.CharField(max_length=15, choices=[(turn.value, turn.value) for turn in Turn])
    due_on = models.DateField(null=True, blank=True)
    closing = models.CharField(max_length=25, choices=Closing.choices, blank=True, default=Closing.NONE)
    version = models.PositiveIntegerField(default=1)
    founded_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = BottleneckQuerySet.as_manager()

    class Meta:
        """Newest first; a turn and a date, or an end."""

        ordering = ("-founded_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(WORKFLOW.states)), name="bottleneck_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(WORKFLOW.final), turn=Turn.NOBODY, due_on__isnull=True)
                | ~Q(state__in=sorted(WORKFLOW.final)) & ~Q(turn=Turn.NOBODY) & Q(due_on__isnull=False),
                name="bottleneck_has_a_next_party_or_an_end",
            ),
        )
        indexes = (
            models.Index(fields=["-founded_at", "-id"], name="bottleneck_newest"),
            models.Index(fields=["state", "due_on"], name="bottleneck_due"),
            models.Index(fields=["theme", "-founded_at"], name="bottleneck_theme"),
        )

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def owner_label(self) -> str:
        """How pages name the owner."""
        return coordinator_label(self.owner_region.name if self.owner_region else None)

    @property
    def turn_label(self) -> str:
        """How pages name who acts next."""
        return "de adviseur van het ministerie" if self.turn == Turn.ADVISER else self.owner_label

    @property
    def level(self) -> str:
        """The level of the learning system where it lies now: `stelsel` or `schakel`."""
        return "stelsel" if self.state in AT_SYSTEM else "schakel"

    @property
    def takes_issues(self) -> bool:
        """Whether issues can still be bundled into it."""
        return self.state in ACTIVE


class Bundling(models.Model):
    """The link between an issue and a bottleneck: from, until, by whom, why. Content never moves.

    `before` is where the issue stood, so that undoing restores exactly that.
    """

    class Certainty(models.IntegerChoices):
        """How sure the one who bundled was."""

        POSSIBLE = 1, "Mogelijk hetzelfde"
        LIKELY = 2, "Waarschijnlijk hetzelfde"
        CERTAIN = 3, "Zeker hetzelfde"

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="bundlings")
    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.CASCADE, related_name="bundlings")
    reason = models.CharField(max_length=300)
    certainty = models.PositiveSmallIntegerField(choices=Certainty.choices, default=Certainty.LIKELY)
    by_label = models.CharField(max_length=200)
    before: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    undone_reason = models.CharField(max_length=300, blank=True)
    undone_by_label = models.CharField(max_length=200, blank=True)

    class Meta:
        """An issue is in one bottleneck at a time."""

        ordering = ("since", "pk")
        constraints = (
            models.UniqueConstraint(fields=["issue"], condition=Q(until__isnull=True), name="bundled_once_at_a_time"),
        )
        indexes = (models.Index(fields=["bottleneck", "until"], name="bundling_of_bottleneck"),)

    def __str__(self) -> str:
        """Say what is bundled where."""
        return f"kwestie {self.issue_id} in knelpunt {self.bottleneck_id}"

    @property
    def standing_before(self) -> Standing:
        """Where the issue stood before it was bundled."""
        due = self.before["due_on"]
        return Standing(**{**self.before, "due_on": models.DateField().to_python(due) if due else None})


class ActionPoint(models.Model):
    """Something that somebody does for a bottleneck, before a date."""

    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.CASCADE, related_name="action_points")
    text = models.CharField(max_length=300)
    who = models.CharField(max_length=120, help_text="Rol of organisatie, geen naam van een persoon")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """What is due first."""

        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        """Return the text."""
        return self.text


class Voice(models.Model):
    """What an experience expert says that a bottleneck means for inburgeraars."""

    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.CASCADE, related_name="voices")
    text = models.TextField(max_length=1000)
    label = models.CharField(max_length=200)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    fictional = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering = ("at", "pk")

    def __str__(self) -> str:
        """Return the beginning of the text."""
        return self.text[:60]
