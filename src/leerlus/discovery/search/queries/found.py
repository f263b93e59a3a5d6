"""What a reader finds: the entries that match, counted and cut for a page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator

from leerlus.discovery.search.engine import INDEX
from leerlus.discovery.search.models import Entry
from leerlus.discovery.search.queries.rights import allowed_to
from leerlus.discovery.search.queries.spelling import Correction, correct
from leerlus.discovery.search.sources import lexicon, sources
from leerlus.measures.highlighting import Shown, cut_out, mark
from leerlus.measures.similarity import fold
from leerlus.measures.terms import ABBREVIATION, clean, read, stem
from leerlus.people.models import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from leerlus.people.actors import Actor

PAGE = 10
MOST_SIGNS = 200
MOST_TERMS = 24
MOST_FOUND = 900
"""So many are weighed and counted; who finds more is asked to be more precise. One question holds them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader asks; what is empty does not limit. `order` is relevance ("") or "datum"."""

    words: str = ""
    kind: str = ""
    theme: str = ""
    since: date | None = None
    until: date | None = None
    order: str = ""
    page: str = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found."""

    kind: str
    url: str
    title: tuple[Shown, ...]
    piece: tuple[Shown, ...]
    themes: tuple[str, ...]
    date: date
    fictional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The page of a search.

    kinds, themes  how many would be found with each choice, the other choices staying: only what this reader may see
    is_cut         of a very long question only the beginning was read
    is_more        there is more than we weigh
    says_nothing   there is no word in it that can be looked for
    unnarrowed     when nothing fits the choices: how many would be found without them
    """

    hits: tuple[Hit, ...] = ()
    page: Page[int] | None = None
    kinds: Mapping[str, int]
    themes: Mapping[str, int]
    corrections: tuple[Correction, ...] = ()
    is_cut: bool = False
    is_more: bool = False
    says_nothing: bool = False
    unnarrowed: int = 0


def search(actor: Actor, wanted: Wanted) -> Found:
    """Return what this reader finds: at most eight queries, however much there is."""
    asked = clean(wanted.words)
    words, terms = _understand(asked[:MOST_SIGNS])
    if not terms:
        return Found(kinds={}, themes={}, says_nothing=bool(asked.strip()))
    allowed = _between(allowed_to(actor), wanted)
    known = INDEX.known(list(dict.fromkeys(map(stem, words))), allowed)
    unknown = [word for word in words if stem(word) not in known]
    corrections = correct(unknown, allowed) if unknown else []
    terms += [term for each in corrections for term in _understand(each.meant)[1] if term not in terms]
    ranked = INDEX.candidates(terms, allowed, MOST_FOUND + 1)
    score = dict(ranked[:MOST_FOUND])
    # These were allowed a moment ago, in the question that found them.
    rows = {row.pk: row for row in Entry.objects.filter(pk__in=list(score)).only("kind", "themes", "date")}
    kinds = Counter(row.kind for row in rows.values() if _has_theme(row, wanted.theme))
    themes = Counter(theme for row in rows.values() if _has_kind(row, wanted.kind) for theme in row.themes)
    chosen = [pk for pk in score if pk in rows and _fits(rows[pk], wanted)]
    if wanted.order == "datum":
        chosen.sort(key=lambda pk: (rows[pk].date, pk), reverse=True)
    unnarrowed = 0 if chosen else len(score)
    if not chosen and (wanted.since or wanted.until):
        unnarrowed = len(INDEX.candidates(terms, allowed_to(actor), MOST_FOUND))
    page = Paginator(chosen, PAGE).get_page(wanted.page)
    return Found(
        hits=_show(list(page.object_list), allowed, terms),
        page=page,
        kinds=kinds,
        themes=themes,
        corrections=tuple(corrections),
        is_cut=len(asked) > MOST_SIGNS,
        is_more=len(ranked) > MOST_FOUND,
        unnarrowed=unnarrowed,
    )


def _understand(asked: str) -> tuple[list[str], list[str]]:
    """Return the words of a question that can be spelled wrongly, and all terms to look for."""
    tokens = list(read(asked, lexicon()))
    names = [(token.start, token.end) for token in tokens if token.terms[0].startswith(ABBREVIATION)]
    words = [
        fold(asked[token.start : token.end])
        for token in tokens
        if not any(start <= token.start and token.end <= end for start, end in names)
    ]
    terms = list(dict.fromkeys(term for token in tokens for term in token.terms))
    return list(dict.fromkeys(words))[:MOST_TERMS], terms[:MOST_TERMS]


def _between(entries: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    if wanted.since:
        entries = entries.filter(date__gte=wanted.since)
    return entries.filter(date__lte=wanted.until) if wanted.until else entries


def _has_kind(row: Entry, kind: str) -> bool:
    return not kind or row.kind == kind


def _has_theme(row: Entry, theme: str) -> bool:
    return not theme or theme in row.themes


def _fits(row: Entry, wanted: Wanted) -> bool:
    return _has_kind(row, wanted.kind) and _has_theme(row, wanted.theme)


def _show(ids: list[int], allowed: QuerySet[Entry], terms: list[str]) -> tuple[Hit, ...]:
    """Return the hits of one page in their order, with the rights looked at once more."""
    entries = {entry.pk: entry for entry in allowed.filter(pk__in=ids)} if ids else {}
    names, here = {slug: theme.name for slug, theme in Theme.objects.kept().items()}, lexicon()
    return tuple(
        Hit(
            kind=sources()[entry.kind].one,
            url=entry.url,
            title=mark(entry.heading, terms, here),
            piece=cut_out(entry.text, terms, here),
            themes=tuple(names[slug] for slug in entry.themes if slug in names),
            date=entry.date,
            fictional=entry.fictional,
        )
        for entry in (entries[pk] for pk in ids if pk in entries)
    )
