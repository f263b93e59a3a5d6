"""Websites worth knowing, and what is known of whether links work: also those of tools."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.db import models

from leerlus.people.models import Theme

WEB_ADDRESS = URLValidator(["https", "http"])

FAILURES = 2
"""So often in a row a link must fail before anybody reads that it is dead: a website may be away for a night."""


class Website(models.Model):
    """A website that is worth knowing, with what it offers."""

    slug = models.SlugField("naam in adressen", max_length=50, unique=True, help_text="Verandert nooit meer.")
    name = models.CharField("naam", max_length=120)
    url = models.CharField("webadres", max_length=300, validators=[WEB_ADDRESS])
    offers = models.TextField("wat er te vinden is", max_length=400)
    themes = models.ManyToManyField(Theme, related_name="websites", verbose_name="thema’s")
    is_shown = models.BooleanField("staat in de lijst", default=True)

    class Meta:
        """Alphabetical."""

        ordering = ("name",)
        verbose_name = "website"
        verbose_name_plural = "websites"

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class LinkCheck(models.Model):
    """What was last known of one address, whatever points to it.

    failures      how often in a row it did not work      failed_on  the day of the first of those
    """

    url = models.CharField(max_length=300, unique=True)
    checked_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)
    failed_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=100, blank=True)

    class Meta:
        """The longest ago first."""

        ordering = ("checked_at", "pk")

    def __str__(self) -> str:
        """Return the address."""
        return self.url

    @property
    def is_dead(self) -> bool:
        """Whether readers are told that it does not work."""
        return self.failures >= FAILURES
