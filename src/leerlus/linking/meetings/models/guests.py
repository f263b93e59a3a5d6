"""A newcomer at the table without an account. We keep no name and no address: only how the group calls the place."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.linking.meetings.models.meeting import Meeting


class Guest(models.Model):
    """A place at one meeting for somebody without an account, who opens it with a personal signed link.

    Whoever runs the meeting gives the link to somebody, on paper or by phone; the product never learns who that is.
    """

    class Answer(models.TextChoices):
        """What the guest said."""

        NONE = "", "Nog geen antwoord"
        YES = "yes", "Komt"
        NO = "no", "Komt niet"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="guests")
    label = models.CharField(max_length=80, help_text="Hoe de groep deze plaats noemt; geen naam")
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True, default=Answer.NONE)
    came = models.BooleanField(null=True, blank=True)
    text = models.TextField(max_length=1000, blank=True, help_text="Wat dit voor deze gast betekent")
    writes = models.PositiveSmallIntegerField(default=0)
    writes_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        """In order of making; each place once."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "label"], condition=Q(withdrawn_at__isnull=True), name="each_place_once"
            ),
        )

    def __str__(self) -> str:
        """Say how the group calls the place."""
        return self.label
