"""The live process: tells open rooms of intervisie that there is something new, and never what (ADR 0017).

One small ASGI program. A browser keeps a line open (Server-Sent Events); the address carries a ticket, so this program
needs no cookies. When the bell rings it asks the database one question: which version do the watched sessions have?
"""

from __future__ import annotations

import asyncio
import logging
import resource
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import parse_qs

from django.conf import settings
from django.db import DatabaseError, connection

from leerlus.config.bell import Bell
from leerlus.practice.peer_sessions.queries import read_ticket, read_versions

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, MutableMapping

    Message: TypeAlias = MutableMapping[str, Any]
    Receive: TypeAlias = Callable[[], Awaitable[Message]]
    Send: TypeAlias = Callable[[Message], Awaitable[None]]

REST_SECONDS = 15.0
"""How long a line may be silent: proxies cut what they think is dead."""

AWAY_SECONDS = 1.0
"""How long the database gets to come back."""

LIFE_SECONDS = 15 * 60.0
"""After this a line is closed and the browser opens it again, with the ticket it has; an old ticket is refused."""

MOST_LINES = 5000
SPARE_FILES = 64
"""Each line is an open file for the system. Where these run out nothing answers any more, so some are kept free."""

HEADERS = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx keeps what it gets until there is enough of it
]


class Watch:
    """Which lines are open, and the latest version that each session was found to have."""

    def __init__(self) -> None:
        """Start without lines."""
        self.lines: dict[int, set[asyncio.Queue[int]]] = defaultdict(set)
        self.versions: dict[int, int] = {}
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="versions")
        self.task: asyncio.Task[None] | None = None
        self.bell = Bell()
        self.most = MOST_LINES

    @property
    def count(self) -> int:
        """How many lines are open."""
        return sum(len(lines) for lines in self.lines.values())

    def open(self, session_id: int) -> asyncio.Queue[int]:
        """Begin to watch a session for one line."""
        line: asyncio.Queue[int] = asyncio.Queue(maxsize=1)
        self.lines[session_id].add(line)
        if session_id in self.versions:
            line.put_nowait(self.versions[session_id])
        else:
            self.bell.ring()
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self.look())
        return line

    def close(self, session_id: int, line: asyncio.Queue[int]) -> None:
        """Stop watching for this line."""
        self.lines[session_id].discard(line)
        if not self.lines[session_id]:
            del self.lines[session_id]
            self.versions.pop(session_id, None)

    async def look(self) -> None:
        """Ask each time that something may be new, as long as somebody watches."""
        loop = asyncio.get_running_loop()
        async with self.bell.listening():
            while self.lines:
                found = await loop.run_in_executor(self.thread, ask, tuple(self.lines))
                if found is None:
                    await asyncio.sleep(AWAY_SECONDS)
                    continue
                for session_id, version in found.items():
                    if self.versions.get(session_id) != version and session_id in self.lines:
                        self.versions[session_id] = version
                        self.tell(self.lines[session_id], version)
                await self.bell.wait()

    @staticmethod
    def tell(lines: Iterable[asyncio.Queue[int]], version: int) -> None:
        """Give each line the version; one that still waits takes the place of an older one."""
        for line in lines:
            if line.full():
                line.get_nowait()
            line.put_nowait(version)


def ask(session_ids: tuple[int, ...]) -> dict[int, int] | None:
    """Ask the database for the versions; None when it is away, because pages ask by themselves as well."""
    try:
        return read_versions(session_ids)
    except DatabaseError:
        logging.getLogger(__name__).exception("De database is niet bereikbaar. Wij proberen het zo opnieuw.")
        connection.close()
        return None


WATCH = Watch()


async def application(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    """Answer a browser that wants to hear of a session."""
    if scope["type"] == "lifespan":
        await _live_and_die(receive, send)
    if scope["type"] != "http":
        return
    ticket = parse_qs(scope["query_string"].decode("latin-1")).get("kaartje", [""])[0]
    session_id = read_ticket(ticket)
    if scope["method"] != "GET" or session_id is None:
        await _refuse(send, 403)
    elif WATCH.count >= WATCH.most:
        await _refuse(send, 503)
    else:
        await _stream(session_id, receive, send)


async def _live_and_die(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-length", b"0"), (b"connection", b"close"), *_allow()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _allow() -> list[tuple[bytes, bytes]]:
    """Let pages of this installation read it, wherever this program listens; no cookies are asked for."""
    return [(b"access-control-allow-origin", settings.BASE_URL.encode())]


async def _stream(session_id: int, receive: Receive, send: Send) -> None:
    """Send versions until the browser leaves or the line has lived long enough."""
    line = WATCH.open(session_id)
    gone = asyncio.ensure_future(_wait_for_leaving(receive))
    ends = asyncio.get_running_loop().time() + LIFE_SECONDS
    try:
        await send({"type": "http.response.start", "status": 200, "headers": [*HEADERS, *_allow()]})
        await _write(send, "retry: 1000\n\n")
        while not gone.done() and asyncio.get_running_loop().time() < ends:
            news = asyncio.ensure_future(line.get())
            await asyncio.wait({news, gone}, timeout=REST_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            if news.done():
                await _write(send, f"event: version\ndata: {news.result()}\n\n")
            else:
                news.cancel()
                if not gone.done():
                    await _write(send, ": rust\n\n")
        if not gone.done():
            await send({"type": "http.response.body", "body": b""})
    finally:
        gone.cancel()
        WATCH.close(session_id, line)


async def _wait_for_leaving(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


def make_room() -> int:
    """Ask the system for as many open files as the lines need; return how many lines that allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_LINES + SPARE_FILES
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return max(1, allowed - SPARE_FILES)


def run(*, host: str, port: int) -> None:
    """Run it until somebody asks to stop."""
    import uvicorn  # noqa: PLC0415 - only this process needs it

    WATCH.most = make_room()
    uvicorn.run(application, host=host, port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
