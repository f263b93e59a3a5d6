"""The feedback that comes back to an issue."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.audit.steps import Mode
from leerlus.practice.issues.models.issue import Issue
from leerlus.practice.issues.models.taking_part import Party


class Feedback(models.Model):
    """One message to one party about one step: what you raised, what became of it, what changes for your work."""

    class Verdict(models.TextChoices):
        """Did it help?"""

        HELPS = "helps", "Helpt"
        PARTLY = "partly", "Deels"
        NOT = "not", "Helpt niet"

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="feedback")
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="feedback")
    cause = models.BigIntegerField(help_text="De gebeurtenis (audit.Event) waar dit over gaat")
    step = models.CharField(max_length=30)
    mode = models.CharField(max_length=1, choices=[(mode.value, mode.value) for mode in Mode])
    title = models.CharField(max_length=200)
    text = models.TextField()
    change = models.TextField(blank=True)
    link = models.CharField(max_length=200, blank=True)
    asks = models.BooleanField(default=False)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    remark = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first; each party hears of a step exactly once."""

        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["party", "cause"], name="feedback_exactly_once"),
            models.CheckConstraint(
                condition=Q(verdict="", answered_at__isnull=True) | ~Q(verdict="") & Q(answered_at__isnull=False),
                name="verdict_has_a_time",
            ),
        )
        indexes = (
            models.Index(fields=["issue", "-at"], name="feedback_of_issue"),
            models.Index(fields=["cause"], name="feedback_of_cause"),
        )

    def __str__(self) -> str:
        """Return the title."""
        return self.title
