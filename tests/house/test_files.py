"""Whoever has read one app has read them all: the same names, small modules, a sentence at each door."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.tree import ROOT, SOURCE, App, apps, floors, python_files, short

MOST_LINES = 300

LONGER: dict[str, str] = {}
"""Modules that are one thought and longer, with the reason."""

# What an app may hold. A module that grows too long becomes a folder of the same name, split by deed or noun.
NAMES = frozenset(
    {
        *("workflow", "policies", "models", "notify", "queries", "actions", "forms", "views", "urls", "api"),
        *("apps", "clock", "wagtail_hooks", "admin", "management", "migrations", "templates"),
    }
)

# What one app may hold besides, with the reason.
MORE = {
    "audit": {"steps": "the form of every table of steps"},
    "discovery.newsletter": {"static": "how wide the preview is"},
    "law.articles": {
        "jci": "the dated address of a provision",
        "reference": "the articles that the product starts with",
    },
    "knowledge.links": {
        "probing": "asks other websites whether a page is there",
        "reference": "the websites that the product starts with",
    },
    "knowledge.pages": {
        "blocks": "what a page is built of",
        "reference": "the pages that the product starts with",
        "static": "pictures and videos on a page",
        "writing": "the form in which editors write a page",
    },
    "knowledge.tools": {"reference": "the tools that the product starts with"},
    "knowledge.milestones": {
        "reference": "the timeline that the product starts with",
        "static": "how the picture looks",
    },
    "linking.meetings": {"static": "dragging on the board, the timer, and how the board and the large view look"},
    "discovery.search": {
        "engine": "what finds candidates, behind one interface",
        "reference": "abbreviations and parts of words, for editors to read",
        "sources": "what can be found, as the installation names it",
    },
    "people": {
        "acting": "who acts, from the database",
        "actors": "who acts, without the framework",
        "asked": "questions of every page, put into SQL once",
        "kept": "regions and themes in memory, as keys and as choices",
        "middleware": "finds out who acts, for every request",
        "reference": "the facts that the product starts with",
        "signin": "how the sign-in library behaves here",
    },
    "practice.peer_sessions": {
        "methods": "the methods as data, one file each",
        "sealing": "what is said is kept sealed",
        "static": "style and script of the room",
    },
    "ui": {
        "boxes": "a form field with one box, as one string",
        "controls": "what the template of a form field needs to know",
        "dates": "Dutch words for dates and numbers",
        "fields": "form fields for what people type",
        "guarding": "forms whose texts are looked at for personal data",
        "markup": "the small pieces that a page repeats often, as strings",
        "middleware": "shows a refusal as a page, and sends pages compressed",
        "moments": "the filters for days",
        "pictures": "where the marks of a small picture stand",
        "printing": "documents as PDF files that a screen reader can read",
        "shapes": "what the components want to be given",
        "static": "style, fonts and scripts of the whole product",
        "templatetags": "the components, for templates",
        "uploads": "form fields for files, and letting go what is too large",
        "toasts": "what a page says after a step",
        "widgets": "form boxes that browsers know in Dutch",
    },
}

NO_MODULE = frozenset({"__pycache__", "__init__.py", "README.md"})

VAGUE = re.compile(r"(^|_)(utils?|helpers?|commons?|misc)(_|$)")


@pytest.mark.parametrize("app", apps(), ids=lambda app: app.name)
def test_an_app_holds_only_files_that_every_app_may_hold(app: App) -> None:
    found = {path.stem for path in app.folder.iterdir() if path.name not in NO_MODULE}
    strange = found - NAMES - MORE.get(app.name, {}).keys()
    assert not strange, f"{app.name} holds {sorted(strange)}; which of the names in CONTRIBUTING.md is it?"


def test_an_area_holds_apps_and_nothing_else() -> None:
    known = {app.folder for app in apps()}
    parents = {folder.parent for folder in known} - {SOURCE}
    loose = [
        short(path)
        for parent in parents
        for path in parent.iterdir()
        if path not in known and path.name not in NO_MODULE
    ]
    assert parents, "no apps found"
    assert not loose, f"{loose} stand in an area without being an app"


def test_every_exception_is_still_needed() -> None:
    here = {app.name: {path.stem for path in app.folder.iterdir()} for app in apps()}
    gone = [f"{app}: {name}" for app, names in MORE.items() for name in names if name not in here[app]]
    assert not gone, f"take out of MORE: {gone}"


def test_no_module_is_longer_than_a_thought() -> None:
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    long = {name: lines for name, lines in lengths.items() if lines > MOST_LINES and name not in LONGER}
    assert not long, f"split these by deed or noun: {long}"
    assert not [name for name in LONGER if lengths.get(name, 0) <= MOST_LINES], "LONGER names one that is not long"


def test_every_package_starts_with_one_sentence() -> None:
    silent = []
    for folder in sorted({path.parent for path in SOURCE.rglob("*.py") if "migrations" not in path.parts}):
        door = folder / "__init__.py"
        said = ast.get_docstring(ast.parse(door.read_text(encoding="utf-8"))) if door.exists() else None
        first = (said or "").partition("\n")[0]
        if not first.endswith(".") or not first[0].isupper():
            silent.append(short(door))
    assert not silent, f"these must say in one sentence what they are: {silent}"


def test_nothing_is_called_a_drawer() -> None:
    folders = {path.parent for path in python_files()}
    vague = [short(path) for path in [*python_files(), *folders] if path != ROOT and VAGUE.search(path.stem)]
    assert not vague, f"say what is in it: {sorted(vague)}"


def test_every_area_has_a_floor() -> None:
    areas = {path.stem for path in SOURCE.iterdir() if path.name not in NO_MODULE}
    assert areas - {"__main__"} == floors().keys()
