"""Writing a list for people to fill in: a workbook with choices and explanation, or plain CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

LAST_ROW_WITH_CHOICES = 20_001
WIDE = 40
NARROW = 18
LONG_TEXT = 40
"""From so many characters on a cell gets a wide column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The words that one column takes, and where they stand: a sheet with a column of them."""

    column: int
    sheet: str
    first: str
    last: str


def write_workbook(sheets: Mapping[str, Sequence[Sequence[str]]], choices: Sequence[Choice] = ()) -> bytes:
    """Return a workbook with these sheets; the first one is to be filled in and gets the choices.

    All cells are text, so that Excel keeps the zeros before a number and does not turn a word into a date.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        _fill(book.create_sheet(title), rows)
    first = book.worksheets[0]
    for choice in choices:
        words = f"={choice.sheet}!{choice.first}:{choice.last}"
        rule = DataValidation(type="list", formula1=words, allow_blank=True, showErrorMessage=False)
        letter = get_column_letter(choice.column)
        rule.add(f"{letter}2:{letter}{LAST_ROW_WITH_CHOICES}")
        first.add_data_validation(rule)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    widths: dict[int, int] = {}
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(row=number, column=place, value=text)
            cell.data_type = "s"  # also what begins with “=”
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
            widths[place] = max(widths.get(place, 0), len(text))
    for place, width in widths.items():
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = WIDE if width >= LONG_TEXT else NARROW
        column.number_format = "@"
    sheet.freeze_panes = "A2"


FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of something to compute."""


def disarm(text: str) -> str:
    """Return a cell that a spreadsheet shows as it stands: what people wrote must never be computed."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def write_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Return CSV as Excel in the Netherlands opens it with a double click."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")
