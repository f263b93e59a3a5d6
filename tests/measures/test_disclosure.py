from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from leerlus.measures.disclosure import SafeTable, about, share, shares, suppress_table

if TYPE_CHECKING:
    from collections.abc import Iterator

THRESHOLD = 10

tables = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 30) | st.just(0), min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    )
)
tiny_tables = st.lists(st.lists(st.integers(0, 7), min_size=3, max_size=3), min_size=2, max_size=2)

Grid = list[list[int]]
Shown = list[list[int | None]]


def with_totals(counts: Grid) -> Grid:
    rows = [[*line, sum(line)] for line in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def grid(safe: SafeTable) -> Shown:
    rows = [[*line, total] for line, total in zip(safe.cells, safe.row_totals, strict=True)]
    return [*rows, [*safe.column_totals, safe.total]]


def lines(shown: Shown) -> Iterator[list[tuple[int, int]]]:
    height, width = len(shown), len(shown[0])
    yield from ([(row, column) for column in range(width)] for row in range(height))
    yield from ([(row, column) for row in range(height)] for column in range(width))


def rank(matrix: list[list[Fraction]]) -> int:
    rows, found = [line[:] for line in matrix], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in range(found, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for row in range(found + 1, len(rows)):
            factor = rows[row][column] / rows[found][column]
            rows[row] = [a - factor * b for a, b in zip(rows[row], rows[found], strict=True)]
        found += 1
    return found


def found_by_subtraction(shown: Shown) -> list[tuple[int, int]]:
    """Return the hidden places whose number follows from the published ones, by any sum of lines."""
    hidden = [(row, column) for row, line in enumerate(shown) for column, count in enumerate(line) if count is None]
    equations = [
        [Fraction((place in line) * (-1 if place == line[-1] else 1)) for place in hidden] for line in lines(shown)
    ]
    known = rank(equations)
    alone = [[Fraction(place == other) for other in hidden] for place in hidden]
    return [place for place, unit in zip(hidden, alone, strict=True) if rank([*equations, unit]) == known]


@given(tables)
def test_no_small_number_is_shown(counts: Grid) -> None:
    shown = [count for line in grid(suppress_table(counts, THRESHOLD)) for count in line if count is not None]
    assert all(count == 0 or count >= THRESHOLD for count in shown)


@given(tables)
def test_what_is_shown_is_true(counts: Grid) -> None:
    safe = grid(suppress_table(counts, THRESHOLD))
    for true_line, shown_line in zip(with_totals(counts), safe, strict=True):
        assert all(shown in {None, true} for true, shown in zip(true_line, shown_line, strict=True))


@given(tables)
def test_zeros_and_tables_without_small_numbers_stay_whole(counts: Grid) -> None:
    full, safe = with_totals(counts), grid(suppress_table(counts, THRESHOLD))
    for true_line, shown_line in zip(full, safe, strict=True):
        assert all(shown == 0 for true, shown in zip(true_line, shown_line, strict=True) if true == 0)
    if not any(0 < count < THRESHOLD for line in full for count in line):
        assert safe == full


@given(tables)
def test_no_hidden_number_follows_from_rows_and_columns(counts: Grid) -> None:
    assert found_by_subtraction(grid(suppress_table(counts, THRESHOLD))) == []


@given(tables)
def test_what_is_hidden_in_a_line_is_not_together_a_small_number(counts: Grid) -> None:
    full, safe = with_totals(counts), grid(suppress_table(counts, THRESHOLD))
    for *cells, total in lines(safe):
        hidden = sum(full[row][column] for row, column in cells if safe[row][column] is None)
        assert safe[total[0]][total[1]] is None or hidden == 0 or hidden >= THRESHOLD


@given(tiny_tables)
def test_another_table_with_the_same_published_numbers_exists(counts: Grid) -> None:
    """Try all tables: each hidden number, which everybody knows to be at least one, can be different."""
    safe = suppress_table(counts, 4)
    shown = grid(safe)
    places = [(row, column) for row in range(2) for column in range(3) if safe.cells[row][column] is None]
    assume(0 < len(places) <= 4)
    seen: dict[tuple[int, int], set[int]] = {}
    for guess in product(range(1, 12), repeat=len(places)):
        other = [line[:] for line in counts]
        for (row, column), value in zip(places, guess, strict=True):
            other[row][column] = value
        full = with_totals(other)
        if all(shown[row][column] in {None, full[row][column]} for row in range(3) for column in range(4)):
            for row in range(3):
                for column in range(4):
                    seen.setdefault((row, column), set()).add(full[row][column])
    assert all(len(seen[row, column]) > 1 for row in range(3) for column in range(4) if shown[row][column] is None)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([[3, 12, 40, 55]], [(None, None, 40, 55)]),  # the second smallest goes along, or 110 − 107 tells
        ([[4]], [(None,)]),  # alone: its totals are small too
        ([[0, 0], [0, 0]], [(0, 0), (0, 0)]),
        ([[20, 30], [40, 50]], [(20, 30), (40, 50)]),
        ([[3, 30], [40, 50]], [(None, None), (None, None)]),
        ([[1, 1, 30]], [(None, None, None)]),  # the two small ones would together still be two
    ],
)
def test_some_tables(counts: Grid, shown: list[tuple[int | None, ...]]) -> None:
    assert list(suppress_table(counts, THRESHOLD).cells) == shown


def test_a_table_without_rows_is_empty() -> None:
    assert suppress_table([], THRESHOLD).total == 0


def test_the_table_of_the_whole_country_is_safe() -> None:
    """Themes by regions with mostly small numbers: what the loop clock publishes."""
    random = Random(4)
    counts = [[random.choice((0, 1, 2, 3, 5, 9, 14, 30)) for _ in range(36)] for _ in range(18)]
    safe = suppress_table(counts, THRESHOLD)
    assert all(total is None or total >= THRESHOLD for total in (*safe.row_totals, *safe.column_totals))


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_share_needs_a_base(part: int, whole: int) -> None:
    assume(part <= whole)
    assert share(part, whole, THRESHOLD) == (round(100 * part / whole) if whole >= THRESHOLD else None)


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 40), min_size=1))
def test_shares_are_together_everything(counts: dict[str, int]) -> None:
    found, whole = shares(counts, THRESHOLD), sum(counts.values())
    assert (found is None) == (whole < THRESHOLD)
    if found is not None:
        assert sum(found.values()) == 100
        assert all(abs(found[name] - 100 * count / whole) < 1 for name, count in counts.items())


@pytest.mark.parametrize(("count", "shown"), [(0, None), (9, None), (10, 10), (19, 10), (127, 120)])
def test_a_base_is_told_in_tens(count: int, shown: int | None) -> None:
    assert about(count, THRESHOLD) == shown
