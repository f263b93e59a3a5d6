"""The facts that everything stands on: regions, municipalities and themes, as files that anybody can read."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parent

TWO_OF_THEM = frozenset({"Bergen (NH.)", "Bergen (L.)"})
"""The only names that need what the statistics office adds to them, because there are two current ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionFacts:
    """A labour-market region and its square on the tile map."""

    code: str
    name: str
    centre: str
    column: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityFacts:
    """A municipality, current or merged."""

    code: str
    name: str
    province: str
    region_code: str
    valid_from: date | None
    valid_until: date | None
    successor_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFacts:
    """A theme, in the order of the law's own path."""

    slug: str
    name: str
    summary: str
    position: int


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of the files."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_regions() -> tuple[RegionFacts, ...]:
    """Return the regions; each has exactly one square."""
    squares = {row["region_code"]: row for row in read_rows("tile_grid.csv")}
    return tuple(
        RegionFacts(
            code=row["code"],
            name=row["name"],
            centre=row["centrumgemeente"],
            column=int(squares[row["code"]]["column"]),
            row=int(squares[row["code"]]["row"]),
        )
        for row in read_rows("labour_market_regions.csv")
    )


def read_municipalities() -> tuple[MunicipalityFacts, ...]:
    """Return the municipalities with the names that people use."""
    codes = {region.name: region.code for region in read_regions()}
    return tuple(
        MunicipalityFacts(
            code=row["code"],
            name=display_name(row["name"]),
            province=row["province"],
            region_code=codes[row["labour_market_region"]],
            valid_from=read_date(row["valid_from"]),
            valid_until=read_date(row["valid_until"]),
            successor_codes=tuple(code for code in row["successor_code"].split(";") if code),
        )
        for row in read_rows("municipalities.csv")
    )


def read_themes() -> tuple[ThemeFacts, ...]:
    """Return the themes in order."""
    rows = yaml.safe_load((FOLDER / "themes.yaml").read_text(encoding="utf-8"))
    return tuple(
        ThemeFacts(slug=row["slug"], name=row["name"], summary=row["summary"], position=position)
        for position, row in enumerate(rows, start=1)
    )


def read_date(value: str) -> date | None:
    """Return a date, or None for an empty cell."""
    return date.fromisoformat(value) if value else None


def display_name(name: str) -> str:
    """Return a name without the province's initial that statistics adds, unless the name needs it."""
    return name if name in TWO_OF_THEM else name.partition(" (")[0]
