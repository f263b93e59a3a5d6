"""A Community of Practice."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.linking.communities.workflow import ADMISSIONS, ON_REQUEST
from leerlus.people.models import Region, Theme


class Community(models.Model):
    """Professionals of different organisations who learn together, around a region or a theme."""

    class Kind(models.TextChoices):
        """What binds the members."""

        REGIONAL = "regional", "Regionaal"
        THEMATIC = "thematic", "Thematisch"

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    regions = models.ManyToManyField(Region, related_name="communities", blank=True)
    themes = models.ManyToManyField(Theme, related_name="communities", blank=True)
    goals = models.TextField()
    method = models.TextField(blank=True)
    agreements = models.TextField(blank=True, help_text="Wat de leden met elkaar afspraken")
    admission = models.CharField(max_length=15, choices=list(ADMISSIONS.items()), default=ON_REQUEST)
    rhythm_weeks = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Om de hoeveel weken de groep bij elkaar komt; leeg: geen vast ritme"
    )
    version = models.PositiveIntegerField(default=1)
    source = models.URLField(blank=True)
    fictional = models.BooleanField(default=False)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        """Alphabetical."""

        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=Q(admission__in=list(ADMISSIONS)), name="community_admission_known"),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name
