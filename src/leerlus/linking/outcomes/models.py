"""An outcome, and the check whether it had effect."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.linking.bottlenecks.models import Bottleneck


class Outcome(models.Model):
    """What solves or eases a bottleneck. A temporary agreement always has an end date."""

    class Kind(models.TextChoices):
        """The kinds of outcome at the linking level."""

        ANSWER = "answer", "Antwoord"
        GUIDE = "guide", "Handreiking"
        WAY_OF_WORKING = "way_of_working", "Werkwijze"
        STORY = "story", "Praktijkverhaal"
        TEMPORARY_AGREEMENT = "temporary", "Tijdelijke afspraak"

    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=140)
    text = models.TextField(max_length=5000)
    change = models.TextField(max_length=2000)
    link = models.URLField(max_length=300, blank=True)
    effective_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    cause = models.BigIntegerField(unique=True, help_text="De gebeurtenis waarmee zij werd vastgelegd")
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        """Newest first; temporary means dated."""

        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="temporary", ends_on__isnull=False) | ~Q(kind="temporary") & Q(ends_on__isnull=True),
                name="temporary_agreement_has_an_end",
            ),
        )
        indexes = (models.Index(fields=["-at", "-id"], name="outcome_newest"),)

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class EffectCheck(models.Model):
    """Do the parties still meet it? Asked 6 weeks and 6 months after the effective date."""

    class Result(models.TextChoices):
        """What came out."""

        PASSED = "passed", "Het werkt"
        FAILED = "failed", "Het speelt nog"
        UNANSWERED = "unanswered", "Niemand antwoordde"
        CANCELLED = "cancelled", "Vervallen: het knelpunt was al heropend"

    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.CASCADE, related_name="effect_checks")
    round = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=200)
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True, blank=True)
    cause = models.BigIntegerField(null=True, blank=True, unique=True)
    closes_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    asked = models.PositiveIntegerField(default=0)
    helps = models.PositiveIntegerField(default=0)
    partly = models.PositiveIntegerField(default=0)
    still = models.PositiveIntegerField(default=0)
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """What is due first."""

        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=["result", "due_on"], name="check_due"),)

    def __str__(self) -> str:
        """Say which check."""
        return f"effectcheck {self.round} van knelpunt {self.bottleneck_id}"
