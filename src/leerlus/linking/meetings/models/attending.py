"""Who comes to a meeting, and who can when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.linking.communities.models import Membership
from leerlus.linking.meetings.models.meeting import DateOption, Meeting


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Reading who has a place at a meeting."""

    def invited(self) -> AttendanceQuerySet:
        """Return the places of now; not those of who left the community before the meeting."""
        return self.filter(gone_at__isnull=True)


class Attendance(models.Model):
    """Whether a member comes, and whether there is a seat; without one, somebody who comes is on the waiting list.

    came    whether they really did; empty as long as nobody marked it
    gone_at when somebody who left the community lost the place; kept until their calendar heard of it
    """

    class Answer(models.TextChoices):
        """What somebody said."""

        NONE = "", "Nog geen antwoord"
        YES = "yes", "Komt"
        MAYBE = "maybe", "Misschien"
        NO = "no", "Komt niet"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="attendances")
    answer = models.CharField(max_length=5, choices=Answer.choices, blank=True, default=Answer.NONE)
    has_seat = models.BooleanField(default=False)
    came = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        """In order of answering; once per member; only who comes has a seat."""

        ordering = ("answered_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["meeting", "membership"], name="invited_once_to_a_meeting"),
            models.CheckConstraint(condition=Q(has_seat=False) | Q(answer="yes"), name="a_seat_for_who_comes"),
        )

    def __str__(self) -> str:
        """Say what was answered."""
        return self.get_answer_display()


class DateVote(models.Model):
    """Whether somebody can at one of the moments."""

    class Choice(models.TextChoices):
        """How well it suits."""

        YES = "yes", "Ja"
        IF_NEEDED = "if_needed", "Als het moet"
        NO = "no", "Nee"

    option = models.ForeignKey(DateOption, on_delete=models.CASCADE, related_name="votes")
    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="votes")
    choice = models.CharField(max_length=10, choices=Choice.choices)

    class Meta:
        """Once per moment."""

        constraints = (models.UniqueConstraint(fields=["option", "attendance"], name="one_vote_per_moment"),)

    def __str__(self) -> str:
        """Say how well it suits."""
        return self.get_choice_display()
