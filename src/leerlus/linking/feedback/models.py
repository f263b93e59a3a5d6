"""The digest: one mail with the feedback, and the question of an effect check, that somebody was not mailed yet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from leerlus.linking.outcomes.models import SampleQuestion
from leerlus.practice.issues.models import Feedback


class Digest(models.Model):
    """One mail to one person. It is claimed before it is handed over, so it is never sent twice.

    planned       the lines are chosen; the worker will hand it over
    handing_over  the worker is talking with the mail server
    sent          the mail server took it
    refused       the mail server did not take it after many tries; the messages are in the product
    uncertain     cut off while handing over: it may have gone. It is not sent again by itself; the messages are in the
                  product, and the platform administrator sees it

    What did not arrive waits for the platform administrator until it is settled. The answer of the mail server is not
    kept: `trouble` says enough, and that answer may name somebody.
    """

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

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
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
                fields=["person"], condition=Q(state__in=["planned", "handing_over"]), name="one_digest_waiting"
            ),
        )
        indexes = (models.Index(fields=["state", "not_before"], name="digest_due"),)

    def __str__(self) -> str:
        """Say for whom."""
        return f"overzicht {self.pk} voor persoon {self.person_id}"


class DigestLine(models.Model):
    """One message or one question in a digest; the database sees to it that it is mailed once."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="lines")
    feedback = models.OneToOneField(Feedback, null=True, blank=True, on_delete=models.CASCADE, related_name="mailed")
    question = models.OneToOneField(
        SampleQuestion, null=True, blank=True, on_delete=models.CASCADE, related_name="mailed"
    )

    class Meta:
        """In the order of the digest; either a message or a question."""

        ordering = ("-feedback__at", "-feedback_id")
        constraints = (
            models.CheckConstraint(
                condition=Q(feedback__isnull=False, question__isnull=True)
                | Q(feedback__isnull=True, question__isnull=False),
                name="a_message_or_a_question",
            ),
        )

    def __str__(self) -> str:
        """Say which message."""
        what = f"bericht {self.feedback_id}" if self.feedback_id else f"vraag {self.question_id}"
        return f"{what} in overzicht {self.digest_id}"
