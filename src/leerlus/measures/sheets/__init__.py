"""Lists that people keep in Excel or as CSV, read into rows of text, whatever somebody calls a list.

What cannot be read is said in a sentence (`Unreadable`); a file never costs more memory or time than a list may.
"""

from leerlus.measures.sheets.reading import read_file
from leerlus.measures.sheets.tables import MOST_ROWS, Row, Table, Unreadable, column_letter, normalise, on_one_line
from leerlus.measures.sheets.writing import Choice, disarm, write_csv, write_workbook

__all__ = [
    "MOST_ROWS",
    "Choice",
    "Row",
    "Table",
    "Unreadable",
    "column_letter",
    "disarm",
    "normalise",
    "on_one_line",
    "read_file",
    "write_csv",
    "write_workbook",
]
