"""What was published: the text as it was approved, for good."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from leerlus.knowledge.answers.models.answer import Answer
from leerlus.knowledge.answers.models.review import ReviewRound
from leerlus.law.articles.models import Article
from leerlus.people.models import Theme


class Publication(models.Model):
    """One text of an answer, as three organisations approved it; never changed, only ended.

    content          what readers see, with `content_hash` over it
    sources          the articles with their dated addresses, as they were when it was published
    approvals        who approved, on which day
    law_from/until   about which cases the text speaks         published_from/until  when it was the latest text
    withdrawn_at     when it stopped being said at all, together with the texts before it
    words, audience  the same again, to search in
    """

    class Ending(models.TextChoices):
        """Why it is not the latest text any more."""

        REPLACED = "replaced", "Er kwam een nieuwe tekst"
        WITHDRAWN = "withdrawn", "Vervallen"

    class Significance(models.TextChoices):
        """What the publication meant to who read the one before."""

        NEW = "new", "Nieuw antwoord"
        EDITORIAL = "editorial", "Redactionele wijziging"
        SUBSTANTIVE = "substantive", "Inhoudelijke wijziging"

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="publications")
    review = models.OneToOneField(ReviewRound, on_delete=models.PROTECT, related_name="publication")
    number = models.PositiveSmallIntegerField()
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    content_hash = models.CharField(max_length=64)
    sources: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(default=list)
    approvals: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField()
    question = models.CharField(max_length=200)
    words = models.TextField()
    audience = models.CharField(max_length=300, blank=True)
    themes = models.ManyToManyField(Theme, related_name="+")
    articles = models.ManyToManyField(Article, related_name="+")
    review_on = models.DateField()
    law_from = models.DateField()
    law_until = models.DateField(null=True, blank=True)
    significance = models.CharField(max_length=12, choices=Significance.choices)
    note = models.CharField(max_length=250)
    approved_at = models.DateTimeField()
    published_from = models.DateTimeField()
    published_until = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(max_length=2000, blank=True)
    clear_count = models.PositiveIntegerField(default=0)
    cause = models.BigIntegerField(unique=True, help_text="De gebeurtenis waarmee zij werd gepubliceerd")
    ended_cause = models.BigIntegerField(null=True, blank=True)
    fictional = models.BooleanField(default=False)

    class Meta:
        """The latest first; an answer has one latest text."""

        ordering = ("-published_from", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["answer"], condition=Q(published_until__isnull=True), name="one_latest_text_of_an_answer"
            ),
            models.UniqueConstraint(fields=["answer", "number"], name="publication_number_once"),
            models.CheckConstraint(
                condition=Q(published_until__isnull=True, ending="")
                | Q(published_until__gte=F("published_from")) & ~Q(ending=""),
                name="publication_ends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(published_until__isnull=False) & ~Q(withdrawn_because=""),
                name="withdrawn_is_over_and_says_why",
            ),
        )
        indexes = (models.Index(fields=["published_until", "-published_from"], name="publication_latest"),)

    def __str__(self) -> str:
        """Return the question."""
        return self.question

    @property
    def address(self) -> str:
        """Where readers find the answer."""
        return address_of(self.answer_id, self.question)


def address_of(answer_id: int, question: str) -> str:
    """Return the stable address of an answer: the number counts, the words are for who reads the address."""
    return reverse("answers:detail", args=[answer_id, slugify(question)[:60].strip("-") or "vraag"])
