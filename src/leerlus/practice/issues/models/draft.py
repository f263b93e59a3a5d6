"""What somebody is still writing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

RAISE = "/kwesties/indienen/"


class Draft(models.Model):
    """What somebody is still writing; only the writer sees it. It goes when the step is taken.

    page   the address of the form of a step, at whatever level: a writer has one draft on it. Empty is a kwestie, of
           which one can have several. This floor does not know what the forms of higher floors are about.
    label  what is being written there, in words
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=200, blank=True, default="")
    label = models.CharField(max_length=250, blank=True, default="")
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        """Newest first; one per form of a step."""

        ordering = ("-saved_at",)
        constraints = (
            models.UniqueConstraint(fields=["person", "page"], condition=~Q(page=""), name="one_draft_per_page"),
        )

    def __str__(self) -> str:
        """Return what is being written, or the title so far."""
        return self.label or str(self.data.get("title") or "Kwestie zonder titel")

    @property
    def address(self) -> str:
        """The page on which to write on."""
        return self.page or f"{RAISE}?concept={self.pk}"
