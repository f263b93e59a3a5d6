"""Writing: keeping files as a part of a deed, and taking one away. Who may is decided by what it belongs to."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

from leerlus.audit.steps import Stale
from leerlus.files.models import StoredFile, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from leerlus.measures.attachments import Received


@contextmanager
def keeping(files: Sequence[Received], *, at: datetime) -> Iterator[list[StoredFile]]:
    """Keep files while a deed is done, and let them go again when it fails.

    The content is on the disk before the rows are: a row never points to nothing. What is left when a program is
    stopped halfway has no row, so nobody reaches it.
    """
    rows = [StoredFile(name=each.name, kind=each.kind, size=len(each.content), kept_at=at) for each in files]
    try:
        for row, each in zip(rows, files, strict=True):
            _write(row.key, each.content)
        with transaction.atomic():
            yield [_saved(row) for row in rows]
    except BaseException:
        for row in rows:
            row.path.unlink(missing_ok=True)
        raise


def _saved(row: StoredFile) -> StoredFile:
    row.save()
    return row


def _write(key: str, content: bytes) -> None:
    path = path_of(key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # A new file that only this user may read, and that no program runs.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@transaction.atomic
def take_away(*, file_id: int, at: datetime) -> StoredFile:
    """Take a file away for good: its content and its name; that there was one stays."""
    if not StoredFile.objects.filter(pk=file_id, removed_at__isnull=True).update(removed_at=at, name=""):
        raise Stale("Het bestand")
    found = StoredFile.objects.get(pk=file_id)
    transaction.on_commit(lambda: found.path.unlink(missing_ok=True))
    return found
