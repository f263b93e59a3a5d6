"""Every link in the documents leads somewhere, and a name in code that is a link stands in the file it leads to."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "src" / "leerlus" / "ui" / "README.md",
        ROOT / "src" / "leerlus" / "people" / "reference" / "README.md",
    ]
)
LINK = re.compile(r"!?\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
CODE = re.compile(r"```.*?```", re.DOTALL)


def links(page: Path) -> list[tuple[str, str, str]]:
    """Return text, path and anchor of every link to a place of our own."""
    found = LINK.finditer(CODE.sub("", page.read_text(encoding="utf-8")))
    parts = [(link["text"], *link["target"].partition("#")[::2]) for link in found]
    return [(text, path, anchor) for text, path, anchor in parts if "://" not in path]


def anchors(page: Path) -> set[str]:
    """Return the anchors that a reader's program makes of the headings."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def names(module: Path) -> set[str]:
    """Return what a module defines or brings together, at any depth, and its own name."""
    found = {module.stem}
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    dead = [path for _, path, _ in links(page) if path and not (page.parent / path).exists()]
    assert not dead, f"{page.relative_to(ROOT)} links to what is not there: {dead}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_anchor_is_a_heading(page: Path) -> None:
    lost = [
        f"{path}#{anchor}"
        for _, path, anchor in links(page)
        if anchor and anchor not in anchors(page.parent / path if path else page)
    ]
    assert not lost, f"{page.relative_to(ROOT)} links to headings that are not there: {lost}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_linked_name_stands_in_the_file(page: Path) -> None:
    wrong = [
        f"{text} is not in {path}"
        for text, path, _ in links(page)
        if text.startswith("`") and path.endswith(".py") and text.strip("`") not in names(page.parent / path)
    ]
    assert not wrong, f"{page.relative_to(ROOT)}: {wrong}"


def test_there_are_links_to_code() -> None:
    linked = [path for _, path, _ in links(ROOT / "docs" / "architecture.md") if path.endswith(".py")]
    assert len(linked) > 20
