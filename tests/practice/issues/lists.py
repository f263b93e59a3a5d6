"""Lists as regions keep them, made as real files, and the command that imports them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner, Result
from openpyxl import Workbook

from leerlus.cli import main

if TYPE_CHECKING:
    from pathlib import Path

ROW = {
    "kenmerk": "K-1",
    "titel": "Een cursist krijgt geen plek in de avondgroep",
    "situatie": "De taalschool heeft overdag een groep, maar de cursist werkt in ploegen.",
    "vraag": "Moet de gemeente een avondgroep inkopen?",
    "betekenis": "De cursist mist lessen en raakt de moed kwijt.",
    "thema": "pip",
    "organisatie": "Gemeente Bronckhorst",
    "datum": "14-03-2025",
}
"""A row in which everything is right."""


def row(**other: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever Excel puts into a cell
    """Return a good row, with something else in some columns."""
    return ROW | other


def as_csv(*rows: dict[str, Any], parter: str = ";", encoding: str = "utf-8") -> bytes:
    """Return a list as CSV; the columns are those of the first row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=parter)
    writer.writerows([list(rows[0]), *([each.get(name, "") for name in rows[0]] for each in rows)])
    return text.getvalue().encode(encoding)


def as_workbook(*rows: dict[str, Any], above: tuple[str, ...] = (), title: str = "Lijst") -> bytes:
    """Return a list as a workbook, if need be with lines above the head."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for line in above:
        sheet.append([line])
    sheet.append(list(rows[0]))
    for each in rows:
        sheet.append([each.get(name) for name in rows[0]])
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook as it stands in a file."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def importing(folder: Path, content: bytes, *options: str, name: str = "lijst.xlsx") -> Result:
    """Import this content with the real command."""
    path = folder / name
    path.write_bytes(content)
    return leerlus("kwesties", "importeer", str(path), *options)


def leerlus(*arguments: str) -> Result:
    """Give a command. Whatever happens, nobody ever sees a traceback."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code in {0, 1, 2}
    return result
