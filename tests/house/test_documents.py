"""What is written down is true: words, decisions, settings and pictures."""

from __future__ import annotations

import re
import subprocess
import sys

from django.apps import apps as registry

from tests.house.tree import ROOT, SOURCE

GLOSSARY = ROOT / "GLOSSARY.md"
DECISIONS = ROOT / "docs" / "adr"


def test_every_table_stands_in_the_glossary() -> None:
    words = set(re.findall(r"`(\w+)`", GLOSSARY.read_text(encoding="utf-8")))
    names = {model.__name__ for model in registry.get_models() if model.__module__.startswith("leerlus.")}
    assert names, "no models found"
    assert not names - words, f"say in GLOSSARY.md what these are: {sorted(names - words)}"


def test_decisions_are_numbered_and_listed() -> None:
    files = sorted(path.name for path in DECISIONS.glob("*.md") if path.name != "README.md")
    assert files, "no decisions found"
    assert [name[:5] for name in files] == [f"{number:04}-" for number in range(1, len(files) + 1)]
    listed = re.findall(r"\]\((\d{4}-[^)]+\.md)\)", (DECISIONS / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == files


READS = re.compile(
    r"""(?: \bread_(?:text|bool|int|list|origin|database|email)\(
          | \bos\.environ(?:\.get\(|\[) | \bos\.getenv\( | \benvvar= )
        \s* ["']([A-Z][A-Z_]+)["']""",
    re.VERBOSE,
)


def variables_read() -> set[str]:
    """Return the names of all variables that the product reads from its environment."""
    files = (path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    return {name for text in files for name in READS.findall(text)}


def test_the_example_names_every_variable() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^#?([A-Z][A-Z_]+)=", example, re.MULTILINE)
    assert variables_read(), "no variables found"
    assert sorted(named) == sorted(variables_read())


def test_the_drawn_documents_are_current() -> None:
    order = [sys.executable, "-m", "leerlus", "docs", "--check"]
    drawn = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=False)
    assert drawn.returncode == 0, drawn.stdout + drawn.stderr
