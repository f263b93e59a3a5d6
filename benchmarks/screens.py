"""Screens of people in a session, over real HTTP: what the script of the page does, without drawing it; and a clock."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field
from random import Random
from statistics import quantiles
from urllib.parse import urlencode, urlsplit

HEARTBEAT = 20.0
PATIENCE = 30.0


async def ask(port: int, request: str, cookie: str, body: str = "") -> tuple[int, str]:
    """Ask the web server on a connection of its own, as a proxy before it does; return status and text."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"{request} HTTP/1.0\r\nHost: localhost:{port}\r\nCookie: {cookie}\r\nHX-Request: true\r\n"
    if body:
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    writer.write(f"{head}\r\n{body}".encode())
    answer = await reader.read()
    writer.close()
    top, _, text = answer.decode().partition("\r\n\r\n")
    return int(top.split()[1]), text


class Screen:
    """One browser in a room. `heard` and `shown` say since when it knows of, and shows, each version."""

    def __init__(self, port: int, session: int, cookie: str) -> None:
        """Know where to look, and as whom."""
        self.port, self.session, self.cookie = port, session, cookie
        self.stream, self.page, self.beat, self.failures = "", "", 0, 0
        self.heard: dict[int, float] = {}
        self.shown: dict[int, float] = {}
        self.listens = asyncio.Event()
        self.news = asyncio.Condition()
        self.looking = asyncio.Lock()
        self.looked = time.monotonic()
        self.fetches: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Open the page of the room."""
        status, page = await ask(self.port, f"GET /intervisie/{self.session}/", self.cookie)
        if status != 200:  # noqa: PLR2004 - as HTTP counts
            raise SystemExit(f"the room gave {status}")
        self._read(page)

    def _read(self, page: str) -> None:
        self.page = page
        self.beat = int(self.find('data-beat="(\\d+)"'))
        self.stream = self.find('data-stream="([^"]*)"')

    def find(self, pattern: str) -> str:
        """Return what stands on this screen in the place of the brackets; empty when it is not there."""
        found = re.search(pattern, self.page)
        return found[1] if found else ""

    async def listen(self) -> None:
        """Keep a line open, and fetch what it says there is; a line that breaks is opened again."""
        while True:
            address = urlsplit(self.stream)
            reader, writer = await asyncio.open_connection("127.0.0.1", address.port)
            writer.write(f"GET /?{address.query} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
            async for line in reader:
                if line.startswith(b"data: "):
                    self.listens.set()
                    version = int(line[6:])
                    await self._note(self.heard, version)
                    if version > self.beat:
                        fetch = asyncio.create_task(self.look())
                        self.fetches.add(fetch)
                        fetch.add_done_callback(self.fetches.discard)
            self.failures += 1

    async def _note(self, where: dict[int, float], version: int) -> None:
        where.setdefault(version, time.monotonic())
        async with self.news:
            self.news.notify_all()

    async def look(self) -> None:
        """Fetch the part of the page that changes."""
        async with self.looking:
            self.looked = time.monotonic()
            path = f"/intervisie/{self.session}/deel/?stand={self.beat}&overnemen=0"
            status, page = await ask(self.port, f"GET {path}", self.cookie)
            if status == 200:  # noqa: PLR2004 - as HTTP counts
                self._read(page)
                await self._note(self.shown, self.beat)

    async def beat_on(self) -> None:
        """Say every twenty seconds that one is still there, as the page does, from a moment of its own."""
        await asyncio.sleep(Random(self.cookie).uniform(0, 5))
        while True:
            await asyncio.sleep(5)
            if time.monotonic() - self.looked >= HEARTBEAT:
                await self.look()

    async def wait(self, where: dict[int, float], version: int) -> float:
        """Return since when this screen had this version or a later one."""
        async with self.news:
            await asyncio.wait_for(self.news.wait_for(lambda: max(where, default=0) >= version), PATIENCE)
        return min(at for each, at in where.items() if each >= version)

    async def press(self, deed: str, **words: str) -> None:
        """Press a button of the room."""
        form = urlencode({"csrfmiddlewaretoken": "a" * 32, **words})
        status, text = await ask(self.port, f"POST /intervisie/{self.session}/{deed}/", self.cookie, form)
        if status != 200:  # noqa: PLR2004 - as HTTP counts
            raise SystemExit(f"{deed} gave {status}: {text[:300]}")

    @property
    def version(self) -> str:
        """What the form on this screen carries."""
        return self.find('name="version" value="(\\d+)"')


@dataclass
class Figures:
    """Seconds that each screen took for each step."""

    steps: int = 0
    failures: int = 0
    heard_after_pressing: list[float] = field(default_factory=list)
    heard_after_answer: list[float] = field(default_factory=list)
    shown_after_pressing: list[float] = field(default_factory=list)
    shown_after_answer: list[float] = field(default_factory=list)
    answer: list[float] = field(default_factory=list)

    def summary(self) -> dict[str, object]:
        """Return median, 95th percentile and highest, in milliseconds."""
        names = ("answer", "heard_after_pressing", "heard_after_answer", "shown_after_pressing", "shown_after_answer")
        return {"steps": self.steps, "broken_lines": self.failures} | {
            f"{name}_ms": _summary(getattr(self, name)) for name in names
        }


def _summary(seconds: list[float]) -> dict[str, int]:
    parts = quantiles(seconds, n=100)
    return {"p50": round(parts[49] * 1000), "p95": round(parts[94] * 1000), "max": round(max(seconds) * 1000)}


async def lead(room: list[Screen], figures: Figures, step_seconds: float, seed: int) -> None:
    """Lead one session from beginning to end, and note how long each step took to reach each screen."""
    random, facilitator, writer = Random(seed), room[0], room[1]
    await asyncio.sleep(random.uniform(0, step_seconds))
    await _press(room, figures, "beginnen")
    while 'id="schrijven"' not in writer.page or "casus-1-text" not in writer.page:
        await asyncio.sleep(random.uniform(0.5, 1.5) * step_seconds)
        await _press(room, figures, "volgende")
    await writer.press("schrijven", stap=writer.find('name="stap" value="(\\d+)"'), **{"casus-1-text": "Een casus"})
    await asyncio.sleep(random.uniform(0.5, 1.5) * step_seconds)
    await _press(room, figures, "volgende")
    chosen = facilitator.find("/(casus/\\d+/kiezen)/")
    await asyncio.sleep(random.uniform(0.5, 1.5) * step_seconds)
    await _press(room, figures, chosen)
    while "data-over" not in facilitator.page:
        await asyncio.sleep(random.uniform(0.5, 1.5) * step_seconds)
        await _press(room, figures, "volgende")


async def _press(room: list[Screen], figures: Figures, deed: str) -> None:
    before, began = room[0].beat, time.monotonic()
    await room[0].press(deed, version=room[0].version)
    answered = time.monotonic()
    heard = await asyncio.gather(*(screen.wait(screen.heard, before + 1) for screen in room))
    shown = await asyncio.gather(*(screen.wait(screen.shown, before + 1) for screen in room))
    figures.steps += 1
    figures.answer.append(answered - began)
    figures.heard_after_pressing += [at - began for at in heard]
    figures.heard_after_answer += [max(0.0, at - answered) for at in heard]
    figures.shown_after_pressing += [at - began for at in shown]
    figures.shown_after_answer += [max(0.0, at - answered) for at in shown]
