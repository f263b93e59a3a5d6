"""The working text of an answer, as editors write it in the content system."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin

from leerlus.knowledge.answers.policies import fingerprint
from leerlus.law.articles.models import Article
from leerlus.people.models import Organisation, Theme

if TYPE_CHECKING:
    from django.http import HttpRequest

FEATURES = ["h3", "h4", "bold", "italic", "link", "ol", "ul"]
"""What an editor may do with the text: enough to be clear, and nothing that needs a licence to judge."""


NOT_READ = re.compile(r' data-block-key="[^"]*"')
"""What the content system adds to each paragraph for itself; nobody reads it, so it makes no other text."""


class Significance(models.TextChoices):
    """How much a change means to who read the text before."""

    EDITORIAL = "editorial", "Redactioneel: er staat hetzelfde, anders gezegd"
    SUBSTANTIVE = "substantive", "Inhoudelijk: er staat iets anders"


class Answer(PreviewableMixin, LockableMixin, DraftStateMixin, RevisionMixin, ClusterableModel):  # type: ignore[misc]
    """A question with its answer, as it is being written. What readers see is a frozen `Publication` of it.

    `live` of the content system stays false for good: publishing is ours (docs/adr/0023). `edition` counts the texts
    that differ from the one before, so that a text that was changed and changed back is another edition.
    """

    live = models.BooleanField(default=False, editable=False)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    question = models.CharField("vraag", max_length=200)
    text = RichTextField("antwoord", features=FEATURES, blank=True)
    example = models.TextField("voorbeeld voor het gesprek met de inburgeraar", max_length=3000, blank=True)
    themes = ParentalManyToManyField(Theme, related_name="+", blank=True, verbose_name="thema’s")
    audience: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    owner = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="houdt het bij"
    )
    review_on = models.DateField("herbeoordelen op", null=True, blank=True)
    law_from = models.DateField("zo is het vanaf", null=True, blank=True)
    law_until = models.DateField("zo was het tot en met", null=True, blank=True)
    significance = models.CharField(
        "wat betekent deze wijziging", max_length=12, choices=Significance.choices, default=Significance.SUBSTANTIVE
    )
    note = models.CharField("in één zin voor de lezer: wat is er nieuw", max_length=250, blank=True)
    fictional = models.BooleanField("fictief, alleen als voorbeeld", default=False)
    edition = models.PositiveIntegerField(default=0, editable=False)
    content_hash = models.CharField(max_length=64, editable=False, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        """The newest first."""

        ordering = ("-pk",)
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"

    def __str__(self) -> str:
        """Return the question."""
        return str(self.question)

    def content(self) -> dict[str, Any]:
        """Return everything that a reader sees, as plain data in a fixed form: what is approved and hashed."""
        return {
            "question": self.question,
            "text": NOT_READ.sub("", self.text),
            "example": self.example,
            "themes": sorted(theme.pk for theme in self.themes.all()),
            "audience": sorted(self.audience),
            "citations": [
                {"law": each.article.law_id, "article": each.article.number, "paragraph": each.paragraph}
                for each in self.citations.all()
            ],
            "owner": self.owner.name if self.owner else "",
            "review_on": self.review_on.isoformat() if self.review_on else "",
            "law_from": self.law_from.isoformat() if self.law_from else "",
            "law_until": self.law_until.isoformat() if self.law_until else "",
            "significance": self.significance,
            "note": self.note,
            "fictional": self.fictional,
        }

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Save, and count a new edition when a reader would see something else; the row is locked while counting."""
        if kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        wanted = fingerprint(self.content())
        with transaction.atomic():
            same = type(self).objects.select_for_update().filter(pk=self.pk or 0)
            stored = same.values_list("edition", "content_hash").first()
            edition, known = stored or (0, "")
            self.edition = edition + (known != wanted)
            self.content_hash = wanted
            self.live = False
            super().save(*args, **kwargs)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:  # noqa: ARG002 - the content system's
        """Show the preview as readers will see it."""
        return "answers/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:  # noqa: ARG002 - the same
        """Return what that template shows."""
        return {"content": self.content(), "themes": list(self.themes.all())}


class Citation(models.Model):
    """An article of the law that the answer rests on, or one paragraph of it."""

    answer = ParentalKey(Answer, on_delete=models.CASCADE, related_name="citations")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+", verbose_name="artikel")
    paragraph = models.CharField("lid", max_length=10, blank=True)
    sort_order = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    sort_order_field = "sort_order"

    class Meta:
        """In the order that the editor gave."""

        ordering = ("sort_order", "pk")

    def __str__(self) -> str:
        """Say which article."""
        return f"{self.article}" + (f", lid {self.paragraph}" if self.paragraph else "")
