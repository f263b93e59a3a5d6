"""Where each mark of the two small pictures stands: the tile map and the growth line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

TILE = 42
PITCH = 46
LINE_WIDTH = 520
LINE_HEIGHT = 120
LINE_MARGIN = 14
LINE_TOP = 34
DARK_SHADE = 3
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
