"""The engine that finds candidates, behind one small interface; another engine replaces only what stands in here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet
from django.db import connection
from wagtail.search.backends import get_search_backend

from leerlus.discovery.search.models import Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from django.db.models import QuerySet

ENGINE = "readers"
"""The name of the engine in WAGTAILSEARCH_BACKENDS; the editors' own search uses another one."""


QUOTES = frozenset("'\"\\")


class SearchIndex(Protocol):
    """What search asks of an engine. Terms come from `measures.terms`; rights are a filter, applied inside."""

    def upsert(self, entries: Sequence[Entry]) -> None:
        """Index entries that are saved, or index them anew."""

    def delete(self, ids: Collection[int]) -> None:
        """Forget entries; who is not there is no error."""

    def candidates(self, terms: Sequence[str], allowed: QuerySet[Entry], most: int) -> list[tuple[int, float]]:
        """Return entries among the allowed with any of the terms, and how well they match; the best first."""

    def known(self, terms: Sequence[str], allowed: QuerySet[Entry]) -> set[str]:
        """Return which of these terms stand in any of the allowed entries."""


class DatabaseIndex:
    """The search library in the database itself: FTS5 on SQLite, text search on PostgreSQL.

    The library keeps the index. Asking is done here: its own way asks the index once for each entry, and adds up to
    the square of what there is. A candidate with two of the words comes before one with a single word, mostly.
    """

    def upsert(self, entries: Sequence[Entry]) -> None:
        """Index entries that are saved, or index them anew."""
        get_search_backend(ENGINE).add_bulk(Entry, entries)

    def delete(self, ids: Collection[int]) -> None:
        """Forget entries; who is not there is no error."""
        model = get_search_backend(ENGINE).get_index_for_model(Entry).entries
        kind = ContentType.objects.get_for_model(Entry)
        model.filter(content_type=kind, object_id__in=[str(pk) for pk in ids]).delete()

    def candidates(self, terms: Sequence[str], allowed: QuerySet[Entry], most: int) -> list[tuple[int, float]]:
        """Return entries among the allowed with any of the terms, and how well they match; the best first."""
        terms = _askable(terms)
        if not terms:
            return []
        matched = _matching(terms, allowed)
        if connection.vendor == "sqlite":
            score, params = "bm25(wagtailsearch_indexentry_fts, 1.0, 1.0, 4.0) * -1", []
        else:
            score = (
                "ts_rank(wagtailsearch_indexentry.title || wagtailsearch_indexentry.body, to_tsquery('simple', %s), 1)"
            )
            params = [_written(terms)]
        scored = matched.extra(select={"score": score}, select_params=params)  # noqa: S610 - no word of a reader in it
        rows = scored.order_by().values_list("pk", "score")
        return sorted(((pk, float(score)) for pk, score in rows), key=lambda row: (-row[1], -row[0]))[:most]

    def known(self, terms: Sequence[str], allowed: QuerySet[Entry]) -> set[str]:
        """Return which of these terms stand in any of the allowed entries; one query."""
        terms = _askable(terms)
        if not terms:
            return set()
        parts, params = [], []
        for term in terms:
            try:
                sql, inner = _matching([term], allowed).order_by().values("pk")[:1].query.sql_with_params()
            except EmptyResultSet:
                return set()  # nothing is allowed
            parts.append(f"SELECT %s WHERE EXISTS ({sql})")
            params += [term, *inner]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            return {str(row[0]) for row in cursor.fetchall()}


def _askable(terms: Sequence[str]) -> list[str]:
    """Return the terms without those that hold a sign with which the databases quote: no term of a text does."""
    return [term for term in terms if term and not QUOTES.intersection(term)]


def _written(terms: Sequence[str]) -> str:
    """Write terms as both databases ask for them: quoted, so that nothing in them is an operator."""
    if connection.vendor == "sqlite":
        return " OR ".join(f'"{term}"' for term in terms)
    return " | ".join(f"'{term}'" for term in terms)


def _matching(terms: Sequence[str], allowed: QuerySet[Entry]) -> QuerySet[Entry]:
    """Return the allowed entries with any of the terms, joined with the library's index."""
    kind = ContentType.objects.get_for_model(Entry).pk
    if connection.vendor == "sqlite":
        return allowed.extra(
            tables=["wagtailsearch_indexentry", "wagtailsearch_indexentry_fts"],
            where=[
                "wagtailsearch_indexentry_fts MATCH %s",
                "wagtailsearch_indexentry.id = wagtailsearch_indexentry_fts.rowid",
                "wagtailsearch_indexentry.content_type_id = %s",
                "search_entry.id = CAST(wagtailsearch_indexentry.object_id AS INTEGER)",
            ],
            params=["{title body} : (" + _written(terms) + ")", kind],
        )
    return allowed.extra(
        tables=["wagtailsearch_indexentry"],
        where=[
            "(wagtailsearch_indexentry.title || wagtailsearch_indexentry.body) @@ to_tsquery('simple', %s)",
            "wagtailsearch_indexentry.content_type_id = %s",
            "search_entry.id = wagtailsearch_indexentry.object_id::bigint",
        ],
        params=[_written(terms), kind],
    )


INDEX: SearchIndex = DatabaseIndex()
