"""Tools that help with the work: guides, trainings, models and studies, as a link or as a file."""

from __future__ import annotations

from datetime import date

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from leerlus.people.models import Theme

LAW_BEGAN = date(2022, 1, 1)
"""What was made before it may describe what was then still a plan."""


class Tool(models.Model):
    """Something made by an organisation that others can use.

    made_on    when it was made, as exactly as `precision` says     review_on  when somebody looks whether it holds
    added_at   when an editor added it, which is news; None for what an installation started with
    document   a file of the content system; always downloaded, never opened on our address
    """

    class Kind(models.TextChoices):
        """What one holds in one's hands."""

        GUIDE = "handreiking", "Handreiking"
        TRAINING = "training", "Training"
        VIDEO = "video", "Video"
        RESEARCH = "onderzoek", "Onderzoek"
        MODEL = "model", "Model of voorbeeld"
        INSTRUMENT = "tool", "Werkvorm of tool"
        STORY = "verhaal", "Verhaal of magazine"

    class Audience(models.TextChoices):
        """Who it was made for."""

        PRACTICE = "uitvoering", "Wie inburgeraars begeleidt"
        POLICY = "beleid", "Beleid en bestuur"
        PROVIDERS = "aanbieders", "Taalscholen en andere aanbieders"
        EVERYBODY = "iedereen", "Iedereen"

    class Precision(models.TextChoices):
        """How exact the day is."""

        DAY = "day", "Op de dag"
        MONTH = "month", "Op de maand"
        YEAR = "year", "Op het jaar"

    slug = models.SlugField("naam in adressen", max_length=50, unique=True, help_text="Verandert nooit meer.")
    title = models.CharField("titel", max_length=140)
    summary = models.TextField("wat u eraan hebt", max_length=600)
    maker = models.CharField("gemaakt door", max_length=120)
    made_on = models.DateField("gemaakt op", null=True, blank=True)
    precision = models.CharField("hoe precies", max_length=5, choices=Precision.choices, default=Precision.DAY)
    kind = models.CharField("soort", max_length=12, choices=Kind.choices)
    audience = models.CharField("voor wie", max_length=12, choices=Audience.choices)
    themes = models.ManyToManyField(Theme, related_name="tools", verbose_name="thema’s")
    review_on = models.DateField("herbeoordelen op", null=True, blank=True)
    url = models.CharField("webadres", max_length=300, blank=True, validators=[URLValidator(["https", "http"])])
    document = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="bestand",
    )
    added_at = models.DateTimeField(null=True, blank=True, editable=False, default=timezone.now)
    is_shown = models.BooleanField("staat in de lijst", default=True)

    class Meta:
        """Alphabetical; there is always something to open."""

        ordering = ("title",)
        verbose_name = "hulpmiddel"
        verbose_name_plural = "hulpmiddelen"
        constraints = (
            models.CheckConstraint(condition=~Q(url="") | Q(document__isnull=False), name="tool_has_link_or_file"),
        )

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("tools:detail", args=[self.slug])

    @property
    def is_older_than_the_law(self) -> bool:
        """Whether it was made before the law began."""
        return self.made_on is not None and self.made_on < LAW_BEGAN
