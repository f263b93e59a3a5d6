"""Which files may be attached, how large, and what is kept of a name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MEGABYTE = 1_000_000
MOST_BYTES = 10 * MEGABYTE
MOST_FILES = 3
"""In one go. With the text this stays below what the web server in front lets through (docs/how-to/installeren.md)."""

LONGEST_NAME = 80
NO_NAME = "bestand"
UNSAFE = re.compile(r'[<>:"/\\|?*]')
DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
"""Names that Windows keeps for itself: a file that is called so cannot be saved there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of file: what it is called here, the end of its name, and what a browser is told that it is."""

    label: str
    extension: str
    content_type: str


OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"

KINDS = {
    "pdf": Kind(label="PDF", extension="pdf", content_type="application/pdf"),
    "docx": Kind(label="Word", extension="docx", content_type=f"{OFFICE}.wordprocessingml.document"),
    "xlsx": Kind(label="Excel", extension="xlsx", content_type=f"{OFFICE}.spreadsheetml.sheet"),
    "pptx": Kind(label="PowerPoint", extension="pptx", content_type=f"{OFFICE}.presentationml.presentation"),
    "odt": Kind(label="OpenDocument tekst", extension="odt", content_type=f"{OPEN}.text"),
    "ods": Kind(label="OpenDocument rekenblad", extension="ods", content_type=f"{OPEN}.spreadsheet"),
    "odp": Kind(label="OpenDocument presentatie", extension="odp", content_type=f"{OPEN}.presentation"),
    "png": Kind(label="afbeelding", extension="png", content_type="image/png"),
    "jpeg": Kind(label="foto", extension="jpg", content_type="image/jpeg"),
    "webp": Kind(label="afbeelding", extension="webp", content_type="image/webp"),
    "csv": Kind(label="CSV", extension="csv", content_type="text/csv; charset=utf-8"),
    "txt": Kind(label="tekst", extension="txt", content_type="text/plain; charset=utf-8"),
}
"""What may be attached. Nothing of this runs in a browser: no HTML, no SVG, no Office file with macros."""

POSSIBLE = "PDF, Word, Excel, PowerPoint, OpenDocument, JPEG, PNG, WebP, .txt en .csv"


class Refused(Exception):  # noqa: N818 - it is an answer to the reader, not an error of the program
    """A file may not be attached; the message is a sentence that says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file as it may be kept: a safe name that ends as its content asks, and the content.

    text  what a look for personal data can read: the name, and the beginning of a text file
    """

    name: str
    kind: str
    content: bytes
    text: str


def too_large(name: str, size: int) -> str:
    """Say that a file is too large."""
    shown = f"{size / MEGABYTE:.1f}".replace(".", ",")
    most = MOST_BYTES // MEGABYTE
    return f"“{tidy(name)}” is {shown} MB. Een bestand is hoogstens {most} MB. Maak het kleiner, of deel het op."


def tidy(name: str) -> str:
    """Return a name as others may read and save it: no folders, no signs that nobody sees, not too long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign if sign.isprintable() else " " for sign in last)
    words = " ".join(UNSAFE.sub(" ", seen).split()).strip(". ")
    return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1].rstrip()}…"


def name_as(name: str, kind: str) -> str:
    """Return the tidy name with the end that goes with what the file is, whatever it was called."""
    extension = KINDS[kind].extension
    stem, dot, end = tidy(name).rpartition(".")
    said = stem if dot and stem and re.fullmatch(r"\w{1,5}", end) else tidy(name)
    said = said.strip(". ") or NO_NAME
    return f"{said}-{NO_NAME}.{extension}" if DEVICES.match(said) else f"{said}.{extension}"
