"""What comes of a meeting: what was concluded, and who does what before when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.linking.communities.models import Membership
from leerlus.linking.meetings.models.agenda import AgendaItem
from leerlus.linking.meetings.models.meeting import Meeting


class Conclusion(models.Model):
    """What a meeting concluded about an item. It binds the group; a decision of the system level is another thing."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="conclusions")
    text = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        """In the order in which they fell."""

        ordering = ("at", "pk")

    def __str__(self) -> str:
        """Return the text."""
        return self.text


class Task(models.Model):
    """Something that a member does before a day, mostly the next meeting; who owns a solution tells what came of it.

    The owner is a place in the community: when the person goes, role and organisation stay, and who runs it sees that
    nobody does it any more.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="tasks")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks")
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="tasks")
    is_solution = models.BooleanField(default=False, help_text="Een mogelijke oplossing: de eigenaar doet verslag")
    due_on = models.DateField()
    report = models.TextField(max_length=1000, blank=True, help_text="Wat ervan kwam")
    reported_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        """What is due first; what is done says what came of it."""

        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | ~Q(report=""), name="done_tells_what_came_of_it"
            ),
        )
        indexes = (models.Index(fields=["owner", "done_at"], name="task_of_owner"),)

    def __str__(self) -> str:
        """Return the text."""
        return self.text

    @property
    def kind(self) -> str:
        """What the page calls it."""
        return "Oplossing" if self.is_solution else "Actie"
