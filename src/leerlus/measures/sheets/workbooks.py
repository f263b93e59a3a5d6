"""Reading the sheet of an Excel workbook on which the list stands."""

from __future__ import annotations

import datetime
import io
import re
import unicodedata
import warnings
from dataclasses import replace
from itertools import repeat
from operator import is_
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

from leerlus.measures.sheets.packages import BROKEN, inspect
from leerlus.measures.sheets.tables import MOST_COLUMNS, Row, Unreadable, assemble, faults_of, normalise, on_one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from leerlus.measures.sheets.tables import Table

LAST_ROW = 1_048_576
"""Excel's own last row; a higher number in a file is a trap."""

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
OWN_SHEET = "kwesties"
EXPLAINING_SHEET = "uitleg"

NOT_CALCULATED = (
    "Hier staat een formule waarvan de uitkomst niet is bewaard. "
    "Open het bestand in Excel en bewaar het opnieuw, of vul de waarde zelf in."
)


def read_workbook(content: bytes, names: Collection[str]) -> Table:
    """Read the sheet with the list; Unreadable, with what to do, for whatever is no sound workbook."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells what it leaves out, such as drawings
            return _read(content, names)
    except Unreadable:
        raise
    except Exception as cause:  # neither zipfile nor openpyxl says what it raises for bytes that lie
        raise Unreadable(BROKEN) from cause


def _read(content: bytes, names: Collection[str]) -> Table:
    has_formulas = inspect(content)
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheet = _choose(book)
    twin = None
    if has_formulas:
        # Whoever asks for the outcomes of formulas cannot see where formulas stand, so we read a second time beside it.
        twin = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)[sheet.title]
    others = [other.title for other in book.worksheets if other is not sheet]
    listed = ", ".join(f"“{on_one_line(title)}”" for title in others if normalise(title) != EXPLAINING_SHEET)
    notes = [f"Wij lezen alleen het blad “{on_one_line(sheet.title)}”. Niet gelezen: {listed}."] if listed else []
    table = assemble(_rows(sheet, twin), names, notes)
    width = max(len(row.cells) for row in table.rows)
    return replace(table, head=table.head + ("",) * (width - len(table.head)))  # notes beside a list have no name


def _choose(book: Any) -> Any:  # noqa: ANN401 - openpyxl's read-only sheets are not in its type stubs
    """Return the sheet of the list: the one of our own template, else the first that can be seen."""
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or list(book.worksheets)
    if not sheets:
        raise Unreadable("In dit Excel-bestand staat geen werkblad. Zet de kwesties op een werkblad.")
    rest = [sheet for sheet in sheets if normalise(sheet.title) != EXPLAINING_SHEET] or sheets
    return next((sheet for sheet in sheets if normalise(sheet.title) == OWN_SHEET), rest[0])


def _cells(sheet: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - idem
    """Yield the cells of each row. We say ourselves how far, because what a file says of its size is often wrong."""
    yield from sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS)


def _rows(sheet: Any, twin: Any) -> Iterator[Row]:  # noqa: ANN401 - idem
    """Yield the rows in which something stands.

    twin  the same sheet with the formulas instead of their outcomes, if it has formulas
    """
    formulas = repeat(()) if twin is None else _cells(twin)
    for number, (cells, written) in enumerate(zip(_cells(sheet), formulas, strict=False), start=1):
        if all(map(is_, cells, repeat(EMPTY_CELL))):
            continue  # a list with a colour to the end of the sheet has a million of these
        texts = tuple("" if cell.value is None else _write(cell) for cell in cells)
        width = max((place for place, text in enumerate(texts, start=1) if text), default=0)
        # A formula without an outcome would pass for an empty cell.
        blind = {place for place, cell in enumerate(written) if cell.value is not None and cell.data_type == "f"}
        faults = faults_of(texts[:width]) | {place: NOT_CALCULATED for place in blind if not texts[place]}
        yield Row(number=number, cells=texts[:width], faults=faults)


def _write(cell: Any) -> str:  # noqa: ANN401 - idem
    """Return what stands in a cell as text: days as 2026-11-23, whole numbers without a fraction."""
    value = cell.value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", _unescape(value))
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        shape = str(cell.number_format or "")
        return str(value).zfill(len(shape) if set(shape) == {"0"} else 0)  # a code such as 0042
    return str(value)


def _unescape(text: str) -> str:
    """Undo the way in which Excel writes characters that XML cannot hold."""
    if "_x" not in text:
        return text
    unescaped = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return unescaped.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
