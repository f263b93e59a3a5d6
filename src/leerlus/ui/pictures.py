"""Where each mark of the small pictures stands: the tile map, the growth line and the lanes of a timeline."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TILE = 42
PITCH = 46
LINE_WIDTH = 520
LINE_HEIGHT = 120
LINE_MARGIN = 14
LINE_TOP = 34
DARK_SHADE = 3
LANE_WIDTH = 360
LANE_HEIGHT = 36
LANE_TOP = 14
MARK_WIDTH = 7
YEARS_BELOW = 18
OF_TILE = ("column", "row", "name", "count", "shade")


@dataclass(frozen=True, kw_only=True)
class PlacedTile:
    """A tile with its place on the canvas."""

    x: int
    y: int
    name: str
    count: int
    shade: int
    dark: bool


@dataclass(frozen=True, kw_only=True)
class TileMap:
    """The whole map, with the regions in order of weight for the list beside it."""

    width: int
    height: int
    tiles: tuple[PlacedTile, ...]
    ranked: tuple[PlacedTile, ...]
    total: int

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """The regions in order of weight, each with its number."""
        return tuple((tile.name, tile.count) for tile in self.ranked)


@dataclass(frozen=True, kw_only=True)
class GrowthLine:
    """The line as SVG points, with the numbers at both ends."""

    width: int
    height: int
    baseline: int
    points: str
    end_x: float
    end_y: float
    first_label: str
    first_value: int
    last_label: str
    last_value: int


@dataclass(frozen=True, kw_only=True)
class Tick:
    """The beginning of a year."""

    x: float
    label: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something that happened; a period has another end."""

    x: float
    y: float
    end: float


@dataclass(frozen=True, kw_only=True)
class Lane:
    """What happened of one kind."""

    name: str
    name_y: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True)
class Lanes:
    """A lane for each kind over the same years; `now` is None when today is not among them."""

    width: int
    height: int
    base: int
    years: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    now: float | None


def read(thing: Any, name: str) -> Any:  # noqa: ANN401 -- a mapping or an object, as in templates
    """Take a value from a mapping or from an object, as Django templates do."""
    return thing[name] if isinstance(thing, dict) else getattr(thing, name)


def place_tiles(tiles: Iterable[Any]) -> TileMap:
    """Turn columns and rows into places; the first column and row may be any number."""
    given = [tuple(read(tile, name) for name in OF_TILE) for tile in tiles]
    first_column = min((column for column, *_ in given), default=0)
    first_row = min((row for _, row, *_ in given), default=0)
    placed = tuple(
        PlacedTile(
            x=(column - first_column) * PITCH,
            y=(row - first_row) * PITCH,
            name=name,
            count=count,
            shade=max(0, min(5, shade)),
            dark=shade >= DARK_SHADE,
        )
        for column, row, name, count, shade in given
    )
    return TileMap(
        width=max((tile.x for tile in placed), default=0) + TILE,
        height=max((tile.y for tile in placed), default=0) + TILE,
        tiles=placed,
        ranked=tuple(sorted((t for t in placed if t.count), key=lambda t: (-t.count, t.name))),
        total=sum(tile.count for tile in placed),
    )


def draw_growth(points: Sequence[Any]) -> GrowthLine | None:
    """Spread the points over the width; the bottom is zero, so that the slope is honest."""
    if not points:
        return None
    values = [int(read(point, "value")) for point in points]
    top = max([*values, 1])
    width = LINE_WIDTH - 2 * LINE_MARGIN
    step = width / max(len(values) - 1, 1)
    places = [
        (
            round(LINE_MARGIN + index * step, 1),
            round(LINE_HEIGHT - (LINE_HEIGHT - LINE_TOP) * value / top, 1),
        )
        for index, value in enumerate(values)
    ]
    end_x, end_y = places[-1]
    return GrowthLine(
        width=LINE_WIDTH,
        height=LINE_HEIGHT,
        baseline=LINE_HEIGHT,
        points=" ".join(f"{x},{y}" for x, y in places),
        end_x=end_x,
        end_y=end_y,
        first_label=read(points[0], "label"),
        first_value=values[0],
        last_label=read(points[-1], "label"),
        last_value=values[-1],
    )


def draw_lanes(
    moments: Sequence[tuple[str, datetime.date, datetime.date | None]],
    names: Mapping[str, str],
    today: datetime.date,
) -> Lanes | None:
    """Spread moments (kind, day, last day) over their years, in a lane for each kind that has any; None: no moments."""
    if not moments:
        return None
    first = min(on.year for _, on, _ in moments)
    last = max((until or on).year for _, on, until in moments)
    pitch = LANE_WIDTH / (last - first + 1)

    def place(day: datetime.date) -> float:
        return round((day.year - first + (day.timetuple().tm_yday - 1) / 366) * pitch, 1)

    kinds = [kind for kind in names if any(of == kind for of, *_ in moments)]
    lanes = tuple(
        Lane(
            name=names[kind],
            name_y=row * LANE_HEIGHT + LANE_TOP - 3,
            marks=_beside([(place(on), place(until or on)) for of, on, until in moments if of == kind], row),
        )
        for row, kind in enumerate(kinds)
    )
    base = len(kinds) * LANE_HEIGHT
    return Lanes(
        width=LANE_WIDTH,
        height=base + YEARS_BELOW,
        base=base,
        years=tuple(
            Tick(x=round((year - first) * pitch, 1), label=f"’{year % 100:02}") for year in range(first, last + 1)
        ),
        lanes=lanes,
        now=place(today) if first <= today.year <= last else None,
    )


def _beside(places: Iterable[tuple[float, float]], row: int) -> tuple[Mark, ...]:
    """Put marks that would cover each other one below the other."""
    marks: list[Mark] = []
    middle = row * LANE_HEIGHT + LANE_TOP + 6
    for x, end in sorted(places):
        covers = bool(marks) and x - marks[-1].x < MARK_WIDTH and marks[-1].y == middle
        marks.append(Mark(x=x, y=middle + (MARK_WIDTH if covers else 0), end=end))
    return tuple(marks)
