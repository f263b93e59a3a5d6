"""Giving out a file. The page that it belongs to has checked the rights; it calls this each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse

from leerlus.audit.steps import Denied

if TYPE_CHECKING:
    from leerlus.files.models import StoredFile


def send_file(stored: StoredFile) -> FileResponse:
    """Return a file to be saved, never shown: as what it is, and nothing that a browser may guess or run."""
    try:
        content = stored.path.open("rb")
    except FileNotFoundError:
        raise Denied("Dit bestand is er niet meer.") from None
    response = FileResponse(content, as_attachment=True, filename=stored.name, content_type=stored.what.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
