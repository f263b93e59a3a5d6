"""The drawn documents say what the code says, and are found out as soon as they do not."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from leerlus.audit.steps import Audience, Mode, Turn
from leerlus.cli import main
from leerlus.config.documents import DOCUMENTS, ROOT, NoSourceTree, drawing, find_outdated, write
from leerlus.config.documents.floors import describe, draw_floors, read_floors
from leerlus.config.documents.words import AUDIENCES, FIELDS, MODES, TURNS
from leerlus.config.documents.workflows import CHAPTERS, draw_workflows
from leerlus.linking.bottlenecks.workflow import ISSUE_STEPS

if TYPE_CHECKING:
    from pathlib import Path

    from leerlus.config.documents.workflows import Chapter

PAGE = (ROOT / "docs" / "workflows.md").read_text(encoding="utf-8")


def change_step(chapter: Chapter, number: int, **values: Any) -> tuple[Chapter, ...]:  # noqa: ANN401 - any field
    """Return the chapters with one step of one of them changed."""
    steps = list(chapter.workflow.steps)
    steps[number] = replace(steps[number], **values)
    other = replace(chapter, workflow=replace(chapter.workflow, steps=tuple(steps)))
    return tuple(other if each is chapter else each for each in CHAPTERS)


def test_they_are_current() -> None:
    assert find_outdated() == []


def test_the_same_code_draws_the_same() -> None:
    assert draw_workflows() == draw_workflows() == PAGE


@pytest.mark.parametrize(
    "values",
    [
        {"label": "Iets anders"},
        {"name": "other"},
        {"sources": ("submitted",)},
        {"target": "withdrawn", "turn": Turn.NOBODY},
        {"who": frozenset({"reviewer"})},
        {"needs": ("title",)},
        {"tells": Audience.RAISER},
        {"mode": Mode.RAISE_AWARENESS},
        {"asks": True},
        {"turn": Turn.ADVISER},
        {"promise": "intake"},
    ],
    ids=" and ".join,
)
def test_a_change_of_a_step_is_found_out(values: dict[str, Any]) -> None:
    issue = CHAPTERS[0]
    assert issue.workflow.steps[2].name == "report"
    assert draw_workflows(change_step(issue, 2, **values)) != PAGE


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.title)
def test_every_table_is_watched(chapter: Chapter) -> None:
    assert draw_workflows(change_step(chapter, -1, label="Iets anders")) != PAGE


def test_a_change_in_what_issues_do_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ISSUE_STEPS, "offer", "follow_on")
    assert find_outdated() == ["docs/workflows.md"]


def test_every_step_stands_in_a_row_of_its_own() -> None:
    rows = re.findall(r"^\| .+?<br>`(\w+)` \|", PAGE, re.MULTILINE)
    for chapter in CHAPTERS:
        assert {step.name for step in chapter.workflow.steps} <= set(rows)


def test_every_field_has_a_dutch_word() -> None:
    needed = {name for chapter in CHAPTERS for step in chapter.workflow.steps for name in step.needs}
    assert needed == FIELDS.keys(), "FIELDS and the state tables name other fields"
    assert set(TURNS) == set(Turn)
    assert set(AUDIENCES) == set(Audience)
    assert set(MODES) == set(Mode)


def test_the_command_writes_what_is_missing_and_then_nothing(tmp_path: Path) -> None:
    copy_what_is_read(tmp_path)
    assert find_outdated(tmp_path) == [document.path for document in DOCUMENTS]
    assert write(tmp_path) == [document.path for document in DOCUMENTS]
    assert find_outdated(tmp_path) == write(tmp_path) == []
    assert (tmp_path / "docs" / "workflows.md").read_text(encoding="utf-8") == PAGE


def test_the_check_fails_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_what_is_read(tmp_path)
    write(tmp_path)
    page = tmp_path / "docs" / "workflows.md"
    page.write_text("iets anders", encoding="utf-8")
    monkeypatch.setattr(drawing.find_outdated, "__defaults__", (tmp_path,))
    failed = CliRunner().invoke(main, ["docs", "--check"])
    assert failed.exit_code == 1
    assert "docs/workflows.md" in failed.output
    assert page.read_text(encoding="utf-8") == "iets anders"


def test_the_check_passes_when_all_is_current() -> None:
    assert CliRunner().invoke(main, ["docs", "--check"]).exit_code == 0


def test_an_installed_package_has_nothing_to_draw(tmp_path: Path) -> None:
    with pytest.raises(NoSourceTree, match=r"pyproject\.toml"):
        write(tmp_path)


def copy_what_is_read(root: Path) -> None:
    """Give another root what the drawings read: the contracts, and the first sentence of each area."""
    (root / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    source = ROOT / "src" / "leerlus"
    for path in (source / "cli.py", *source.glob("*/__init__.py"), *source.glob("*/*/apps.py")):
        copy = root / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())


def test_the_picture_shows_every_floor_with_its_apps_and_says_so_in_words() -> None:
    floors = read_floors(ROOT)
    picture = ElementTree.fromstring(draw_floors(floors))  # noqa: S314 - drawn here
    words = " ".join(picture.itertext())
    for floor in floors:
        assert floor.text
        for name in (*floor.areas, *floor.apps):
            assert name in words
    assert describe(floors) in words
    assert {"role", "aria-labelledby"} <= set(picture.keys())


def test_the_page_tells_the_same_to_who_does_not_see_the_picture() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    alternative = re.search(r"!\[([^\]]+)\]\(pictures/floors\.svg\)", page)
    assert alternative is not None
    told = [word.strip(",.") for word in alternative[1].partition(".")[0].split()]
    names = [area for floor in read_floors(ROOT) for area in floor.areas]
    assert [word for word in told if word in names] == names


def test_areas_on_one_floor_stand_side_by_side(tmp_path: Path) -> None:
    copy_what_is_read(tmp_path)
    settings = tmp_path / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"audit", "ui"', '"audit | ui"'), encoding="utf-8")
    shared = [floor for floor in read_floors(tmp_path) if len(floor.areas) > 1]
    assert [floor.name for floor in shared] == ["audit, ui"]
