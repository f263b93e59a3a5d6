"""Two texts of an answer side by side, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any, TypeAlias

from django.utils.html import strip_tags

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers.queries.public import publications_of
from leerlus.measures.wording import Part, compare_words
from leerlus.ui.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leerlus.knowledge.answers.models import Publication

Changes: TypeAlias = tuple[tuple[str, tuple[Part, ...]], ...]

BLOCK_ENDS = ("</p>", "</li>", "</h3>", "</h4>", "<br/>", "<br>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two publications, and what changed in each part that changed: its name, and its words in order."""

    before: Publication
    after: Publication
    parts: Changes


NAMES = {
    "question": "Vraag",
    "text": "Antwoord",
    "example": "Voorbeeld voor het gesprek",
    "law_from": "Zo is het vanaf",
    "law_until": "Zo was het tot en met",
    "review_on": "Herbeoordelen op",
    "owner": "Houdt het bij",
}

DAYS = ("law_from", "law_until", "review_on")


def list_versions(answer_id: int) -> list[Publication]:
    """Return everything that was published of an answer, the latest first; Denied when nothing was."""
    return publications_of(answer_id)


def as_lines(rich: str) -> str:
    """Return a rich text as lines of words."""
    for end in BLOCK_ENDS:
        rich = rich.replace(end, f"{end}\n")
    return unescape(strip_tags(rich)).strip()


def as_words(key: str, written: str) -> str:
    """Return a part of a text as a reader reads it: days as days."""
    if key in DAYS and written:
        day = date.fromisoformat(written)
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return as_lines(written)


def compare(answer_id: int, before: int, after: int) -> Comparison:
    """Return what changed between two publications by their numbers; Denied when one is not there."""
    by_number = {each.number: each for each in publications_of(answer_id)}
    if before not in by_number or after not in by_number:
        raise Denied("Een van deze twee versies is er niet. Kies uit de lijst.")
    old, new = by_number[before], by_number[after]
    return Comparison(before=old, after=new, parts=what_changed(old.content, new.content))


def what_changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
    """Return each part of a text that changed: its name, and its words in order."""
    pairs = [(name, as_words(key, str(old[key])), as_words(key, str(new[key]))) for key, name in NAMES.items()]
    return tuple((name, compare_words(was, now)) for name, was, now in pairs if was != now)
