"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\S+|\n")
MOST_WORDS = 6000
"""Beyond this the comparison would take seconds; then all of the old text goes and all of the new one comes."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words: `same`, `gone` or `new`."""

    kind: str
    text: str


def compare_words(before: str, after: str) -> tuple[Part, ...]:
    """Return the words of both texts in order; `same` and `gone` make up `before`, `same` and `new` make up `after`."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return tuple(Part(kind, text) for kind, text in (("gone", before), ("new", after)) if text)
    parts: list[Part] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(Part("same", " ".join(old[i:j])))
            continue
        if i < j:
            parts.append(Part("gone", " ".join(old[i:j])))
        if k < m:
            parts.append(Part("new", " ".join(new[k:m])))
    return tuple(parts)
