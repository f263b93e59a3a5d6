"""Which known words somebody may have meant: close by what fingers do (a letter more, less, other, or two swapped)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.measures.similarity import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHORTEST = 4
LONG = 9
"""From this many letters two slips are forgiven, below it one; words below SHORTEST are taken as they are."""


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word that occurs somewhere, folded, with a mark of which letters it has: that rules out most at once."""

    word: str
    folded: str
    letters: int


def know(words: Iterable[str]) -> dict[int, list[KnownWord]]:
    """Return the words by length, ready to compare."""
    known: dict[int, list[KnownWord]] = {}
    for word in words:
        folded = fold(word)
        known.setdefault(len(folded), []).append(KnownWord(word, folded, _letters(folded)))
    return known


def slips_allowed(word: str) -> int:
    """Return how many slips we forgive in a word."""
    if len(word) < SHORTEST or any(sign.isdigit() for sign in word):
        return 0
    return 2 if len(word) >= LONG else 1


def meant(word: str, known: dict[int, list[KnownWord]]) -> list[str]:
    """Return the known words that are close enough to a folded word, the closest first; never the word itself.

    Words at the same distance stand in the order of how long they begin alike, then of the alphabet. How often a word
    occurs does not count: that would tell of texts that this reader may not see.
    """
    most, letters = slips_allowed(word), _letters(word)
    if not most:
        return []
    found = []
    for length in range(len(word) - most, len(word) + most + 1):
        for each in known.get(length, ()):
            if (each.letters ^ letters).bit_count() <= 2 * most:
                distance = slips(word, each.folded, most)
                if 0 < distance <= most:
                    found.append((distance, -_same_start(word, each.folded), each.word))
    return [each for _, _, each in sorted(found)]


def slips(one: Sequence[str], other: Sequence[str], most: int) -> int:
    """Return the Damerau-Levenshtein distance (neighbours may swap); more than `most` comes back as `most + 1`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, sign in enumerate(one, start=1):
        earlier, before, row = before, row, [place]
        for at, there in enumerate(other, start=1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (sign != there))
            if place > 1 and at > 1 and sign == other[at - 2] and one[place - 2] == there:
                cost = min(cost, earlier[at - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:
            return most + 1
    return min(row[-1], most + 1)


def _letters(word: str) -> int:
    mark = 0
    for sign in word:
        mark |= 1 << (ord(sign) % 64)
    return mark


def _same_start(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
