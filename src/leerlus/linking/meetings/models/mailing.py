"""The mail about a meeting: one row per mail, claimed before it is handed over, so that it goes at most once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.linking.meetings.models.attending import Attendance


class MeetingMail(models.Model):
    """One mail about a meeting to one member; the states are those of a digest (ADR 0006)."""

    class Kind(models.TextChoices):
        """What it says; all but the poll and the reminder carry something for the calendar."""

        POLL = "poll", "Wanneer kunt u?"
        INVITE = "invite", "Uitnodiging"
        UPDATE = "update", "Wijziging"
        CANCEL = "cancel", "Afzegging"
        SEAT = "seat", "Plaats gekregen"
        LEAVE = "leave", "Geen lid meer"
        REMINDER = "reminder", "Herinnering"

    class State(models.TextChoices):
        """Where the mail is."""

        PLANNED = "planned", "Klaargezet"
        HANDING_OVER = "handing_over", "Wordt overgedragen"
        SENT = "sent", "Verstuurd"
        REFUSED = "refused", "Geweigerd door de mailserver"
        UNCERTAIN = "uncertain", "Onzeker: de overdracht is afgebroken"

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sequence = models.PositiveIntegerField()
    state = models.CharField(max_length=15, choices=State.choices, default=State.PLANNED)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Oldest first; each kind once per change of the meeting, but a seat each time that somebody gets one."""

        ordering = ("not_before", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["attendance", "kind", "sequence"], condition=~Q(kind="seat"), name="one_mail_per_change"
            ),
        )
        indexes = (models.Index(fields=["state", "not_before"], name="meeting_mail_due"),)

    def __str__(self) -> str:
        """Say what it says."""
        return self.get_kind_display()
