"""The rule: clues about one person, within a few sentences, that together leave only a handful of people."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.measures.personal_data.combinations.people import find_people
from leerlus.measures.personal_data.combinations.spotting import spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leerlus.measures.personal_data.combinations.clues import Aspect, Clue

ENOUGH = 6
"""From so many points on it is worth a warning.

Beside what is shared the reader always sees the region. Some 62.000 people became obliged to integrate in 2022 and 2023
(CBS, Statistiek Wet inburgering 2023): with those of later years two or three thousand in an average one of 35 regions.
Six points leave one in 729 of them: three or four people.
"""

ENOUGH_OF_TWO = 7
"""Two things that are told must be rarer: the points are estimates, and of two the one that is off weighs more.

One thing, however rare, is no combination.
"""

TWO = 2
WINDOW = 4
"""So many sentences may lie between the first word and the last: people tell of one person in one breath."""

LONGEST_SENTENCE = 400
"""A text without full stops is cut into stretches of this length."""

SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """Clues that together may point to one person, each with the name of the text in which it stands."""

    clues: tuple[tuple[str, Clue], ...]
    points: int

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """What is told of somebody, in the order of the text."""
        return tuple(dict.fromkeys(clue.aspect for _, clue in self.clues))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence: its text, what it tells, and whether it speaks of one person."""

    text: str
    clues: tuple[Clue, ...]
    names_one: bool


def combine(
    texts: Mapping[str, str], taken: Mapping[str, Sequence[tuple[int, int]]] | None = None
) -> list[Combination]:
    """Return the rare combinations in texts that are read after each other.

    taken  stretches that were found to be something else already, per text, in their order
    """
    sentences = [
        sentence for name, text in texts.items() for sentence in read_sentences(name, text, (taken or {}).get(name, ()))
    ]
    found: list[Combination] = []
    first = 0
    while first < len(sentences):
        window = sentences[first : first + WINDOW]
        combination = weigh(window) if sentences[first].clues else None
        if combination:
            found.append(combination)
        first += WINDOW if combination else 1
    return found


def weigh(window: Sequence[Sentence]) -> Combination | None:
    """Return the combination in these sentences, if they leave few enough people."""
    told = [(sentence.text, clue) for sentence in window for clue in sentence.clues]
    best: dict[Aspect, int] = {}
    for _, clue in told:
        best[clue.aspect] = max(best.get(clue.aspect, 0), clue.points)
    points = sum(best.values())
    is_rare = len(best) > 1 and points >= (ENOUGH_OF_TWO if len(best) == TWO else ENOUGH)
    if not is_rare or not any(sentence.names_one for sentence in window):
        return None
    return Combination(clues=tuple(told), points=points)


def read_sentences(name: str, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    """Cut a text into sentences, each with its clues about one person."""
    clues, people = spot(text), find_people(text)
    ends = list(cut(text))
    per_sentence: list[list[Clue]] = [[] for _ in ends]
    starts = [start for start, _ in taken]
    for clue in clues:
        before = bisect_left(starts, clue.end) - 1
        if before < 0 or taken[before][1] <= clue.start:
            per_sentence[min(bisect_right(ends, clue.start), len(ends) - 1)].append(clue)
    start = 0
    for end, told in zip(ends, per_sentence, strict=True):
        kept = [clue for clue in told if clue.aspect == "place" or not people.is_of_group(clue, start, end)]
        one = people.names_one(start, end) or any(clue.alone for clue in kept)
        yield Sentence(text=name, clues=tuple(drop_overlaps(kept)), names_one=one)
        start = end


def drop_overlaps(clues: Sequence[Clue]) -> list[Clue]:
    """Keep the clue that tells most where two tell the same thing: of “moeder van vijf” not the five again."""
    kept: list[Clue] = []
    for clue in sorted(clues, key=lambda each: (-each.points, each.start - each.end)):
        same = (other for other in kept if other.aspect == clue.aspect)
        if all(clue.end <= other.start or other.end <= clue.start for other in same):
            kept.append(clue)
    return sorted(kept, key=lambda each: each.start)


def cut(text: str) -> Iterator[int]:
    """Return where each sentence ends."""
    start = 0
    for match in (*SENTENCE_END.finditer(text), None):
        end = match.end() if match else len(text)
        while end - start > LONGEST_SENTENCE:
            start += LONGEST_SENTENCE
            yield start
        if end > start:
            yield end
        start = end
