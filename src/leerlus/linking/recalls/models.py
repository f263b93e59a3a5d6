"""Which answer came from which outcome, what was told of answers, and who was reminded."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from leerlus.knowledge.answers.models import Answer
from leerlus.linking.outbox.models import Mail
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
    # What changed stays on the desk, also when its mail is dropped.
    mail = models.OneToOneField(Mail, null=True, blank=True, on_delete=models.SET_NULL, related_name="recall")

    class Meta:
        """The latest first; each person hears of an event once."""

        ordering = ("-at", "-pk")
        constraints = (models.UniqueConstraint(fields=["person", "cause"], name="recalled_once"),)

    def __str__(self) -> str:
        """Return the question."""
        return self.question


class ReviewReminder(models.Model):
    """That somebody was reminded of what waits for them to review; without a mail it waits for the worker."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    mail = models.OneToOneField(Mail, null=True, blank=True, on_delete=models.CASCADE, related_name="review_reminder")

    class Meta:
        """Once a day at most, whatever two workers do."""

        constraints = (models.UniqueConstraint(fields=["person", "on"], name="one_reminder_a_day"),)

    def __str__(self) -> str:
        """Say when."""
        return f"herinnering van {self.on:%d-%m-%Y}"
