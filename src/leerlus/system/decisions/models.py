"""A decision of the system level, typed by instrument."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.system.escalations.models import Escalation


class Decision(models.Model):
    """What the system level does with an escalation. There is always a reason; what is temporary has an end date."""

    class Instrument(models.TextChoices):
        """What it is done with; the values equal those of `Closing` of an issue."""

        LAW = "law", "Wet"
        DECREE = "decree", "Besluit (amvb)"
        REGULATION = "regulation", "Regeling"
        MONEY = "money", "Geld"
        WIDER_READING = "wider_reading", "Ruimere uitleg"
        TEMPORARY_EXCEPTION = "temporary_exception", "Tijdelijke uitzondering"
        PROCESS_REPAIRED = "process_repaired", "Proces hersteld"
        GUIDE = "guide", "Handreiking"
        RESEARCH = "research", "Onderzoek"
        NO_CHANGE = "no_change", "Geen wijziging"

    escalation = models.OneToOneField(Escalation, on_delete=models.PROTECT, related_name="decision")
    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.PROTECT, related_name="decisions")
    instrument = models.CharField(max_length=25, choices=Instrument.choices)
    title = models.CharField(max_length=140)
    text = models.TextField(max_length=5000)
    reason = models.TextField(max_length=5000)
    change = models.TextField(max_length=2000)
    decided_on = models.DateField()
    effective_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    references: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    cause = models.BigIntegerField(unique=True, help_text="De gebeurtenis waarmee het werd vastgelegd")
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        """Newest first; no decision without a reason; a temporary exception always has an end date."""

        ordering = ("-decided_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(instrument="temporary_exception") | Q(ends_on__isnull=False),
                name="temporary_decision_has_an_end",
            ),
        )
        indexes = (models.Index(fields=["lapsed_at", "ends_on"], name="decision_ends"),)

    def __str__(self) -> str:
        """Return the title."""
        return self.title
