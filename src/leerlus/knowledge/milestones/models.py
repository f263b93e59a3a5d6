"""What happened when. Decisions of the loop are no rows here: they come from where they were taken."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from leerlus.people.kept import KeptKey
from leerlus.people.models import Theme

KIND_HELP = "Waar gaat het om? Hierop kunnen lezers de tijdlijn verfijnen."


class Milestone(models.Model):
    """Something that happened to the law or in its practice, on a day or over a period.

    slug       its name for calendars, and for the file that an installation starts with; it never changes
    precision  how much of the day is known: of a month or a year, the rest is only for the order
    is_shown   what editors take off the timeline stays here, so that loading the file does not bring it back
    """

    class Kind(models.TextChoices):
        """What kind of thing it was; the first colour of the picture goes to the law."""

        LAW = "wet", "Wet en regels"
        DECISION = "besluit", "Besluit"
        LETTER = "brief", "Brief aan de Kamer"
        RULING = "uitspraak", "Uitspraak"
        RESEARCH = "onderzoek", "Onderzoek"
        PRACTICE = "praktijk", "Praktijk"
        MONEY = "geld", "Geld"

    class Precision(models.TextChoices):
        """How exact the day is."""

        DAY = "day", "Op de dag"
        MONTH = "month", "Op de maand"
        YEAR = "year", "Op het jaar"

    slug = models.SlugField("naam in adressen", max_length=50, unique=True, help_text="Verandert nooit meer.")
    on = models.DateField("wanneer")
    until = models.DateField("tot en met", null=True, blank=True, help_text="Alleen als het langer duurde dan een dag.")
    precision = models.CharField("hoe precies", max_length=5, choices=Precision.choices, default=Precision.DAY)
    title = models.CharField("titel", max_length=140)
    summary = models.TextField("wat er gebeurde", max_length=600)
    kind = models.CharField("soort", max_length=10, choices=Kind.choices, help_text=KIND_HELP)
    theme = KeptKey(Theme, on_delete=models.PROTECT, related_name="milestones", verbose_name="thema")
    source = models.CharField("bron", max_length=300, blank=True, validators=[URLValidator(["https", "http"])])
    is_shown = models.BooleanField("staat op de tijdlijn", default=True)

    class Meta:
        """In the order in which it happened; a period does not end before it begins."""

        ordering = ("on", "pk")
        verbose_name = "moment op de tijdlijn"
        verbose_name_plural = "momenten op de tijdlijn"
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("on")), name="milestone_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return its place on the timeline."""
        return f"{reverse('milestones:list')}#{self.slug}"
