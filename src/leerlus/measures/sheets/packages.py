"""Looking into a packed workbook before it is read: is it one, and does unpacking it do no harm?"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.parsers import expat

from leerlus.measures.sheets.tables import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_PART = 8 * 1024 * 1024
"""Parts other than the cells themselves, such as the styles, are kept in memory as a whole."""

MOST_PARTS = 2_000
MOST_ELEMENTS = 100_000
MOST_SIGNS = 4_000_000
"""What one row may hold; it is read as a whole. Excel's own limit is 16,384 cells."""

CHUNK = 1024 * 1024
CELLS = re.compile(r"^/?xl/(worksheets/[^/]*|sharedStrings)\.xml$", re.IGNORECASE)
PICTURES = re.compile(r"^/?xl/(media|embeddings|printerSettings)/", re.IGNORECASE)
DECLARATION = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)")
"""A document type or an entity, also in UTF-16: Excel never writes them, and they can unfold without end."""

BROKEN = (
    "Dit Excel-bestand is beschadigd, of anders gemaakt dan Excel het doet. "
    "Open het in Excel, bewaar het opnieuw als Excel-werkmap (.xlsx) en lees dat bestand in."
)
TOO_LARGE = (
    "Dit Excel-bestand is uitgepakt veel te groot voor een lijst. "
    "Zet alleen de kwesties in een nieuw bestand, als tekst zonder opmaak, en lees dat in."
)


def inspect(content: bytes) -> bool:
    """Tell whether formulas stand in a workbook; Unreadable when it is none, or one that does harm."""
    has_formulas = False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        _recognise({part.filename.lower() for part in parts})
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise Unreadable(TOO_LARGE)
        for part in parts:
            # zipfile never gives more than the size that stands here, but only of these two can it unpack bit by bit.
            if part.flag_bits & 1 or part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise Unreadable(BROKEN)
            if PICTURES.match(part.filename):
                continue
            is_cells = CELLS.match(part.filename) is not None
            if part.file_size > LARGEST_PART and not is_cells:
                raise Unreadable(TOO_LARGE)
            has_formulas |= _look_through(archive, part, is_cells=is_cells)
    return has_formulas


def _recognise(names: set[str]) -> None:
    """Refuse what is packed in the same way and is something else."""
    if "xl/workbook.xml" in names and "[content_types].xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise Unreadable("Dit is een binaire werkmap (.xlsb). Bewaar haar in Excel als Excel-werkmap (.xlsx).")
    if "content.xml" in names:
        raise Unreadable("Dit is een OpenDocument-bestand (.ods). Bewaar het als Excel-werkmap (.xlsx) of als CSV.")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise Unreadable("Dit is een Word- of PowerPoint-bestand. Zet de lijst in Excel en bewaar haar als .xlsx.")
    raise Unreadable("Dit is een ingepakt bestand (.zip), geen lijst. Pak het eerst uit.")


def _look_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, is_cells: bool) -> bool:
    """Tell whether a formula stands in this part, if it holds cells; Unreadable when it would do harm."""
    counter = _Counter()
    tail = b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            if DECLARATION.search(tail + chunk):
                raise Unreadable(BROKEN)
            tail = chunk[-32:]
            if is_cells:
                counter.feed(chunk)
    return counter.has_formulas


class _Counter:
    """Counts what stands in each row or text, without keeping it."""

    def __init__(self) -> None:
        self.has_formulas = False
        self.elements = self.signs = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.CharacterDataHandler = self.read
        self.feed = self.parser.Parse

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        """Count an element; a row or a text of its own starts a new count."""
        name = tag.rpartition(" ")[2]
        if name in {"row", "si"}:
            self.elements = self.signs = 0
        self.has_formulas = self.has_formulas or name == "f"
        self.elements += 1
        self._check()

    def read(self, text: str) -> None:
        """Count characters."""
        self.signs += len(text)
        self._check()

    def _check(self) -> None:
        if self.elements > MOST_ELEMENTS or self.signs > MOST_SIGNS:
            raise Unreadable(TOO_LARGE)
