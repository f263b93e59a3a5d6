"""Reading Excel workbooks. A workbook is a packed folder of XML: first we look whether it is safe to unpack."""

from __future__ import annotations

import datetime
import io
import re
import unicodedata
import warnings
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from leerlus.measures.sheets.tables import Row, Unreadable, assemble, faults_of, normalise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from leerlus.measures.sheets.tables import Table

LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_PART = 8 * 1024 * 1024
"""Parts other than the cells themselves, such as the styles, are kept in memory as a whole."""

MOST_PARTS = 2_000
MOST_COLUMNS = 100
LAST_ROW = 1_048_576
"""Excel's own last row; a higher number in a file is a trap."""

CELLS = re.compile(r"^/?xl/(worksheets/[^/]*|sharedStrings)\.xml$", re.IGNORECASE)
PICTURES = re.compile(r"^/?xl/(media|embeddings|printerSettings)/", re.IGNORECASE)
DECLARATION = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)")
"""A document type or an entity, also in UTF-16: Excel never writes them, and they can unfold without end."""

FORMULA = re.compile(rb"<(?:\w+:)?f[ >]")
CHUNK = 1024 * 1024

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
OWN_SHEET = "kwesties"
EXPLAINING_SHEET = "uitleg"

BROKEN = (
    "Dit Excel-bestand is beschadigd, of anders gemaakt dan Excel het doet. "
    "Open het in Excel, bewaar het opnieuw als Excel-werkmap (.xlsx) en lees dat bestand in."
)
TOO_LARGE = (
    "Dit Excel-bestand is uitgepakt veel te groot voor een lijst. "
    "Zet alleen de kwesties in een nieuw bestand, als tekst zonder opmaak, en lees dat in."
)
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
    has_formulas = _inspect(content)
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheet = _choose(book)
    rows = _rows(sheet)
    if has_formulas:
        # Whoever asks for the outcomes of formulas cannot see where formulas stand, so we read a second time beside it.
        twin = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)[sheet.title]
        rows = (_mark_formulas(row, cells) for row, (_, cells) in zip(rows, _cells(twin), strict=True))
    others = [other.title for other in book.worksheets if other is not sheet]
    listed = ", ".join(f"“{title}”" for title in others if normalise(title) != EXPLAINING_SHEET)
    notes = [f"Wij lezen alleen het blad “{sheet.title}”. Niet gelezen: {listed}."] if listed else []
    table = assemble(rows, names, notes)
    width = max(len(row.cells) for row in table.rows)
    return replace(table, head=table.head + ("",) * (width - len(table.head)))  # notes beside a list have no name


def _inspect(content: bytes) -> bool:
    """Tell whether there are formulas; Unreadable when it is no workbook, or one that does harm when it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        _recognise({part.filename.lower() for part in parts})
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise Unreadable(TOO_LARGE)
        has_formulas = False
        for part in parts:
            # zipfile never gives more than the size that stands here, but only of these two can it unpack bit by bit.
            if part.flag_bits & 1 or part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise Unreadable(BROKEN)
            is_cells = CELLS.match(part.filename) is not None
            if PICTURES.match(part.filename):
                continue
            if part.file_size > LARGEST_PART and not is_cells:
                raise Unreadable(TOO_LARGE)
            has_formulas |= _look_through(archive, part) and is_cells
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


def _look_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Tell whether a formula stands in this part; Unreadable when it declares what can unfold without end."""
    found, tail = False, b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            piece = tail + chunk
            if DECLARATION.search(piece):
                raise Unreadable(BROKEN)
            found = found or FORMULA.search(piece) is not None
            tail = piece[-32:]
    return found


def _choose(book: Any) -> Any:  # noqa: ANN401 - openpyxl's read-only sheets are not in its type stubs
    """Return the sheet of the list: the one of our own template, else the first that can be seen."""
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or list(book.worksheets)
    if not sheets:
        raise Unreadable("In dit Excel-bestand staat geen werkblad. Zet de kwesties op een werkblad.")
    rest = [sheet for sheet in sheets if normalise(sheet.title) != EXPLAINING_SHEET] or sheets
    return next((sheet for sheet in sheets if normalise(sheet.title) == OWN_SHEET), rest[0])


def _cells(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:  # noqa: ANN401 - idem
    """Yield each row with its number. What the file says of its own size is often wrong, so we do not ask."""
    sheet.reset_dimensions()
    yield from enumerate(sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS), start=1)


def _rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401 - idem
    for number, cells in _cells(sheet):
        texts = tuple("" if cell.value is None else _write(cell) for cell in cells)
        width = max((place for place, text in enumerate(texts, start=1) if text), default=0)
        yield Row(number=number, cells=texts[:width], faults=faults_of(texts[:width]))


def _mark_formulas(row: Row, cells: tuple[Any, ...]) -> Row:
    """Say so where a formula stands without an outcome: it would pass for an empty cell."""
    blind = {place for place, cell in enumerate(cells) if cell.value is not None and cell.data_type == "f"}
    faults = {place: NOT_CALCULATED for place in blind if not row.cell(place)}
    return replace(row, faults={**row.faults, **faults}) if faults else row


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
