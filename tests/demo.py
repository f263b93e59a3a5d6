"""The demo in the database of a test: played once in each process of tests, and copied back from memory after that."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any, Protocol

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from leerlus.config.demo.load import load


class Copy(Protocol):
    """What was in a database; `put_back` fills an empty one with it."""

    def put_back(self) -> None:
        """Fill the empty tables."""


_kept: dict[str, Copy] = {}


def put_demo_in() -> None:
    """Fill the empty database of this test with the demo, outside any transaction."""
    kept = _kept.get(connection.vendor)
    if kept:
        kept.put_back()
        return
    load(lambda _: None)
    _kept[connection.vendor] = SqliteCopy() if connection.vendor == "sqlite" else PostgresqlCopy()


class SqliteCopy:
    """The whole file, page for page."""

    def __init__(self) -> None:
        """Take it."""
        self.pages = sqlite3.connect(":memory:")
        connection.connection.backup(self.pages)

    def put_back(self) -> None:
        """Write the pages over those of the empty file."""
        connection.ensure_connection()
        self.pages.backup(connection.connection)


class PostgresqlCopy:
    """Each table as PostgreSQL itself writes it out."""

    def __init__(self) -> None:
        """Take it."""
        self.tables: dict[str, bytes] = {}
        with closing(_raw_cursor()) as cursor:
            for table in _tables():
                with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT BINARY)') as rows:
                    self.tables[table] = b"".join(bytes(part) for part in rows)

    def put_back(self) -> None:
        """Empty what Django filled by itself, and read all in; references are checked at the end."""
        with transaction.atomic(), closing(_raw_cursor()) as cursor:
            cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in self.tables) + " CASCADE")
            for table, rows in self.tables.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT BINARY)') as target:
                    target.write(rows)
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
                cursor.execute(statement)


def _raw_cursor() -> Any:  # noqa: ANN401 - psycopg's, which can copy
    connection.ensure_connection()
    return connection.connection.cursor()


def _tables() -> list[str]:
    return sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed})
