"""With whom somebody lives: alone with children, in a large family, widowed, expecting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leerlus.measures.personal_data.combinations.clues import HUNDREDTH, TENTH, THIRD, THIRTIETH, Clue
from leerlus.measures.personal_data.combinations.counting import COUNT, as_number

if TYPE_CHECKING:
    from collections.abc import Iterator

FEW, SOME, MOST = 3, 5, 14
"""Up to how many children a family has few or some of them; above the last it is a group."""

LARGE_FAMILY = 7

KINDS = r"(?:(?:jonge|kleine|schoolgaande|minderjarige|volwassen|eigen|thuiswonende|inwonende|zieke)\s+){0,2}"
CHILDREN = rf"{KINDS}(?:kinderen|kind|zonen|zoons|zoon|dochters|dochter)"
SINGLE_PARENT = re.compile(
    r"\b(?:alleenstaande?\s+(?:[^\W\d_]{3,20}\s+){0,2}?(?:moeder|vader|ouder|man|vrouw)|weduwe|weduwnaar)\b"
    rf"(?:\s+(?:met|van)\s+(?:haar\s+|zijn\s+)?{COUNT}\b(?:\s+{CHILDREN})?)?",
    re.IGNORECASE,
)
SEVERAL_CHILDREN = re.compile(rf"\b{COUNT}\s+{KINDS}(?:kinderen|zonen|zoons|dochters)\b", re.IGNORECASE)
PARENT_OF = re.compile(
    rf"\b(?:moeder|vader)\s+van\s+{COUNT}\b(?!\s*(?:jaar|%|procent|maanden|uur))(?:\s+{CHILDREN})?", re.IGNORECASE
)
FAMILY_OF = re.compile(rf"\bgezin\s+(?:van|met)\s+{COUNT}\b(?!\s+{CHILDREN}|\s*(?:jaar|uur))", re.IGNORECASE)

STANDING = {
    "weduwe": TENTH,
    "weduwnaar": TENTH,
    "zwanger": TENTH,
    "zwangere": TENTH,
    "hoogzwanger": TENTH,
    "pleegkind": TENTH,
    "tweeling": THIRTIETH,
    "drieling": HUNDREDTH,
}
STANDING_WORD = re.compile(rf"\b(?:{'|'.join(STANDING)})\b", re.IGNORECASE)

INSTEAD_ALONE = "een alleenstaande ouder"
INSTEAD_LARGE, INSTEAD_SMALL = "een groot gezin", "met kinderen"


def weigh_children(count: int) -> int:
    """Return how many people a number of children leaves."""
    if count <= FEW:
        return THIRD
    return TENTH if count <= SOME else THIRTIETH


def spot_households(text: str) -> Iterator[Clue]:
    """Find how a family is made up."""
    for match in SINGLE_PARENT.finditer(text):
        count = as_number(match["count"])
        points = TENTH if not count else THIRTIETH if count <= FEW else HUNDREDTH
        yield household(match, points, INSTEAD_ALONE)
    for pattern, alone in ((SEVERAL_CHILDREN, False), (PARENT_OF, True)):
        for match in pattern.finditer(text):
            count = as_number(match["count"])
            if 1 < count <= MOST:
                instead = INSTEAD_LARGE if count > FEW else INSTEAD_SMALL
                yield household(match, weigh_children(count), instead, alone=alone)
    for match in FAMILY_OF.finditer(text):
        if as_number(match["count"]) >= LARGE_FAMILY:
            yield household(match, THIRTIETH, INSTEAD_LARGE)
    for match in STANDING_WORD.finditer(text):
        yield household(match, STANDING[match[0].lower()], "", alone=False)


def household(match: re.Match[str], points: int, instead: str, *, alone: bool = True) -> Clue:
    """Return what was matched as a clue."""
    words = " ".join(match[0].split())
    return Clue(
        start=match.start(),
        end=match.end(),
        words=words,
        aspect="household",
        points=points,
        instead=instead,
        alone=alone,
    )
