"""Which numbers can be made public without telling about a few.

Small ones are hidden, and so is what would give them away. A table is published with its totals, so a hidden
number could be found by subtraction: `suppress_table` hides more numbers until, for each hidden one, another table
exists with exactly the same published numbers.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Place = tuple[int, int]
"""Row and column in a table that has its totals in the last row and the last column."""

ROUND_TO = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeTable:
    """The numbers that may be published; None is hidden."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def suppress_table(counts: Sequence[Sequence[int]], threshold: int) -> SafeTable:
    """Return a table of counts with its totals, without what is more than none and less than `threshold`.

    Afterwards: the numbers that are hidden in a line with a published total are together at least `threshold`, and no
    hidden number follows from the published ones. Zeros stay: they tell about nobody.
    """
    table = _Table([*map(list, counts)], threshold)
    table.hide_what_tells()
    shown = [
        tuple(None if (row, column) in table.hidden else count for column, count in enumerate(line))
        for row, line in enumerate(table.counts)
    ]
    return SafeTable(
        cells=tuple(line[:-1] for line in shown[:-1]),
        row_totals=tuple(line[-1] for line in shown[:-1]),
        column_totals=shown[-1][:-1],
        total=shown[-1][-1],
    )


def share(part: int, whole: int, threshold: int) -> int | None:
    """Return how many percent `part` is of `whole`; None when the whole is too small to say so."""
    return round(100 * part / whole) if whole >= threshold else None


def shares(counts: Mapping[str, int], threshold: int) -> dict[str, int] | None:
    """Return how many percent each count is of all, together exactly 100; None when all are too few to say so."""
    whole = sum(counts.values())
    if whole < threshold or whole == 0:
        return None
    rounded = {name: 100 * count // whole for name, count in counts.items()}
    by_rest = sorted(counts, key=lambda name: (-(100 * counts[name] % whole), name))
    for name in by_rest[: 100 - sum(rounded.values())]:
        rounded[name] += 1
    return rounded


def about(count: int, threshold: int) -> int | None:
    """Return a number rounded down to tens, for beside a share or a median; None when it is too small."""
    return count // ROUND_TO * ROUND_TO if count >= threshold else None


class _Table:
    """A table with its totals while it is being made safe.

    Each line (row or column) adds up: its cells minus its total is zero. Raising and lowering hidden numbers by one,
    in turn along a round of lines, leaves every sum as it was: that round is the other table that must exist.
    """

    def __init__(self, cells: list[list[int]], threshold: int) -> None:
        """Add the totals and hide what is small."""
        self.threshold = threshold
        rows = [[*line, sum(line)] for line in cells]
        width = len(rows[0]) if rows else 1
        self.counts = [*rows, [sum(line[column] for line in rows) for column in range(width)]]
        self.height, self.width = len(self.counts), width
        self.hidden = {place for place in self._places() if 0 < self._at(place) < threshold}
        self.proven: set[Place] = set()

    def hide_what_tells(self) -> None:
        """Hide more until nothing hidden can be found."""
        while True:
            for place in sorted(self.hidden - self.proven):
                if place not in self.proven:
                    around = self._cheapest_round(place)
                    self.hidden |= around
                    self.proven |= around
            more = next(self._thin_lines(), None)
            if more is None:
                return
            self.hidden.add(more)

    def _places(self) -> Iterator[Place]:
        return ((row, column) for row in range(self.height) for column in range(self.width))

    def _at(self, place: Place) -> int:
        return self.counts[place[0]][place[1]]

    def _is_total(self, place: Place) -> bool:
        """Tell whether it is subtracted in its lines; the grand total is so in neither."""
        return (place[0] == self.height - 1) != (place[1] == self.width - 1)

    def _may_change(self, place: Place, *, up: bool) -> bool:
        """Tell whether the line may gain (`up`) or lose one here; nothing shrinks to zero, because zeros are shown."""
        count = self._at(place)
        return count > 0 and (up != self._is_total(place) or count > 1)

    def _cost(self, place: Place) -> int:
        """Return what is lost by hiding this number too: small ones first."""
        return 0 if place in self.hidden else self._at(place) + 1

    def _cheapest_round(self, place: Place) -> set[Place]:
        """Return the cheapest round of numbers through `place` that can change together without any sum changing.

        There always is one: the number, the totals of its row and column and the grand total can all grow.
        """
        row, column = place
        rounds = []
        if self._may_change(place, up=True):
            rounds.append(self._cheapest_path(("column", column), ("row", row), without=place))
        if self._may_change(place, up=False):
            rounds.append(self._cheapest_path(("row", row), ("column", column), without=place))
        _, path = min(found for found in rounds if found is not None)
        return {place, *path}

    def _cheapest_path(
        self, start: tuple[str, int], end: tuple[str, int], *, without: Place
    ) -> tuple[int, tuple[Place, ...]] | None:
        """Return the cheapest way from line to line: a row gains, the column that it shares must then lose."""
        queue: list[tuple[int, tuple[Place, ...], tuple[str, int]]] = [(0, (), start)]
        seen = set()
        while queue:
            cost, path, line = heapq.heappop(queue)
            if line == end:
                return cost, path
            if line in seen:
                continue
            seen.add(line)
            kind, number = line
            for other in range(self.width if kind == "row" else self.height):
                place = (number, other) if kind == "row" else (other, number)
                target = ("column" if kind == "row" else "row", other)
                if place != without and target not in seen and self._may_change(place, up=kind == "row"):
                    heapq.heappush(queue, (cost + self._cost(place), (*path, place), target))
        return None

    def _thin_lines(self) -> Iterator[Place]:
        """Yield what to hide as well where the hidden numbers of a line are together still a small number."""
        rows = [[(row, column) for column in range(self.width)] for row in range(self.height)]
        columns = [[(row, column) for row in range(self.height)] for column in range(self.width)]
        for *cells, total in (*rows, *columns):
            hidden = sum(self._at(place) for place in cells if place in self.hidden)
            if total not in self.hidden and 0 < hidden < self.threshold:
                # A published total is at least the threshold, so there is something left to hide.
                yield min((p for p in cells if p not in self.hidden and self._at(p)), key=lambda p: (self._at(p), p))
