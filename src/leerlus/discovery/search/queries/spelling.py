"""What a reader may have meant with a word that stands in nothing that this reader may see."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.discovery.search.engine import INDEX
from leerlus.discovery.search.models import Word
from leerlus.measures.similarity import fold
from leerlus.measures.spelling import know, meant
from leerlus.measures.terms import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from leerlus.discovery.search.models import Entry
    from leerlus.measures.spelling import KnownWord

FRESH_SECONDS = 30.0
MOST_OPTIONS = 60
MOST_SAID = 2
"""For one word we also look for this many others."""

_memory: dict[str, tuple[float, dict[int, list[KnownWord]]]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A word as it was typed, and what we looked for as well."""

    typed: str
    meant: str


def correct(words: Sequence[str], allowed: QuerySet[Entry]) -> list[Correction]:
    """Return what else to look for, for folded words that this reader finds nothing with: at most two queries.

    Every word proposed stands in something that this reader may see now; whatever else the vocabulary holds changes
    nothing.
    """
    options = {word: meant(word, vocabulary()) for word in words}
    stems = list(dict.fromkeys(stem(fold(each)) for close in options.values() for each in close))[:MOST_OPTIONS]
    seen = INDEX.known(stems, allowed)
    found = []
    for word, close in options.items():
        said: dict[str, str] = {}
        for each in close:
            if (root := stem(fold(each))) in seen:
                said.setdefault(root, each)
        found += [Correction(typed=word, meant=each) for each in list(said.values())[:MOST_SAID]]
    return found


def vocabulary() -> dict[int, list[KnownWord]]:
    """Return all words that occur, kept in this process for half a minute."""
    kept = _memory.get("words")
    if kept is None or time.monotonic() - kept[0] > FRESH_SECONDS:
        _memory["words"] = kept = (time.monotonic(), know(Word.objects.values_list("word", flat=True)))
    return kept[1]


def forget() -> None:
    """Read the words anew the next time."""
    _memory.clear()
