"""What a mail about a meeting says: one row per change and member, so that the outbox is given it once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.linking.meetings.models.attending import Attendance
from leerlus.linking.outbox.models import Mail


class MeetingMailQuerySet(models.QuerySet["MeetingMail"]):
    """Reading what members hear of a meeting."""

    def not_gone(self) -> MeetingMailQuerySet:
        """Return what the mail server was not given yet."""
        return self.filter(Q(mail__isnull=True) | Q(mail__state=Mail.State.PLANNED))


class MeetingMail(models.Model):
    """Something about a meeting that one member hears by mail; without a mail it waits for the worker (ADR 0006)."""

    class Kind(models.TextChoices):
        """What it says; all but the poll and the reminder carry something for the calendar."""

        POLL = "poll", "Wanneer kunt u?"
        INVITE = "invite", "Uitnodiging"
        UPDATE = "update", "Wijziging"
        CANCEL = "cancel", "Afzegging"
        SEAT = "seat", "Plaats gekregen"
        LEAVE = "leave", "Geen lid meer"
        REMINDER = "reminder", "Herinnering"

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sequence = models.PositiveIntegerField()
    not_before = models.DateTimeField()
    mail = models.OneToOneField(Mail, null=True, blank=True, on_delete=models.CASCADE, related_name="about_meeting")

    objects = MeetingMailQuerySet.as_manager()

    class Meta:
        """Oldest first; each kind once per change of the meeting, but a seat each time that somebody gets one."""

        ordering = ("not_before", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["attendance", "kind", "sequence"], condition=~Q(kind="seat"), name="one_mail_per_change"
            ),
        )
        indexes = (models.Index(fields=["not_before"], condition=Q(mail__isnull=True), name="meeting_mail_waits"),)

    def __str__(self) -> str:
        """Say what it says."""
        return self.get_kind_display()
