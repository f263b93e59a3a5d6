"""Which answer came from which outcome, what was told of answers, and the mail about it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from leerlus.knowledge.answers.models import Answer
from leerlus.linking.outcomes.models import Outcome


class AnswerSource(models.Model):
    """An answer that was drafted from an outcome; the parties of its bottleneck hear what becomes of it."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="+")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="answer_sources")
    at = models.DateTimeField()

    class Meta:
        """Once each; an outcome becomes one answer."""

        constraints = (
            models.UniqueConstraint(fields=["outcome"], name="one_answer_from_an_outcome"),
            models.UniqueConstraint(fields=["answer", "outcome"], name="answer_source_once"),
        )

    def __str__(self) -> str:
        """Say what came from what."""
        return f"antwoord {self.answer_id} uit opbrengst {self.outcome_id}"


class AnswerNews(models.Model):
    """That something about an answer was told, by the event it is about: the database lets it be told once."""

    cause = models.BigIntegerField(unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Say of which event."""
        return f"verteld: gebeurtenis {self.cause}"


class Recall(models.Model):
    """What somebody who keeps an answer must know: it was withdrawn, or it says something else now."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recalls")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="+")
    cause = models.BigIntegerField()
    question = models.CharField(max_length=200)
    sentence = models.TextField()
    withdrawn = models.BooleanField()
    address = models.CharField(max_length=200)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The latest first; each person hears of an event once."""

        ordering = ("-at", "-pk")
        constraints = (models.UniqueConstraint(fields=["person", "cause"], name="recalled_once"),)

    def __str__(self) -> str:
        """Return the question."""
        return self.question


class AnswerMail(models.Model):
    """One mail about answers to one person; the states are those of a digest (ADR 0006)."""

    class Kind(models.TextChoices):
        """What it says."""

        RECALL = "recall", "Een antwoord veranderde"
        REMINDER = "reminder", "Er wacht een beoordeling"

    class State(models.TextChoices):
        """Where the mail is."""

        PLANNED = "planned", "Klaargezet"
        HANDING_OVER = "handing_over", "Wordt overgedragen"
        SENT = "sent", "Verstuurd"
        REFUSED = "refused", "Geweigerd door de mailserver"
        UNCERTAIN = "uncertain", "Onzeker: de overdracht is afgebroken"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    recall = models.OneToOneField(Recall, null=True, blank=True, on_delete=models.CASCADE, related_name="mail")
    state = models.CharField(max_length=15, choices=State.choices, default=State.PLANNED)
    tries = models.PositiveSmallIntegerField(default=0)
    planned_at = models.DateTimeField()
    not_before = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Oldest first; a reminder waits for a person once at a time."""

        ordering = ("not_before", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="recall", recall__isnull=False) | Q(kind="reminder", recall__isnull=True),
                name="a_recall_or_a_reminder",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(kind="reminder", state__in=["planned", "handing_over"]),
                name="one_reminder_waiting",
            ),
        )
        indexes = (models.Index(fields=["state", "not_before"], name="answer_mail_due"),)

    def __str__(self) -> str:
        """Say what it says."""
        return self.get_kind_display()
