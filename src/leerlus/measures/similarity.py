"""How alike two texts are: shared words and shared pieces of words, the rare ones weighing most."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ENOUGH_WORDS = 8
"""Below this the order of what is found says little, so nothing is shown."""

LEAST = 0.12
"""Matches below this share are left out: better nothing than something that only looks alike."""

GRAM = 4
TITLE_WEIGHT = 2
STEM_SHARE = 0.4
SHORTEST_WORD = 3
MOST_REASONS = 4

STOP_WORDS = frozenset(
    """
    aan al alle alleen als altijd ander andere anders bij binnen daar daarna daarom dan dat de deze dezelfde die
    dit doen door drie dus een eens eerst elk elke en er erg even ga gaan gaat geen geeft geven gewoon goed haar
    had hadden heb hebben hebt heeft heel hem hen het hier hij hoe hun iemand iets ieder iedereen ik in is ja je
    kan keer komen komt kon krijgen krijgt kunnen laat laten maar maken maakt mag meer men met mij mijn
    misschien moest moet moeten mogen na naar niemand niet niets nodig nog nooit nu of om omdat onder ons onze
    ook op over pas per precies samen sinds soms staan staat steeds te tegen terug toch toen tot twee uit uw
    vaak van vanaf veel vier volgens voor vooral waar waarin waarom wanneer want was wat we weer weet wel welk
    welke werd weten wie wij wil willen word worden wordt zal ze zegt zeggen zei zelf zich zien ziet zij zijn zo
    zoals zonder zou zouden zulke zullen
    """.split()  # noqa: SIM905 - a list of quoted words is harder to read
)

WORD = re.compile(r"[^\W_]+")
ENDINGS = ("ingen", "eren", "ing", "en", "er", "s", "t", "d", "e")
SHORTEST_STEM = 4
SAME_SOUND = str.maketrans({"z": "s", "v": "f"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A text that may be about the same thing; words in the title count double."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How alike a candidate is, from 0 to 1, and the words that both texts share."""

    id: str
    score: float
    why: tuple[str, ...]


def fold(text: str) -> str:
    """Return the text in small letters without accents: `Coördinatie` and `coordinatie` are one word."""
    if text.isascii():
        return text.lower()
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))


def has_meaning(word: str) -> bool:
    """Tell whether a folded word says what a text is about: a year or a number says nothing."""
    return len(word) >= SHORTEST_WORD and word not in STOP_WORDS and not word.isdigit()


def split(text: str) -> list[str]:
    """Return the words that carry meaning, folded."""
    return [word for word in WORD.findall(fold(text)) if has_meaning(word)]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the word without its commonest endings: `verhuizing`, `verhuizen` and `verhuist` become one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    if len(word) > SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + word[-1].translate(SAME_SOUND)


def has_enough(text: str) -> bool:
    """Tell whether the text is long enough to look for others like it."""
    return len(WORD.findall(text)) >= ENOUGH_WORDS


def pick_terms(text: str, count: int) -> list[str]:
    """Return the beginnings of the most telling words, for a first and rough search: long words say most."""
    words = sorted(dict.fromkeys(split(text)), key=len, reverse=True)
    beginnings = (stem(word)[:-1] if len(word) > 2 * SHORTEST_STEM else word for word in words)
    return list(dict.fromkeys(beginnings))[:count]


@lru_cache(maxsize=20_000)
def cut(word: str) -> tuple[str, ...]:
    """Return the pieces of a word, with its beginning and end marked."""
    marked = f" {word} "
    return tuple(marked[place : place + GRAM] for place in range(max(1, len(marked) - GRAM + 1)))


def count_stems(words: Iterable[str]) -> Counter[str]:
    """Count the stems of words."""
    return Counter(map(stem, words))


def count_pieces(words: Iterable[str]) -> Counter[str]:
    """Count the pieces of words."""
    return Counter(chain.from_iterable(map(cut, words)))


def weigh(counts: Mapping[str, int], rarity: Mapping[str, float], unseen: float) -> dict[str, float]:
    """Return how much each term says: repeating adds little, rareness adds much."""
    return {term: (1 + math.log(times)) * rarity.get(term, unseen) for term, times in counts.items()}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of the angle between two weighed texts."""
    shared = sum(weight * other[term] for term, weight in one.items() if term in other)
    length = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return shared / length if length else 0.0


class Scale:
    """How alike one text is to many others, looking at one kind of term."""

    def __init__(self, text: Counter[str], others: Sequence[Counter[str]]) -> None:
        """Learn from the others which terms are rare."""
        seen = Counter(term for other in others for term in other)
        self.rarity = {term: math.log(1 + len(others) / times) for term, times in seen.items()}
        self.unseen = math.log(1 + 2 * len(others))
        self.weights = weigh(text, self.rarity, self.unseen)

    def read(self, other: Counter[str]) -> float:
        """Return how alike this other text is."""
        return cosine(self.weights, weigh(other, self.rarity, self.unseen))


def rank(text: str, candidates: Sequence[Candidate], *, limit: int = 5, least: float = LEAST) -> list[Match]:
    """Return the candidates most alike to the text, best first, with the words that both share.

    text        what somebody is writing        least  the score below which a candidate is left out
    """
    bodies = [split(candidate.title) * TITLE_WEIGHT + split(candidate.text) for candidate in candidates]
    stems, pieces = [count_stems(body) for body in bodies], [count_pieces(body) for body in bodies]
    own = split(text)
    by_stem, by_piece = Scale(count_stems(own), stems), Scale(count_pieces(own), pieces)
    found = [
        (STEM_SHARE * by_stem.read(stems[place]) + (1 - STEM_SHARE) * by_piece.read(pieces[place]), place)
        for place in range(len(candidates))
    ]
    best = sorted((pair for pair in found if pair[0] >= least), key=lambda pair: (-pair[0], pair[1]))[:limit]
    return [
        Match(id=candidates[place].id, score=round(score, 4), why=explain(text, stems[place], by_stem.weights))
        for score, place in best
    ]


def explain(text: str, other: Mapping[str, int], weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the words of the text that the other has as well, as they were written, the most telling first."""
    written: dict[str, str] = {}
    for word in WORD.findall(text):
        folded = fold(word)
        if has_meaning(folded):
            written.setdefault(stem(folded), word.lower())
    shared = sorted((term for term in written if term in other), key=lambda term: -weights.get(term, 0))
    return tuple(written[term] for term in shared[:MOST_REASONS])
