"""The cast, and how a page is read in these tests."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.cast import Cast, make_cast

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

WORDS = {
    "title": "Een cursist in de Z-route krijgt geen plek in de avondgroep",
    "situation": "De taalschool heeft overdag een groep, maar de cursist werkt in ploegen.",
    "question": "Moet de gemeente een avondgroep inkopen?",
    "tried": "",
    "meaning": "De cursist mist lessen en raakt de moed kwijt.",
    "severity": "2",
    "theme": "pip",
    "articles": "",
    "visibility": "professionals",
    "source": "practice",
}
"""What somebody fills in who does everything right."""


def words(**other: str) -> dict[str, str]:
    """Return what is filled in, with something else in some places."""
    return WORDS | other


def text_of(page: Answer) -> str:
    """Return what a reader sees of a page, without markup and with single spaces."""
    shown = re.sub(r"(?s)<(script|head)\b.*?</\1>|<!--.*?-->|<[^>]+>", " ", page.content.decode())
    return " ".join(unescape(shown).split())


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
