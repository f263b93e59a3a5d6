"""Each decision tells the same four things, and the list calls it as it calls itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "adr"
DECISIONS = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_tells_why_and_how_one_knows(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences", "Evidence"]


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_the_list_calls_a_decision_as_it_calls_itself(decision: Path) -> None:
    number, _, title = decision.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ").partition(". ")
    assert decision.name.startswith(number)
    assert f"| {number} | [{title}]({decision.name}) |" in (FOLDER / "README.md").read_text(encoding="utf-8")
