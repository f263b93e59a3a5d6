"""What readers keep and ask."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from leerlus.knowledge.answers.models.answer import Answer


class SavedAnswer(models.Model):
    """An answer that somebody wants to find back, and of which they hear when it changes."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="saved_by")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_answers")
    at = models.DateTimeField()

    class Meta:
        """The latest first; once per person."""

        ordering = ("-at",)
        constraints = (models.UniqueConstraint(fields=["answer", "person"], name="saved_once"),)

    def __str__(self) -> str:
        """Say which answer."""
        return f"bewaard antwoord {self.answer_id}"


class ReaderQuestion(models.Model):
    """What a reader misses, in an answer or at all. Who asked can follow it; a visitor by a personal link."""

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting", "Ligt bij de redactie"
        ANSWERED = "answered", "Beantwoord"
        SET_ASIDE = "set_aside", "Niet opgepakt, met reden"

    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(max_length=2000)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    email = models.EmailField(
        max_length=254, blank=True, help_text="Alleen voor bericht over deze vraag; daarna gewist"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField()
    reply = models.TextField(max_length=2000, blank=True)
    pointed_to = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The oldest first; an end has a time and words or an answer, and no address any more."""

        ordering = ("asked_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="waiting", replied_at__isnull=True)
                | Q(replied_at__isnull=False, email="") & ~Q(state="waiting"),
                name="reader_question_ends_and_forgets",
            ),
        )
        indexes = (models.Index(fields=["state", "asked_at"], name="reader_question_waiting"),)

    def __str__(self) -> str:
        """Say which."""
        return f"vraag van een lezer {self.pk}"
