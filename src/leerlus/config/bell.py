"""Hearing from the database that a session changed: PostgreSQL says so by itself, SQLite must be asked (ADR 0019)."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CHANNEL = "peer_session"
"""A trigger in the database says something here when a transaction with a new beat is committed; see the migrations."""

ASK_SECONDS = 0.1
"""How long to wait before asking again, where nothing is said: on SQLite, and while PostgreSQL cannot be heard."""

SAFETY_SECONDS = 1.0
"""The same where something is said: between us and PostgreSQL may stand what lets no notifications through."""

AGAIN_SECONDS = 1.0


class Bell:
    """Rings when something may be new. `hears` tells whether the database rings it."""

    def __init__(self) -> None:
        """Start silent."""
        self.rung = asyncio.Event()
        self.hears = False

    def ring(self) -> None:
        """Let who waits look at once."""
        self.rung.set()

    async def wait(self) -> None:
        """Return when it rang, or when it is time to ask without that."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.rung.wait(), SAFETY_SECONDS if self.hears else ASK_SECONDS)
        self.rung.clear()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Let the database ring the bell meanwhile, if it can."""
        if connection.vendor != "postgresql":
            yield
            return
        ear = asyncio.get_running_loop().create_task(self._listen())
        try:
            yield
        finally:
            ear.cancel()

    async def _listen(self) -> None:
        """Keep a connection of its own with PostgreSQL; one that breaks is made again."""
        from psycopg import AsyncConnection, Error  # noqa: PLC0415 - only with PostgreSQL
        from psycopg.conninfo import make_conninfo  # noqa: PLC0415 - as above

        while True:
            try:
                async with await AsyncConnection.connect(make_conninfo(**_address()), autocommit=True) as line:
                    await line.execute(f"LISTEN {CHANNEL}")
                    self.hears = True
                    self.ring()  # for what was said while nobody listened
                    async for _ in line.notifies():
                        self.ring()
            except Error:
                logging.getLogger(__name__).warning("PostgreSQL is even niet te horen. Wij vragen zelf.")
            finally:
                self.hears = False
            await asyncio.sleep(AGAIN_SECONDS)


def _address() -> dict[str, str]:
    """Return where PostgreSQL is, as psycopg wants it."""
    values = connection.settings_dict
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {name: str(values[key]) for name, key in named.items() if values.get(key)}
