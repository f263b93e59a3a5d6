"""What a list holds once it has been read: a head, numbered rows, and what is wrong with single cells."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

MOST_ROWS = 20_000
MOST_COLUMNS = 100
HEAD_WITHIN = 10
"""A list may have a title and a date above its head, within this many rows."""

HEAD_SHARES = 3
"""A row with so many of the names we look for is the head."""

LETTERS = 26

OUTCOMES_OF_MISTAKES = frozenset(
    {
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"),
        *("#LEEG!", "#DEEL/0!", "#WAARDE!", "#VERW!", "#NAAM?", "#GETAL!", "#N/B", "#OVERLOOP!"),
    }
)
"""What Excel shows, in English and in Dutch, where a formula went wrong."""


class Unreadable(Exception):  # noqa: N818 - it reads as a sentence in the code: raise Unreadable("…")
    """A file that is not a list that we can read. The message is Dutch and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as the reader sees it in Excel.

    number  the number in front of the row       faults  per place: why the cell has no text that we can use
    """

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Nothing stands in it."""
        return not self.faults and not any(cell.strip() for cell in self.cells)

    def cell(self, place: int | None) -> str:
        """Return the text at this place; nothing where the row is shorter."""
        return self.cells[place] if place is not None and place < len(self.cells) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list: its head, its rows in order without the empty ones, and what the reader should know of the reading."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def on_one_line(text: str) -> str:
    """Return what can be seen of a text, on one line: so it is safe to show on any screen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def normalise(name: str) -> str:
    """Return a name as we compare names: without capitals, double spaces, and the marks that people put behind it."""
    return on_one_line(unicodedata.normalize("NFC", name)).rstrip(" :*").casefold()


def column_letter(place: int) -> str:
    """Return how Excel names the column at this place: 0 is A, 26 is AA."""
    name, left = "", place + 1
    while left:
        left, sign = divmod(left - 1, LETTERS)
        name = chr(ord("A") + sign) + name
    return name


def count_known(cells: Iterable[str], names: Collection[str]) -> int:
    """Count how many of the names that we look for stand in these cells."""
    return len({normalise(cell) for cell in islice(cells, MOST_COLUMNS)} & set(names))


def faults_of(cells: Sequence[str]) -> dict[int, str]:
    """Return the places where a formula went wrong."""
    return {
        place: f"Hier staat de foutmelding {cell.strip()} van een formule. Vul de waarde zelf in."
        for place, cell in enumerate(cells)
        if cell.strip() in OUTCOMES_OF_MISTAKES
    }


def assemble(rows: Iterable[Row], names: Collection[str], notes: Sequence[str] = ()) -> Table:
    """Find the head and gather the rows below it; Unreadable when there is nothing, or too much."""
    filled = (row for row in rows if not row.is_empty)
    top = list(islice(filled, HEAD_WITHIN))
    if not top:
        raise Unreadable("Dit bestand is leeg. Zet de kwesties erin, met de namen van de kolommen op de eerste rij.")
    place = next((n for n, row in enumerate(top) if count_known(row.cells, names) >= HEAD_SHARES), 0)
    below = tuple(islice(chain(top[place + 1 :], filled), MOST_ROWS + 1))
    if len(below) > MOST_ROWS:
        raise Unreadable("Deze lijst heeft meer dan 20.000 rijen. Splits haar en lees de delen na elkaar in.")
    if not below:
        raise Unreadable("Onder de namen van de kolommen staat geen enkele rij. Zet er kwesties onder.")
    head = top[place].cells
    if any(cell.strip() for cell in head[MOST_COLUMNS:]):
        raise Unreadable("Deze lijst heeft meer dan 100 kolommen. Bewaar alleen de kolommen van de kwesties.")
    return Table(head=head[:MOST_COLUMNS], rows=below, notes=tuple(notes))
