"""The piece of a text that shows why it was found, with the words that match apart so that a page can mark them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.measures.terms import clean, read

if TYPE_CHECKING:
    from collections.abc import Collection

    from leerlus.measures.terms import Lexicon

LENGTH = 240
BEFORE = 50
READ_MOST = 6000
"""Of a very long text only the beginning is looked at for a piece to show."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of text, and whether it matches. It is plain text: the page escapes it."""

    text: str
    marked: bool


def mark(text: str, terms: Collection[str], lexicon: Lexicon) -> tuple[Shown, ...]:
    """Return the whole text in pieces."""
    text = clean(text)
    pieces, last = [], 0
    for start, end in _places(text, terms, lexicon):
        if start < last:
            continue
        pieces += [Shown(text[last:start], marked=False), Shown(text[start:end], marked=True)]
        last = end
    pieces.append(Shown(text[last:], marked=False))
    return tuple(piece for piece in pieces if piece.text)


def cut_out(text: str, terms: Collection[str], lexicon: Lexicon) -> tuple[Shown, ...]:
    """Return the part of a text with most different matches near each other, in pieces; its beginning without any."""
    text = " ".join(clean(text)[:READ_MOST].split())
    places = _places(text, terms, lexicon)
    starts = [start for start, _ in places]
    best = max(starts, key=lambda start: (sum(start <= other < start + LENGTH for other in starts), -start), default=0)
    begin = max(0, best - BEFORE)
    begin = text.find(" ", begin, best) + 1 or best if begin else 0
    end = begin + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", begin + 1, end), begin + LENGTH // 2)
    piece = ("… " if begin else "") + text[begin:end] + (" …" if end < len(text) else "")
    return mark(piece, terms, lexicon)


def _places(text: str, terms: Collection[str], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return where matches stand; where two begin together the longer one."""
    wanted = set(terms)
    found = {(token.start, -token.end) for token in read(text, lexicon) if wanted.intersection(token.terms)}
    return [(start, -end) for start, end in sorted(found)]
