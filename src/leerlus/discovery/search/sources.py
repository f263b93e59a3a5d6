"""What search finds: the sources that the installation names, and the language of the field."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from django.utils.module_loading import import_string

from leerlus.measures.terms import make_lexicon

if TYPE_CHECKING:
    from leerlus.measures.finding import Source
    from leerlus.measures.terms import Lexicon

SOURCES = "leerlus.config.found.SEARCH_SOURCES"
"""The tuple of dotted names, as ROOT_URLCONF is a name: search does not know the floor above it."""

WORDS = Path(__file__).parent / "reference" / "words.yaml"


@cache
def sources() -> dict[str, Source]:
    """Return the sources by kind, in the order in which the filter names them."""
    found: list[Source] = [import_string(name) for name in import_string(SOURCES)]
    return {source.kind: source for source in found}


@cache
def lexicon() -> Lexicon:
    """Return the abbreviations and the parts of long words."""
    written = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return make_lexicon(written["afkortingen"], written["delen"])
