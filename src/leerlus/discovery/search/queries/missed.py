"""What readers looked for in vain, on enough different days to say something and to hide who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from leerlus.discovery.search.models import Missed

if TYPE_CHECKING:
    from django.db.models import QuerySet


def list_missed() -> QuerySet[Missed]:
    """Return the words that were missed on enough days, the most missed first."""
    return Missed.objects.filter(days__gte=settings.MISSED_DAYS_SHOWN)
