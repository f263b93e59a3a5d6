"""What the worker does about files: clear away what no row knows of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from leerlus.files.models import StoredFile, path_of

if TYPE_CHECKING:
    from datetime import datetime

FOLDERS = 256
GRACE = timedelta(days=1)
"""So long a file may stand there without a row: the deed it belongs to is long done then."""


def sweep(at: datetime) -> int:
    """Clear away old content without a row, one folder a minute; return how many.

    That is content of a deed that was cut off, or of a file that was taken away while the disk did not answer.
    """
    folder = path_of(f"{int(at.timestamp() // 60) % FOLDERS:02x}").parent
    if not folder.is_dir():
        return 0
    old = {path.name: path for path in folder.iterdir() if path.stat().st_mtime < (at - GRACE).timestamp()}
    known = StoredFile.objects.filter(key__in=old, removed_at__isnull=True).values_list("key", flat=True)
    gone = old.keys() - set(known)
    for key in gone:
        old[key].unlink(missing_ok=True)
    return len(gone)
