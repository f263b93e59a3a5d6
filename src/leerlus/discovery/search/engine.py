"""The engine that finds candidates, behind one small interface; another engine replaces only what stands in here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

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
        matched, params = _matching(terms, with_score=True)
        best = _among(allowed).extra(select={"score": "search_hit.score"}, order_by=["-score", "-id"])
        try:
            sql, inner = best.values_list("pk", "score")[:most].query.sql_with_params()
        except EmptyResultSet:
            return []  # nothing is allowed
        # Made first and once: a database that guesses wrongly would look in the index again for each thing.
        rows = _ask(f"WITH search_hit AS MATERIALIZED ({matched}) {sql}", [*params, *inner])
        return [(int(pk), float(score)) for pk, score in rows]

    def known(self, terms: Sequence[str], allowed: QuerySet[Entry]) -> set[str]:
        """Return which of these terms stand in any of the allowed entries; one query."""
        terms = _askable(terms)
        if not terms:
            return set()
        try:
            sql, inner = _among(allowed).order_by().values("pk")[:1].query.sql_with_params()
        except EmptyResultSet:
            return set()  # nothing is allowed
        parts, params = [], []
        for term in terms:
            matched, asked = _matching([term])
            parts.append(f"SELECT %s WHERE EXISTS (WITH search_hit AS ({matched}) {sql})")
            params += [term, *asked, *inner]
        return {str(row[0]) for row in _ask(" UNION ALL ".join(parts), params)}


def _askable(terms: Sequence[str]) -> list[str]:
    """Return the terms without those that hold a sign with which the databases quote: no term of a text does."""
    return [term for term in terms if term and not QUOTES.intersection(term)]


def _written(terms: Sequence[str]) -> str:
    """Write terms as both databases ask for them: quoted, so that nothing in them is an operator."""
    if connection.vendor == "sqlite":
        return " OR ".join(f'"{term}"' for term in terms)
    return " | ".join(f"'{term}'" for term in terms)


def _ask(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _among(allowed: QuerySet[Entry]) -> QuerySet[Entry]:
    """Return the allowed entries, joined with what the index holds for the terms."""
    return allowed.extra(tables=["search_hit"], where=["search_entry.id = search_hit.entry"])


def _matching(terms: Sequence[str], *, with_score: bool = False) -> tuple[str, list[Any]]:
    """Return SQL that asks the library's index for entries with any of the terms, and its parameters."""
    kind, written = ContentType.objects.get_for_model(Entry).pk, _written(terms)
    if connection.vendor == "sqlite":
        score = ", bm25(wagtailsearch_indexentry_fts, 1.0, 1.0, 4.0) * -1 AS score" if with_score else ""
        sql = f"""
            SELECT CAST(kept.object_id AS INTEGER) AS entry{score}
            FROM wagtailsearch_indexentry_fts CROSS JOIN wagtailsearch_indexentry AS kept
                ON kept.id = wagtailsearch_indexentry_fts.rowid
            WHERE wagtailsearch_indexentry_fts MATCH %s AND kept.content_type_id = %s"""  # noqa: S608 - as above
        return sql, ["{title body} : (" + written + ")", kind]
    score = ", ts_rank(kept.title || kept.body, to_tsquery('simple', %s), 1) AS score" if with_score else ""
    sql = f"""
        SELECT kept.object_id::bigint AS entry{score}
        FROM wagtailsearch_indexentry AS kept
        WHERE (kept.title || kept.body) @@ to_tsquery('simple', %s) AND kept.content_type_id = %s"""  # noqa: S608 - as above
    return sql, [*([written] if with_score else []), written, kind]


INDEX: SearchIndex = DatabaseIndex()
