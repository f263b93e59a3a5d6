"""Two texts of an answer side by side, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any, TypeAlias

from django.utils.html import strip_tags

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers.queries.public import publications_of
from leerlus.law.articles.models import Law
from leerlus.measures.wording import Part, compare_words
from leerlus.people.actors import KIND_NAMES, OrganisationKind
from leerlus.people.models import Theme
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

    @property
    def before_name(self) -> str:
        """What stands above the first."""
        return f"Versie {self.before.number}"

    @property
    def after_name(self) -> str:
        """What stands above the second."""
        return f"Versie {self.after.number}"


NAMES = {
    "question": "Vraag",
    "text": "Antwoord",
    "example": "Voorbeeld voor het gesprek",
    "citations": "Waar het op rust",
    "law_from": "Zo is het vanaf",
    "law_until": "Zo was het tot en met",
    "themes": "Thema’s",
    "audience": "Voor",
    "review_on": "Herbeoordelen op",
    "owner": "Houdt het bij",
}
"""The parts of a text that are compared; the words about the change itself differ each time."""

DAYS = ("law_from", "law_until", "review_on")


def list_versions(answer_id: int) -> list[Publication]:
    """Return everything that was published of an answer, the latest first; Denied when nothing was."""
    return publications_of(answer_id)


def as_lines(rich: str) -> str:
    """Return a rich text as lines of words."""
    for end in BLOCK_ENDS:
        rich = rich.replace(end, f"{end}\n")
    return unescape(strip_tags(rich)).strip()


def as_words(key: str, written: Any, laws: Mapping[str, str]) -> str:  # noqa: ANN401 - what JSON holds
    """Return a part of a text as a reader reads it: days as days, articles and themes by name."""
    if key in DAYS and written:
        day = date.fromisoformat(written)
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if key == "citations":
        return "\n".join(name_citation(each, laws) for each in written)
    if key == "themes":
        return "\n".join(theme.name for pk, theme in Theme.objects.kept().items() if pk in written)
    if key == "audience":
        return "\n".join(KIND_NAMES[OrganisationKind(kind)] for kind in written) or "iedereen"
    return as_lines(str(written))


def name_citation(citation: Mapping[str, str], laws: Mapping[str, str]) -> str:
    """Return an article, or a paragraph of it, as people name it."""
    paragraph = f", lid {citation['paragraph']}" if citation["paragraph"] else ""
    return f"{laws.get(citation['law'], citation['law'])}, artikel {citation['article']}{paragraph}"


def compare(answer_id: int, before: int, after: int) -> Comparison:
    """Return what changed between two publications by their numbers; Denied when one is not there."""
    by_number = {each.number: each for each in publications_of(answer_id)}
    if before not in by_number or after not in by_number:
        raise Denied("Een van deze twee versies is er niet. Kies uit de lijst.")
    old, new = by_number[before], by_number[after]
    return Comparison(before=old, after=new, parts=what_changed(old.content, new.content))


def what_changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
    """Return each part of a text that changed: its name, and its words in order; at most one query."""
    laws = dict(Law.objects.values_list("slug", "name")) if old["citations"] != new["citations"] else {}
    pairs = [(name, as_words(key, old[key], laws), as_words(key, new[key], laws)) for key, name in NAMES.items()]
    return tuple((name, compare_words(was, now)) for name, was, now in pairs if was != now)
