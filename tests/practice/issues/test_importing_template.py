"""The template: what it explains is what the import understands."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from leerlus.practice.issues.actions.importing import NAMES
from leerlus.practice.issues.actions.importing.columns import COLUMNS
from leerlus.practice.issues.models import Issue
from tests.practice.issues.lists import ROW, as_workbook, importing, leerlus, row

if TYPE_CHECKING:
    from tests.cast import Cast


def test_the_template_explains_itself(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "sjabloon.xlsx"
    assert leerlus("kwesties", "sjabloon", str(path)).exit_code == 0
    book = load_workbook(path)
    assert book.sheetnames == ["Kwesties", "Uitleg"]
    head, example = book["Kwesties"].iter_rows(values_only=True)
    assert head == NAMES
    assert len([cell for cell in example if cell]) == len(NAMES)
    said = " ".join(str(cell) for line in book["Uitleg"].iter_rows(values_only=True) for cell in line if cell)
    for word in (*NAMES, "pip", "Financieel ontzorgen", "iedereen"):
        assert word in said
    assert len(book["Kwesties"].data_validations.dataValidation) == 4


def test_the_words_to_choose_from_are_all_understood(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "sjabloon.xlsx"
    leerlus("kwesties", "sjabloon", str(path))
    book = load_workbook(path)
    for rule in book["Kwesties"].data_validations.dataValidation:
        sheet, _, cells = str(rule.formula1).removeprefix("=").partition("!")
        column = book["Kwesties"].cell(row=1, column=min(cells.min_col for cells in rule.sqref.ranges)).value
        words = [str(line[0].value) for line in book[sheet][cells.replace("$", "")]]
        rows = [row(kenmerk=f"{column}-{word}") | {str(column): word} for word in words]
        result = importing(tmp_path, as_workbook(*rows))
        assert result.exit_code == 0, result.output
        assert f"{len(words)} kwesties ingelezen" in result.output


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_filled_template_can_be_imported_and_its_example_is_not(cast: Cast, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"sjabloon{suffix}"
    leerlus("kwesties", "sjabloon", str(path))
    if suffix == ".xlsx":
        book = load_workbook(path)
        book["Kwesties"].append([ROW.get(name) for name in NAMES])
        book["Kwesties"].cell(row=3, column=NAMES.index("datum") + 1, value=date(2025, 3, 14))
        book.save(path)
    else:
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(";".join(ROW.get(name, "") for name in NAMES) + "\r\n")
    result = leerlus("kwesties", "importeer", str(path))
    assert result.exit_code == 0, result.output
    assert "Het voorbeeld uit het sjabloon slaan wij over (rij 2)." in result.output
    assert Issue.objects.get().title == ROW["titel"]


def test_the_guide_names_every_column() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "how-to" / "kwesties-importeren.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \| (altijd|mag leeg)", guide, re.MULTILINE) == [
        (column.name, "altijd" if column.required or column.name == "organisatie" else "mag leeg") for column in COLUMNS
    ]


def test_a_template_overwrites_nothing(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(b"mijn werk")
    result = leerlus("kwesties", "sjabloon", str(path))
    assert (result.exit_code, path.read_bytes()) == (1, b"mijn werk")
    assert "is er al. Kies een andere naam." in result.output
    assert leerlus("kwesties", "sjabloon", str(tmp_path / "lijst.doc")).exit_code == 2
    assert leerlus("kwesties", "sjabloon", str(tmp_path / "weg" / "lijst.csv")).exit_code == 1
