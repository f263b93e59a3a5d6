"""An escalation: a bottleneck offered to the system level, with its clock."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.system.escalations.workflow import WORKFLOW


class Escalation(models.Model):
    """What practice cannot solve, why, and what is asked of the system level."""

    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.PROTECT, related_name="escalations")
    question = models.TextField(max_length=2000)
    why = models.TextField(max_length=3000)
    state = models.CharField(max_length=15, choices=WORKFLOW.choices())
    due_on = models.DateField(null=True, blank=True)
    reason = models.TextField(max_length=3000, blank=True)
    version = models.PositiveIntegerField(default=1)
    offered_by_label = models.CharField(max_length=200)
    offered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first; a bottleneck is at the system level once at a time; open means dated."""

        ordering = ("-offered_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(WORKFLOW.states)), name="escalation_state_known"),
            models.UniqueConstraint(
                fields=["bottleneck"],
                condition=~Q(state__in=sorted(WORKFLOW.final)),
                name="escalated_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(WORKFLOW.final), due_on__isnull=True, ended_at__isnull=False)
                | ~Q(state__in=sorted(WORKFLOW.final)) & Q(due_on__isnull=False, ended_at__isnull=True),
                name="escalation_has_a_date_or_an_end",
            ),
        )
        indexes = (models.Index(fields=["state", "due_on"], name="escalation_due"),)

    def __str__(self) -> str:
        """Return the question."""
        return self.question[:100]
