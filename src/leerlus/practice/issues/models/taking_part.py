"""Who takes part in an issue: its parties, its followers, and what they add."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from leerlus.people.kept import KeptKey
from leerlus.people.models import Organisation, Region
from leerlus.practice.issues.models.issue import Issue


class Party(models.Model):
    """Who is in the loop of an issue: the raiser, and each who said "here too", with what they added.

    The party is a role in an organisation. When the person goes, the organisation stays.
    """

    class Kind(models.TextChoices):
        """How one became a party."""

        RAISER = "raiser", "Indiener"
        RECOGNISER = "recogniser", "Herkenner"

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="parties")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="parties"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="parties")
    region = KeptKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    context = models.TextField(max_length=2000, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One raiser per issue; a person is a party once."""

        constraints = (
            models.UniqueConstraint(fields=["issue"], condition=Q(kind="raiser"), name="one_raiser"),
            models.UniqueConstraint(fields=["issue", "person"], condition=Q(left_at__isnull=True), name="a_party_once"),
        )

    def __str__(self) -> str:
        """Say who takes part for which organisation."""
        return f"{self.get_kind_display()}: {self.organisation}"


class Follower(models.Model):
    """Somebody who wants to hear what happens, without being a party."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="followers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        """Once per person."""

        constraints = (models.UniqueConstraint(fields=["issue", "person"], name="follow_once"),)

    def __str__(self) -> str:
        """Say what is followed."""
        return f"volgt kwestie {self.issue_id}"


class Contribution(models.Model):
    """What somebody adds to the discussion of an issue."""

    class Kind(models.TextChoices):
        """What sort of remark it is."""

        REMARK = "remark", "Bijdrage"
        EXPERIENCE = "experience", "Ervaring van een inburgeraar"
        QUESTION = "question", "Vraag van de schakel"

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="contributions")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.REMARK)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=200)
    text = models.TextField(max_length=3000)
    at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering = ("at", "pk")

    def __str__(self) -> str:
        """Return the beginning of the text."""
        return self.text[:60]
