"""Reading a file by what is in it; what it is called says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.measures.sheets.tables import Unreadable
from leerlus.measures.sheets.texts import read_text
from leerlus.measures.sheets.workbooks import read_workbook

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from leerlus.measures.sheets.tables import Table

LARGEST_FILE = 20 * 1024 * 1024

SAVE_AS = "Bewaar de lijst als Excel-werkmap (.xlsx) of als CSV, en lees dat bestand in."

FOREIGN = (
    (b"%PDF", "Dit is een pdf."),
    (b"\xd0\xcf\x11\xe0", "Dit is een oud Excel-bestand (.xls), of een werkmap met een wachtwoord."),
    (b"\x89PNG", "Dit is een plaatje."),
    (b"\xff\xd8\xff", "Dit is een foto."),
    (b"GIF8", "Dit is een plaatje."),
    (b"{\\rtf", "Dit is een tekstdocument (.rtf)."),
    (b"\x1f\x8b", "Dit is een ingepakt bestand (.gz)."),
    (b"7z\xbc\xaf", "Dit is een ingepakt bestand (.7z)."),
    (b"Rar!", "Dit is een ingepakt bestand (.rar)."),
    (b"SQLite format 3", "Dit is een database."),
)
"""How other kinds of files begin."""

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
MARKUP = b"<"
UTF_8_MARK = b"\xef\xbb\xbf"


def read_file(path: Path, names: Collection[str]) -> Table:
    """Read a list from a file; OSError when it is not there.

    names  the columns we look for, as `normalise` writes them: they tell which row is the head and what parts cells
    """
    with path.open("rb") as file:
        return read_content(file.read(LARGEST_FILE + 1), names)


def read_content(content: bytes, names: Collection[str]) -> Table:
    """Read a list from what stood in a file."""
    if len(content) > LARGEST_FILE:
        raise Unreadable("Dit bestand is groter dan 20 MB. Haal plaatjes en andere bladen eruit, of splits de lijst.")
    start = content[:1024].removeprefix(UTF_8_MARK).lstrip()
    if not content.removeprefix(UTF_8_MARK).strip(b"\0\t\r\n "):
        raise Unreadable("Dit bestand is leeg. Zet de kwesties erin, met de namen van de kolommen op de eerste rij.")
    for mark, what in FOREIGN:
        if start.startswith(mark):
            raise Unreadable(f"{what} {SAVE_AS}")
    if start.startswith(MARKUP):
        raise Unreadable(f"Dit is een webpagina of een ander bestand met codes, geen lijst. {SAVE_AS}")
    return read_workbook(content, names) if content.startswith(ZIP) else read_text(content, names)
