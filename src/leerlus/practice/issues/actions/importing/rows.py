"""From one row to an issue that can be raised, or to everything that is wrong with the row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from leerlus.measures.sheets import column_letter
from leerlus.practice.issues.actions.importing.cells import (
    MARKUP,
    Wrong,
    is_blank,
    read_articles,
    read_choice,
    read_day,
    read_mark,
    read_name,
    read_words,
    show,
    tell_personal_data,
)
from leerlus.practice.issues.actions.importing.columns import REQUIRED, SEVERITIES, SOURCES, VISIBILITIES
from leerlus.practice.issues.actions.raising import IssueText
from leerlus.practice.issues.models import Severity, Source, Visibility
from leerlus.ui.fields import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from leerlus.measures.sheets import Row

T = TypeVar("T")

TEXTS = {
    "titel": "title",
    "situatie": "situation",
    "vraag": "question",
    "geprobeerd": "tried",
    "betekenis": "meaning",
}
"""Which column becomes which field of an issue."""

NO_ARTICLES: tuple[str, ...] = ()
NO_THEME = "Dit thema is er niet. Kies er een van het blad Uitleg in het sjabloon."
NO_ORGANISATION = "Deze organisatie staat niet in Leerlus. Schrijf haar zoals zij in Leerlus heet."
EMPTY = "Dit is leeg. Vul het in."
SEVERITY_WORDS = "Vul 1, 2 of 3 in. 1 is lastig, 2 is vertraging of schade, 3 is ernstige schade."
SOURCE_WORDS = "Kies praktijk, managementinformatie, onderzoek, rechtspraak of inburgeraars."
VISIBILITY_WORDS = "Kies regio, professionals of iedereen."


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What is wrong with one cell, and what to do."""

    row: int
    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What there is to choose from, and what was said for the whole list.

    themes, organisations  by name as we compare names     spelling  how those names are written
    organisation  what an empty cell means, if anything     width  how many columns the list has
    """

    themes: Mapping[str, str]
    organisations: Mapping[str, int]
    spelling: Mapping[str, str]
    width: int
    today: date
    organisation: int | None = None
    allows_personal_data: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One good row: what will be raised, for whom, and since when."""

    row: int
    mark: str
    text: IssueText
    organisation: int
    day: date | None


@dataclass(slots=True, kw_only=True)
class RowReader:
    """Reads one row and gathers what is wrong and what we changed."""

    row: Row
    places: Mapping[str, int]
    known: Known
    complaints: list[Complaint] = field(default_factory=list)
    mark: str = ""
    had_unseen: bool = False
    has_markup: bool = False

    def read(self) -> Entry | None:
        """Return the entry, or None when anything is wrong."""
        known = self.known
        mark = self.mark = self._take("kenmerk", read_mark, "")
        words = {name: self._take_text(name) for name in TEXTS}
        theme = self._take("thema", lambda text: read_name(text, known.themes, known.spelling, NO_THEME), "")
        organisation = self._take("organisatie", self._read_organisation, 0)
        day = self._take("datum", lambda text: read_day(text, known.today), None)
        severity = self._take(
            "ernst", lambda text: read_choice(text, SEVERITIES, SEVERITY_WORDS, Severity.HINDRANCE.value), 1
        )
        source = self._take("bron", lambda text: read_choice(text, SOURCES, SOURCE_WORDS, Source.PRACTICE.value), "")
        articles = self._take("artikelen", read_articles, NO_ARTICLES)
        visibility = self._take(
            "zichtbaar",
            lambda text: read_choice(text, VISIBILITIES, VISIBILITY_WORDS, Visibility.PROFESSIONALS.value),
            "",
        )
        self._check_persons({"kenmerk": mark, **words, "artikelen": "\n".join(articles)})
        self._check_beyond_the_columns()
        if self.complaints:
            return None
        text = IssueText(
            title=words["titel"],
            situation=words["situatie"],
            question=words["vraag"],
            tried=words["geprobeerd"],
            meaning=words["betekenis"],
            theme=theme,
            articles=articles,
            severity=severity,
            source=source,
            visibility=visibility,
        )
        return Entry(row=self.row.number, mark=mark, text=text, organisation=organisation, day=day)

    def cell(self, name: str) -> str:
        """Return the text as it stands in a column."""
        return self.row.cell(self.places.get(name))

    def complain(self, name: str, why: str, *, shown: bool = True) -> None:
        """Remember what is wrong. With `shown` off the report leaves out what stands in the cell."""
        value = show(self.cell(name)) if shown else ""
        self.complaints.append(Complaint(row=self.row.number, column=name, value=value, why=why))

    def _take(self, name: str, parse: Callable[[str], T], otherwise: T) -> T:
        try:
            value = self._parse(name, parse)
        except Wrong as wrong:
            self.complain(name, str(wrong))
            return otherwise
        self.had_unseen |= UNSEEN.search(self.cell(name)) is not None
        return value

    def _parse(self, name: str, parse: Callable[[str], T]) -> T:
        text = self.cell(name)
        fault = self.row.faults.get(self.places.get(name, -1))
        if fault:
            raise Wrong(fault)
        if name in REQUIRED and is_blank(text):
            raise Wrong(EMPTY)
        return parse(text)

    def _take_text(self, name: str) -> str:
        words = self._take(name, lambda text: read_words(TEXTS[name], text, lines=name != "titel"), "")
        self.has_markup |= MARKUP.search(words) is not None
        return words

    def _check_persons(self, texts: Mapping[str, str]) -> None:
        if not self.known.allows_personal_data:
            for name, why in tell_personal_data(texts).items():
                self.complain(name, why, shown=False)

    def _read_organisation(self, text: str) -> int:
        if text.strip():
            return read_name(text, self.known.organisations, self.known.spelling, NO_ORGANISATION)
        if self.known.organisation is None:
            raise Wrong("Dit is leeg. Vul de organisatie in, of noem haar voor de hele lijst met --organisatie.")
        return self.known.organisation

    def _check_beyond_the_columns(self) -> None:
        """Pass on what is wrong with the row as a whole; mistakes in columns that we skip do no harm."""
        for place, why in self.row.faults.items():
            if place >= self.known.width:
                value = show(self.row.cell(place))
                self.complaints.append(
                    Complaint(row=self.row.number, column=column_letter(place), value=value, why=why)
                )
