"""Importing nonsense: never a traceback, and never a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from leerlus.audit.models import Event
from leerlus.practice.issues.actions.importing import NAMES
from leerlus.practice.issues.models import Feedback, Issue
from tests.practice.issues.lists import as_csv, as_workbook, importing, row

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Cast

# The cast and the folder stay the same from one example to the next: that nothing changes is what we look at.
SAME_CAST = settings(suppress_health_check=list(HealthCheck), deadline=None)

HEAD = b"kenmerk;titel;situatie;vraag;betekenis;thema;organisatie\r\n"
BEGINNINGS = (b"", b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe", b"%PDF", b"sep=;\r\n", HEAD)
WORKBOOK = as_workbook(row(), row(kenmerk="K-2"))
LIST = as_csv(row(), row(kenmerk="K-2"))
CELLS = some.text(max_size=40) | some.sampled_from((*row().values(), *NAMES))


def counts() -> tuple[int, int, int]:
    """Count what an import could add."""
    return Issue.objects.count(), Event.objects.count(), Feedback.objects.count()


@SAME_CAST
@given(beginning=some.sampled_from(BEGINNINGS), rest=some.binary(max_size=600))
def test_bytes_without_meaning_change_nothing(cast: Cast, tmp_path: Path, beginning: bytes, rest: bytes) -> None:
    before = counts()
    assert importing(tmp_path, beginning + rest).exit_code == 1
    assert counts() == before


@SAME_CAST
@given(place=some.integers(0, len(WORKBOOK) - 1), other=some.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_changes_nothing_or_is_read(cast: Cast, tmp_path: Path, place: int, other: bytes) -> None:
    before = counts()
    damaged = WORKBOOK[:place] + other + WORKBOOK[place + len(other) :]
    result = importing(tmp_path, damaged, "--proef")
    assert result.exit_code in {0, 1}
    assert counts() == before


@SAME_CAST
@given(place=some.integers(0, len(LIST)), other=some.binary(min_size=1, max_size=8))
def test_a_damaged_list_is_imported_whole_or_not_at_all(cast: Cast, tmp_path: Path, place: int, other: bytes) -> None:
    before = counts()
    result = importing(tmp_path, LIST[:place] + other + LIST[place:])
    added = Issue.objects.count() - before[0]
    if result.exit_code == 1:
        assert counts() == before
    else:
        assert f"Klaar: {added} kwestie" in result.output


@SAME_CAST
@given(rows=some.lists(some.fixed_dictionaries(dict.fromkeys(NAMES, CELLS)), min_size=1, max_size=4))
def test_cells_without_meaning_are_named_and_change_nothing(
    cast: Cast, tmp_path: Path, rows: list[dict[str, str]]
) -> None:
    before = counts()
    encoded = as_csv(*rows, encoding="utf-16")
    result = importing(tmp_path, encoded, "--bron", "onzin")
    if result.exit_code == 1:
        assert counts() == before
        assert "Er is niets ingelezen." in result.output or result.output.startswith("Error: ")
