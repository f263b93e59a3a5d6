"""Pages obey the strict content security policy: nothing inline that a browser would refuse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.house.tree import ROOT, short, templates

if TYPE_CHECKING:
    from pathlib import Path

DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)

# Each pattern with what to do instead.
REFUSED = {
    r"<style\b": "a rule in a style sheet",
    r"\sstyle\s*=": "a class, or an attribute of the SVG element",
    r"<script\b(?![^>]*\ssrc=)": "a file in static",
    r"<script\b[^>]*>\s*[^<\s]": "a file in static",
    r"\son[a-z]+\s*=": "a listener in a file in static",
    r"\shx-on\b": "a listener in a file in static",
    r"javascript:": "a listener in a file in static",
    r"hx-(vals|headers)\s*=\s*[\"']js:": "a form field",
    r"hx-trigger\s*=\s*[\"'][^\"']*\[": "an event that a file in static sends",
}


def is_mail(template: Path) -> bool:
    """Tell whether a template becomes a mail: there the style is put inline on purpose, and no policy reads it."""
    return "mail" in template.parts


@pytest.mark.parametrize("template", [path for path in templates() if not is_mail(path)], ids=short)
def test_a_page_has_nothing_inline(template: Path) -> None:
    text = DJANGO.sub(" ", template.read_text(encoding="utf-8"))
    found = {pattern: instead for pattern, instead in REFUSED.items() if re.search(pattern, text, re.IGNORECASE)}
    assert not found, f"{template.relative_to(ROOT)} holds what the policy refuses; use instead: {found}"


def test_there_are_pages_to_look_at() -> None:
    assert templates()
