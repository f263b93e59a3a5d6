"""Screens stay in step: the live process says which version there is, soon, to who has a ticket, and nothing else."""

from __future__ import annotations

import asyncio
import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django.core.signing import TimestampSigner
from django.db import connection, connections
from django.test import override_settings

from leerlus.config.bell import Bell
from leerlus.config.environment import read_origin
from leerlus.practice.peer_sessions.queries import read_ticket, read_versions, stream_address
from leerlus.practice.peer_sessions.queries.streaming import SALT
from tests.cast import make_cast
from tests.practice.peer_sessions.scenes import fresh, go_on, plan_one, say
from tests.processes import free_port, program

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast

LISTENERS = 12
SECRET = "zeldzaamwoord-4711"


@contextmanager
def live_process(port: int, base_url: str = "http://localhost") -> Iterator[subprocess.Popen[bytes]]:
    """Run the live process on the database of this test; give it when it answers."""
    with program("-m", "leerlus", "live", "--poort", str(port), LEERLUS_BASE_URL=base_url) as process:
        wait_until_it_answers(port)
        yield process


def wait_until_it_answers(port: int) -> None:
    """Wait until the live process is there; without a ticket it only refuses."""
    end = time.monotonic() + 30
    while True:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as line:
                line.request("GET", "/?kaartje=onzin")
                assert line.getresponse().status == HTTPStatus.FORBIDDEN
                return
        except ConnectionError:
            assert time.monotonic() < end, "the live process does not start"
            time.sleep(0.1)


class Listener:
    """A browser that keeps a line open."""

    def __init__(self, port: int, session_id: int) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self.line.request("GET", f"/?kaartje={TimestampSigner(salt=SALT).sign(str(session_id))}")
        self.answer = self.line.getresponse()
        self.heard = ""

    def close(self) -> None:
        """Leave."""
        self.answer.close()
        self.line.close()

    def wait_for(self, version: int) -> None:
        """Read on until the line says this version."""
        while f"event: version\ndata: {version}\n\n" not in self.heard:
            self.heard += self.answer.read1(1000).decode()


@pytest.mark.django_db(transaction=True)
def test_twelve_screens_hear_of_a_step_within_a_second_and_of_nothing_else() -> None:
    cast = make_cast()
    session = plan_one(cast)
    port = free_port()
    with live_process(port):
        listeners = [Listener(port, session.pk) for _ in range(LISTENERS)]
        for listener in listeners:
            assert listener.answer.headers["Content-Type"] == "text/event-stream"
            listener.wait_for(fresh(session).beat)
        go_on(cast, session)
        say(cast, session, "bob", "terugblik", SECRET)
        began, version = time.monotonic(), fresh(session).beat
        for listener in listeners:
            listener.wait_for(version)
        assert time.monotonic() - began < 1
        for listener in listeners:
            words = set(listener.heard.replace("\n\n", "\n").split("\n"))
            assert all(word.partition(":")[0] in {"", "retry", "event", "data"} for word in words)
            assert all(word.removeprefix("data: ").isdigit() for word in words if word.startswith("data"))
            listener.close()


@pytest.mark.django_db(transaction=True)
def test_a_new_line_hears_at_once_where_it_is_also_when_it_missed_something() -> None:
    cast = make_cast()
    session = plan_one(cast)
    port = free_port()
    with live_process(port):
        first = Listener(port, session.pk)
        first.wait_for(fresh(session).beat)
        first.close()
        go_on(cast, session)
        again = Listener(port, session.pk)
        again.wait_for(fresh(session).beat)
        again.close()


@pytest.mark.django_db(transaction=True)
def test_postgresql_says_by_itself_that_a_session_changed_and_sqlite_is_asked() -> None:
    cast = make_cast()
    session = plan_one(cast)
    bell = Bell()

    def step() -> None:
        go_on(cast, session)
        connections.close_all()

    async def hear() -> None:
        async with bell.listening():
            if connection.vendor == "postgresql":
                await asyncio.wait_for(bell.rung.wait(), 30)  # it listens now
                bell.rung.clear()
                await asyncio.to_thread(step)
                await asyncio.wait_for(bell.rung.wait(), 30)
                assert bell.hears
            await bell.wait()

    with ThreadPoolExecutor(max_workers=1) as thread:  # a browser may keep a loop in this one
        thread.submit(asyncio.run, hear()).result()
    assert not bell.hears


FEW_FILES = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (70, 100))
sys.argv = ["leerlus", "live", "--poort", sys.argv[1]]
runpy.run_module("leerlus", run_name="__main__")
"""


@pytest.mark.django_db(transaction=True)
def test_who_does_not_fit_is_refused_and_who_was_there_goes_on_hearing() -> None:
    cast = make_cast()
    session, port = plan_one(cast), free_port()
    with program("-c", FEW_FILES, str(port)):
        wait_until_it_answers(port)
        listeners = [Listener(port, session.pk) for _ in range(60)]
        taken = [each for each in listeners if each.answer.status == HTTPStatus.OK]
        refused = [each for each in listeners if each.answer.status == HTTPStatus.SERVICE_UNAVAILABLE]
        assert (len(taken), len(refused)) == (36, 24), "a hundred files, of which 64 are spare"
        go_on(cast, session)
        for each in taken:
            each.wait_for(fresh(session).beat)
        for each in listeners:
            each.close()
        deadline, status = time.monotonic() + 30, 0
        while status != HTTPStatus.OK:
            assert time.monotonic() < deadline, "a place that came free is not given away"
            with closing(Listener(port, session.pk)) as again:
                status = again.answer.status


def test_a_ticket_is_for_one_session_and_for_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    with override_settings(LIVE_URL="http://localhost:8001"):
        ticket = stream_address(7).removeprefix("http://localhost:8001/?kaartje=")
    assert read_ticket(ticket) == 7
    assert read_ticket(ticket.replace("7:", "8:", 1)) is None
    assert read_ticket("") is None
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3601)
    assert read_ticket(ticket) is None


def test_without_a_live_process_there_is_no_address() -> None:
    assert stream_address(7) == ""


def test_all_watched_sessions_cost_one_query(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    sessions = [plan_one(cast) for _ in range(3)]
    with django_assert_num_queries(1):
        assert read_versions([each.pk for each in sessions]) == {each.pk: each.beat for each in sessions}


@override_settings(LIVE_URL="http://localhost:8001")
def test_the_ticket_stands_in_the_room_of_who_takes_part(cast: Cast) -> None:
    session = plan_one(cast)
    page = cast.client("bob").get(f"/intervisie/{session.pk}/").content.decode()
    assert f'data-stream="http://localhost:8001/?kaartje={session.pk}:' in page


@pytest.mark.parametrize("wrong", ["localhost:8001", "https://a b", "https://a;script-src *"])
def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("LEERLUS_TRIAL", wrong)
    with pytest.raises(SystemExit, match="Gebruik een adres als"):
        read_origin("LEERLUS_TRIAL", "")
