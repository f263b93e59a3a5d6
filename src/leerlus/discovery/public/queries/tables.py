"""The tables of the loop clock, per theme and per region; the page shows them and the download writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from leerlus.measures.disclosure import share, shares
from leerlus.measures.loop_clock import NOWHERE, Choice, Part
from leerlus.ui.dates import number

if TYPE_CHECKING:
    from leerlus.discovery.public.queries.readings import Readings

HIDDEN = "niet getoond"
"""Stands where a number is too small or would give a small one away: both read the same, a difference would tell."""

TOO_FEW = "te weinig"
"""What stands where there is too little for a median or a share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its head, and what it says of a theme or region."""

    title: str
    part: Part | None = None
    is_share: bool = False
    verdict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One theme or region, with a text per column."""

    name: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of texts, with the row of all together last."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    total: TableRow

    @property
    def telling(self) -> tuple[TableRow, ...]:
        """The rows that say something: the others only make the page long."""
        return tuple(row for row in self.rows if _tells(row))

    @property
    def silent(self) -> tuple[str, ...]:
        """The names of the rows that say nothing yet."""
        return tuple(row.name for row in self.rows if not _tells(row))


RAISED = Column(title="Kwesties")
STILL_OPEN = Column(title="Nog open", is_share=True)
RESPONSE = (
    Column(title="Eerste reactie", part=Part.FIRST_RESPONSE),
    Column(title="Reactie op tijd", part=Part.FIRST_RESPONSE, is_share=True),
)
OUTCOME = (
    Column(title="Opbrengst of besluit", part=Part.OUTCOME),
    Column(title="Bericht op tijd", part=Part.STANDING, is_share=True),
)
HELPS = Column(title="Helpt", verdict="helps")
COLUMNS: dict[str, tuple[Column, ...]] = {
    "": (RAISED, *RESPONSE, *OUTCOME, HELPS, STILL_OPEN),
    "practice": (
        RAISED,
        Column(title="Oordeel na", part=Part.VERDICT),
        HELPS,
        Column(title="Deels", verdict="partly"),
        Column(title="Helpt niet", verdict="not"),
    ),
    "linking": (RAISED, *RESPONSE, *OUTCOME, STILL_OPEN),
    "system": (
        RAISED,
        Column(title="Besluit na", part=Part.DECISION),
        Column(title="Besluit op tijd", part=Part.DECISION, is_share=True),
    ),
}


def tell(count: int | None) -> str:
    """Write a count, or that it is not shown."""
    return HIDDEN if count is None else number(count)


def tell_percent(percent: int | None) -> str:
    """Write a percentage, or that there is too little."""
    return TOO_FEW if percent is None else f"{percent}%"


def tell_days(days: int | None) -> str:
    """Write a median, or that there is too little."""
    if days is None:
        return TOO_FEW
    return "1 dag" if days == 1 else f"{number(days)} dagen"


def by_theme(readings: Readings, choice: Choice, level: str) -> Table:
    """Return the table per theme, for one region or all; the counts come from the one table that was made safe."""
    place = _place_of(choice.region, readings.regions)
    rows = [
        _row(readings, Choice(theme=slug, region=choice.region), level, name, _count(readings, index, place))
        for index, (slug, name) in enumerate(readings.themes)
        if choice.theme in {None, slug}
    ]
    everything = Choice(region=choice.region)
    return _table(readings, everything, level, rows, "Alle thema’s", _count(readings, None, place))


def by_region(readings: Readings, choice: Choice, level: str) -> Table:
    """Return the table per region, for one theme or all."""
    place = _place_of(choice.theme, readings.themes)
    rows = [
        _row(readings, Choice(theme=choice.theme, region=code), level, name, _count(readings, place, index))
        for index, (code, name) in enumerate(readings.regions)
        if choice.region in {None, code} and (code != NOWHERE or _has_any(readings, choice.theme))
    ]
    everything = Choice(theme=choice.theme)
    return _table(readings, everything, level, rows, "Alle regio’s", _count(readings, place, None))


def _place_of(key: str | None, named: tuple[tuple[str, str], ...]) -> int | None:
    return None if key is None else next((place for place, (each, _) in enumerate(named) if each == key), None)


def _has_any(readings: Readings, theme: str | None) -> bool:
    """Tell whether there is anything without a region, so that the row is not shown for nothing."""
    return Choice(theme, NOWHERE) in readings.issues


def _count(readings: Readings, theme: int | None, region: int | None) -> int | None:
    counts = readings.counts
    if theme is None:
        return counts.total if region is None else counts.column_totals[region]
    return counts.row_totals[theme] if region is None else counts.cells[theme][region]


def _table(  # noqa: PLR0917 - the private half of both tables
    readings: Readings, everything: Choice, level: str, rows: list[TableRow], name: str, total: int | None
) -> Table:
    return Table(
        columns=tuple(column.title for column in COLUMNS[level]),
        rows=tuple(rows),
        total=_row(readings, everything, level, name, total),
    )


def _tells(row: TableRow) -> bool:
    """Tell whether a row says anything."""
    return any(text not in {HIDDEN, TOO_FEW, "0"} for _, text in row.cells)


def _row(readings: Readings, choice: Choice, level: str, name: str, count: int | None) -> TableRow:
    cells = ((column.title, _cell(readings, choice, column, count)) for column in COLUMNS[level])
    return TableRow(name=name, cells=tuple(cells))


def _cell(readings: Readings, choice: Choice, column: Column, raised: int | None) -> str:
    if column.verdict:
        counts = {"helps": 0, "partly": 0, "not": 0, **readings.verdicts.get(choice, {})}
        found = shares(counts, settings.SMALL_NUMBER)
        return tell_percent(found[column.verdict] if found else None)
    if column.part is not None:
        pace = readings.parts[column.part].pace(choice)
        return tell_percent(pace.within) if column.is_share else tell_days(pace.median)
    if column is STILL_OPEN:
        still_open = sum(readings.open.get(choice, {}).values())
        everything = sum(readings.issues.get(choice, {}).values())
        return tell_percent(share(still_open, everything, settings.SMALL_NUMBER))
    return tell(raised)
