"""The law by article. What an article says stands here in own words; the exact text is one click away, dated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from leerlus.law.articles.jci import jci_of, url_of

if TYPE_CHECKING:
    from datetime import date


class Law(models.Model):
    """A law, decree or regulation; `bwb` is its number in the national register."""

    class Kind(models.TextChoices):
        """Which of the three; the lower ones change faster."""

        ACT = "act", "Wet"
        DECREE = "decree", "Besluit"
        REGULATION = "regulation", "Regeling"

    slug = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    bwb = models.CharField(max_length=12, unique=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        """The act first."""

        ordering = ("position",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Article(models.Model):
    """An article; `number` is a text, since there are 40a and 5.3."""

    law = models.ForeignKey(Law, on_delete=models.PROTECT, related_name="articles")
    number = models.CharField(max_length=10)
    title = models.CharField(max_length=140)
    position = models.PositiveSmallIntegerField()

    class Meta:
        """In the order of the law; each number once."""

        ordering = ("law__position", "position")
        constraints = (models.UniqueConstraint(fields=["law", "number"], name="article_once_in_a_law"),)

    def __str__(self) -> str:
        """Say which article of which law."""
        return f"{self.law.name}, artikel {self.number}"


class Version(models.Model):
    """What an article says from a day on; the last day is filled in when the next version follows.

    gist         in own words                     publication  where the change was published, e.g. `Stb. 2022, 487`
    added_at     when we learned of it: an answer that was checked before it may be out of date
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    gist = models.TextField(max_length=2000)
    publication = models.CharField(max_length=100, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        """The latest first; an article has one version a day, and one that has no end yet."""

        ordering = ("-valid_from",)
        constraints = (
            models.UniqueConstraint(fields=["article", "valid_from"], name="one_version_from_a_day"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(valid_until__isnull=True), name="one_version_without_an_end"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="version_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        """Say of which article from when."""
        return f"{self.article} vanaf {self.valid_from:%d-%m-%Y}"

    def covers(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def jci(self) -> str:
        """The dated address of this version."""
        return jci_of(self.article.law.bwb, self.article.number, self.valid_from)

    @property
    def url(self) -> str:
        """Where the exact text opens."""
        return url_of(self.jci)


class Paragraph(models.Model):
    """One paragraph (lid) of a version, in own words."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="paragraphs")
    number = models.CharField(max_length=10)
    gist = models.TextField(max_length=1000)
    position = models.PositiveSmallIntegerField()

    class Meta:
        """In the order of the article; each number once."""

        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["version", "number"], name="paragraph_once_in_a_version"),)

    def __str__(self) -> str:
        """Say which paragraph."""
        return f"lid {self.number}"
