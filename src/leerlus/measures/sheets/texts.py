"""Reading CSV: whichever sign parts the cells, in whichever of the usual encodings."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from contextlib import suppress
from dataclasses import replace
from itertools import count, islice
from typing import TYPE_CHECKING

from leerlus.measures.sheets.tables import HEAD_WITHIN, Row, Unreadable, assemble, count_known, faults_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from leerlus.measures.sheets.tables import Table

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
PARTERS = (";", ",", "\t")
PARTER_LINE = re.compile(r"sep=.\r?\n", re.IGNORECASE)
"""Excel's own first line, which says what parts the cells. Excel does not count it as a row."""

NO_TEXT = (
    "Wij kunnen dit bestand niet lezen: het is geen Excel-werkmap en geen leesbare tekst. "
    "Bewaar de lijst als Excel-werkmap (.xlsx) of als “CSV UTF-8”."
)
TOO_WIDE = (
    "Deze rij heeft meer cellen dan er kolommen zijn. Staat het teken tussen de cellen ook midden in een tekst? "
    "Zet die tekst dan tussen aanhalingstekens."
)


def read_text(content: bytes, names: Collection[str]) -> Table:
    """Read CSV; Unreadable when it is no text, or when its quotation marks do not match."""
    text = decode(content)
    said = PARTER_LINE.match(text)
    text = text[said.end() :] if said else text
    table = assemble(_rows(text, find_parter(text, names)), names)
    return replace(table, rows=tuple(_mark_too_wide(row, len(table.head)) for row in table.rows))


def decode(content: bytes) -> str:
    """Return the text: UTF-8, what Excel calls Unicode text, or what Excel in the Netherlands writes by itself."""
    encodings = ("utf-16",) if content.startswith(UTF_16_MARKS) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return unicodedata.normalize("NFC", text)
    raise Unreadable(NO_TEXT)


def find_parter(text: str, names: Collection[str]) -> str:
    """Return the sign that parts the cells: with it we find most of the names we look for, and most cells."""

    def score(parter: str) -> tuple[int, int]:
        best = (0, 0)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=parter, strict=True)
        with suppress(csv.Error):  # the rows above the mistake still tell
            for cells in islice(reader, HEAD_WITHIN):
                best = max(best, (count_known(cells, names), len(cells)))
        return best

    return max(PARTERS, key=score)


def _rows(text: str, parter: str) -> Iterator[Row]:
    """Yield the rows as Excel numbers them: one that spans several lines counts once, an empty one counts too."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parter, strict=True)
    for number in count(1):
        try:
            cells = tuple(next(reader))
        except StopIteration:
            return
        except csv.Error as cause:
            # A quotation mark that is never closed would swallow all rows below it, without a word.
            raise Unreadable(
                f"Vanaf rij {number} klopt er iets niet met de aanhalingstekens of de lengte van een cel. "
                "Open het bestand in Excel, kijk die rij na en bewaar het opnieuw als “CSV UTF-8”."
            ) from cause
        yield Row(number=number, cells=cells, faults=faults_of(cells))


def _mark_too_wide(row: Row, width: int) -> Row:
    """Say so when a row has more cells than the head: then its texts are not in the columns where they belong."""
    if any(cell.strip() for cell in row.cells[width:]):
        return replace(row, faults={**row.faults, width: TOO_WIDE})
    return row
