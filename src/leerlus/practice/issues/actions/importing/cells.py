"""From the text of one cell to a value. What is wrong is said in a sentence: what it is, and what to do."""

from __future__ import annotations

import re
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Field

from leerlus.measures.personal_data import find_together, list_in_words
from leerlus.measures.sheets import normalise, on_one_line
from leerlus.practice.issues.actions.importing.columns import LONGEST_ARTICLE, MOST_ARTICLES
from leerlus.practice.issues.models import Issue
from leerlus.ui.dates import number
from leerlus.ui.fields import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

FIRST_DAY = date(2007, 1, 1)
"""The first day of the first Wet inburgering: an earlier date is a slip of the pen, or Excel's own zero."""

DUTCH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T].*)?")
DAY_SHORT_OF_YEAR = re.compile(r"\d{1,2}-\d{1,2}-\d{2}")

MARKUP = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#\d{2,6});", re.IGNORECASE)
"""Codes of a web page. We keep them as they stand, because text is only ever shown as text."""

LONGEST_NAME = 200
SHOWN_SIGNS = 60
SHOWN_OF_A_PERSON = 2


class Wrong(Exception):  # noqa: N818 - it reads as a sentence in the code: raise Wrong("…")
    """A cell that we cannot use. The message is a Dutch sentence for the reader."""


def longest(field: str) -> int:
    """Return how many characters a text field of an issue holds."""
    column = Issue._meta.get_field(field)
    if not isinstance(column, Field) or column.max_length is None:
        raise TypeError(f"{field} has no longest length")
    return int(column.max_length)


def read_words(field: str, text: str, *, lines: bool = True) -> str:
    """Return the words of a text cell, cleaned as the form on the site does; Wrong when there are too many."""
    words = plain(text, lines=lines)
    most = longest(field)
    if len(words) > most:
        raise Wrong(f"Deze tekst heeft {number(len(words))} tekens; er passen er {number(most)}. Maak de tekst korter.")
    return words


def read_mark(text: str) -> str:
    """Return the mark of a row, without anything that cannot be seen: by it we know the row again."""
    return read_words("origin", "".join(filter(str.isprintable, plain(text, lines=False))), lines=False)


def is_blank(text: str) -> bool:
    """Tell whether there is nothing to see."""
    return not any(sign.isprintable() and not sign.isspace() for sign in text)


def read_day(text: str, today: date) -> date | None:
    """Return the day, or None when the cell is empty."""
    words = plain(text, lines=False)
    if not words:
        return None
    try:
        day = _parse_day(words)
    except ValueError:
        raise Wrong("Deze dag bestaat niet. Schrijf de datum als dd-mm-jjjj, bijvoorbeeld 14-03-2025.") from None
    if day > today:
        raise Wrong("Deze dag moet nog komen. Vul de dag in waarop het werd gemeld.")
    if day < FIRST_DAY:
        raise Wrong("Deze dag ligt voor de eerste Wet inburgering (2007). Kijk de datum na.")
    return day


def _parse_day(words: str) -> date:
    dutch = DUTCH_DAY.fullmatch(words)
    if dutch:
        return date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
    if ISO_DAY.fullmatch(words):
        return datetime.fromisoformat(words).date()
    if words.isdecimal():
        raise Wrong("Dit is een getal. Geef de kolom in Excel de opmaak Datum, of schrijf de datum als dd-mm-jjjj.")
    if DAY_SHORT_OF_YEAR.fullmatch(words):
        raise Wrong("Schrijf het jaar voluit: dd-mm-jjjj, bijvoorbeeld 14-03-2025.")
    raise Wrong("Dit is geen datum die wij kennen. Schrijf dd-mm-jjjj, bijvoorbeeld 14-03-2025.")


def read_choice(text: str, known: Mapping[str, T], what: str, otherwise: T) -> T:
    """Return what this word stands for; `otherwise` when the cell is empty."""
    word = normalise(text)
    if not word:
        return otherwise
    if word not in known:
        raise Wrong(f"Dit kennen wij niet. {what}")
    return known[word]


def read_name(text: str, known: Mapping[str, T], spelling: Mapping[str, str], what: str) -> T:
    """Return what has this name; Wrong, with the name that comes close, when nothing has."""
    word = normalise(text)
    if word in known:
        return known[word]
    near = find_near(word, tuple(known)) if len(word) <= LONGEST_NAME else None
    raise Wrong(f"{what} Bedoelt u “{spelling[near]}”?" if near else what)


@lru_cache(maxsize=4096)
def find_near(word: str, names: tuple[str, ...]) -> str | None:
    """Return the name that looks like this word or ends with it; a list often says the same many times."""
    near = [*(name for name in names if name.endswith(f" {word}")), *get_close_matches(word, names, n=1, cutoff=0.75)]
    return near[0] if near else None


def read_articles(text: str) -> tuple[str, ...]:
    """Return the citations, one by one."""
    parts = re.split(r"[;\n]", plain(text))
    articles = tuple(words for part in parts if (words := " ".join(part.split())))
    if len(articles) > MOST_ARTICLES:
        raise Wrong(f"Dit zijn {len(articles)} artikelen; er passen er {MOST_ARTICLES}. Noem de belangrijkste.")
    if any(len(article) > LONGEST_ARTICLE for article in articles):
        raise Wrong("Zet een puntkomma tussen de artikelen, en laat de tekst van een artikel weg.")
    return articles


def tell_personal_data(texts: Mapping[str, str]) -> dict[str, str]:
    """Return for each text of a row that may hold personal data a sentence that says so.

    The sentence shows only how the words start: reports get around.
    """
    told = {}
    for name, findings in find_together(texts).items():
        shown = [f"{list_in_words([start_of(words) for words in each.words])} ({each.kind_name})" for each in findings]
        if shown:
            listed = ", ".join(dict.fromkeys(shown))
            told[name] = f"Hier staan mogelijk persoonsgegevens: {listed}. Haal ze weg uit de lijst."
    return told


def start_of(words: str) -> str:
    """Return the first signs of what was found."""
    return f"“{words[:SHOWN_OF_A_PERSON]}…”"


def show(text: str) -> str:
    """Return the text of a cell as a report shows it: on one line and short."""
    words = on_one_line(text)
    return words if len(words) <= SHOWN_SIGNS else f"{words[: SHOWN_SIGNS - 1]}…"
