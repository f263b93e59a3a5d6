"""The words of a text as search compares them: without accents and endings, with the parts of long words.

One analyzer for every engine and for both what is found and what is asked, so that they always mean the same. Whoever
changes what comes out raises VERSION: the index is then built anew.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from leerlus.measures.similarity import STOP_WORDS, WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

VERSION = 2
LONGEST_TERM = 60
SHORTEST_STEM = 4
SHORTEST_REST = 3
ENDINGS = ("en", "ing", "e", "s", "t", "d")
VOWELS = "aeiou"
LINKS = ("s", "en", "e")
ABBREVIATION = "qz0"
"""How the term of an abbreviation begins: no word does."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """What search knows of the language of the field; each is one of its own, so that what it makes can be remembered.

    phrases  an abbreviation or its full name, as folded words, with the one term for both; by the first word
    parts    folded words of which long words are made
    """

    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    parts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, or a known name of several words, with where it stands and what it counts as."""

    start: int
    end: int
    terms: tuple[str, ...]


def clean(text: str) -> str:
    """Return the text with letters composed and without what a database refuses."""
    return unicodedata.normalize("NFC", text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8"))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a folded word without endings: `knelpunten` and `knelpunt`, `taken` and `taak` become one.

    It cuts until nothing is left to cut, so that all forms of a word end at the same place.
    """
    if word.endswith("heden"):
        word = word.removesuffix("heden") + "heid"
    before = ""
    while word != before:
        before = word
        for ending in ENDINGS:
            if _comes_off(word, ending):
                word = word.removesuffix(ending)
                break
    if word[-1] in "vz":
        word = word[:-1] + {"v": "f", "z": "s"}[word[-1]]
    if len(word) > SHORTEST_STEM - 1 and word[-1] == word[-2] and word[-1] not in VOWELS:
        word = word[:-1]
    if len(word) > SHORTEST_STEM - 1 and word[-2] == word[-3] and word[-2] in VOWELS:
        word = word[:-2] + word[-1]
    return word


def _comes_off(word: str, ending: str) -> bool:
    """Tell whether an ending is one: `taken` has one, `open` has none, and the t of `toet` belongs to the word."""
    rest = word.removesuffix(ending)
    if rest == word or len(rest) < (SHORTEST_REST if ending == "en" else SHORTEST_STEM):
        return False
    return not (ending in {"t", "d"} and rest[-1] in f"{VOWELS}jy")


def parts_of(word: str, lexicon: Lexicon) -> list[str]:
    """Return the known words with which a folded word begins or ends: `inburgeringstermijn` has two."""
    found = []
    for length in range(len(word) - SHORTEST_REST, SHORTEST_STEM - 1, -1):
        if word[:length] in lexicon.parts:
            found.append(word[:length])
            rest = word[length:]
            link = next((link for link in LINKS if rest.startswith(link) and rest[len(link) :] in lexicon.parts), "")
            rest = rest.removeprefix(link)
            if len(rest) >= SHORTEST_STEM:
                found += [rest] if rest in lexicon.parts else parts_of(rest, lexicon)
            break
    for length in range(len(word) - SHORTEST_REST, SHORTEST_STEM - 1, -1):
        if word[-length:] in lexicon.parts:
            found.append(word[-length:])
            break
    return list(dict.fromkeys(found))


def says_something(word: str) -> bool:
    """Tell whether a folded word can be searched for: a number can, a single letter can not."""
    return (len(word) > 1 or word.isdigit()) and word not in STOP_WORDS


@lru_cache(maxsize=50_000)
def terms_of(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return what a folded word counts as: itself without endings, and its parts; nothing when it says nothing."""
    if not says_something(word):
        return ()
    terms = (stem(word), *(stem(part) for part in parts_of(word, lexicon)))
    return tuple(term[:LONGEST_TERM] for term in dict.fromkeys(terms))


def read(text: str, lexicon: Lexicon) -> Iterator[Token]:
    """Yield the words of a text that was cleaned, in its order; a known name of several words comes once more."""
    places = [found.span() for found in WORD.finditer(text)]
    words = [fold(text[start:end]) for start, end in places]
    for at, word in enumerate(words):
        start, end = places[at]
        if terms := terms_of(word, lexicon):
            yield Token(start=start, end=end, terms=terms)
        for phrase, named in lexicon.phrases.get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                yield Token(start=start, end=places[at + len(phrase) - 1][1], terms=(named,))


def analyze(text: str, lexicon: Lexicon) -> list[str]:
    """Return the terms of a text, in its order, each as often as it stands there."""
    return [term for token in read(clean(text), lexicon) for term in token.terms]


def make_lexicon(names: Mapping[str, list[str]], parts: list[str]) -> Lexicon:
    """Return the lexicon of abbreviations with their full names, and of words that stand in long words."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for short, full in names.items():
        term = ABBREVIATION + "".join(WORD.findall(fold(short)))
        for name in (short, *full):
            words = tuple(WORD.findall(fold(name)))
            phrases.setdefault(words[0], []).append((words, term))
    return Lexicon(phrases=phrases, parts=frozenset(fold(part) for part in parts))
