"""What the worker does about files: make sure that what was taken away is gone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from leerlus.files.models import StoredFile

if TYPE_CHECKING:
    from datetime import datetime

LOOK_BACK = timedelta(days=7)
"""So long the worker tries again when the disk did not answer, or a program stopped halfway."""


def clear_away(at: datetime) -> int:
    """Clear away content that was taken away and still stands there; return how much.

    Content that no row knows of is left alone: another database may know it, such as one that was restored on trial.
    """
    lately = StoredFile.objects.filter(removed_at__gte=at - LOOK_BACK, removed_at__lte=at)
    left = [found.path for found in lately if found.path.exists()]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
