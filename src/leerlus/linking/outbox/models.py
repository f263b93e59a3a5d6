"""A mail to somebody: claimed before it is handed over, so that it goes at most once (ADR 0006)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Mail(models.Model):
    """One mail to one person. What it says stands in lines that point to it: of a digest, a meeting, a conversation.

    planned       the lines are chosen; the worker will hand it over
    handing_over  the worker is talking with the mail server
    sent          the mail server took it
    refused       the mail server did not take it after many tries; the messages are in the product
    uncertain     cut off while handing over: it may have gone. It is not sent again by itself; the messages are in the
                  product, and the platform administrator sees it

    What did not arrive waits for the platform administrator until it is settled. The answer of the mail server is not
    kept: `trouble` says enough, and that answer may name somebody.
    """

    class Kind(models.TextChoices):
        """What it is about."""

        DIGEST = "digest", "Overzicht van terugkoppeling"
        MEETING = "meeting", "Mail over een bijeenkomst"
        CONVERSATION = "conversation", "Mail over een gesprek"
        MEMBERSHIP = "membership", "Mail over een lidmaatschap"
        ANSWER = "answer", "Mail over een antwoord"
        REVIEW = "review", "Mail over een beoordeling"

    class State(models.TextChoices):
        """Where the mail is."""

        PLANNED = "planned", "Klaargezet"
        HANDING_OVER = "handing_over", "Wordt overgedragen"
        SENT = "sent", "Verstuurd"
        REFUSED = "refused", "Geweigerd door de mailserver"
        UNCERTAIN = "uncertain", "Onzeker: de overdracht is afgebroken"

    class Trouble(models.TextChoices):
        """What stood in the way at the last try."""

        ADDRESS = "address", "Het adres is geweigerd"
        SERVER = "server", "De mailserver was er niet, of nam de mail niet aan"
        LINE = "line", "De verbinding brak af"
        WORKER = "worker", "Leerlus stopte halverwege"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=15, choices=Kind.choices, default=Kind.DIGEST)
    messages = models.PositiveSmallIntegerField(default=1, help_text="Over hoeveel dingen de mail gaat")
    state = models.CharField(max_length=15, choices=State.choices, default=State.PLANNED)
    tries = models.PositiveSmallIntegerField(default=0)
    planned_at = models.DateTimeField()
    not_before = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=10, choices=Trouble.choices, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Oldest first; somebody has one digest waiting at a time."""

        ordering = ("planned_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["planned", "handing_over"], kind="digest"),
                name="one_digest_waiting_per_person",
            ),
        )
        indexes = (models.Index(fields=["state", "not_before"], name="mail_due"),)

    def __str__(self) -> str:
        """Say for whom."""
        return f"mail {self.pk} voor persoon {self.person_id}"
