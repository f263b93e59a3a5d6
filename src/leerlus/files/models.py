"""What is known of a file; the file itself stands in a folder outside the website (docs/adr/0021)."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from leerlus.measures.attachments import KINDS, Kind


def new_key() -> str:
    """Return a name on the disk that nobody can guess and that says nothing."""
    return secrets.token_hex(16)


class StoredFile(models.Model):
    """A file that somebody attached to something; what it belongs to points here, and decides who may have it.

    Whoever takes it away takes the content and the name away for good: both may name somebody.
    """

    key = models.CharField(max_length=32, unique=True, default=new_key)
    name = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=10, choices=[(name, kind.label) for name, kind in KINDS.items()])
    size = models.PositiveIntegerField()
    kept_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In the order in which they were attached; what was taken away has no name."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(name=""), name="file_taken_away_has_no_name"
            ),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name or "een bestand dat is weggehaald"

    @property
    def path(self) -> Path:
        """Where the content stands."""
        return path_of(self.key)

    @property
    def what(self) -> Kind:
        """What kind of file this is."""
        return KINDS[self.kind]


def path_of(key: str) -> Path:
    """Return where the content with this key stands; spread over 256 folders."""
    return Path(settings.FILES_ROOT) / key[:2] / key
