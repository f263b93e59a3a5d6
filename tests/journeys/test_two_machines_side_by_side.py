"""Two web servers and two live processes on one database, as on two machines; and one live process is killed."""

from __future__ import annotations

import http.client
from contextlib import ExitStack, closing
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.cast import make_cast
from tests.journeys.conftest import PATIENCE_MS
from tests.practice.peer_sessions.scenes import fresh, plan_one, say
from tests.practice.peer_sessions.test_staying_in_step import Listener, live_process
from tests.processes import free_port, kill, wait_for, web_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from leerlus.practice.peer_sessions.models import PeerSession
    from tests.cast import Cast

SOON_MS = 4000
"""Shorter than the five seconds after which a page asks by itself: what comes sooner came by the live process."""

TOKEN = "a" * 32


def press(cast: Cast, port: int, session: PeerSession, deed: str) -> None:
    """Let Alice, who leads, press a button on the site at this port."""
    key = cast.client("alice").cookies[settings.SESSION_COOKIE_NAME].value
    words = urlencode({"csrfmiddlewaretoken": TOKEN, "version": fresh(session).version})
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
        "HX-Request": "true",
    }
    with closing(http.client.HTTPConnection("localhost", port, timeout=20)) as line:
        line.request("POST", f"/intervisie/{session.pk}/{deed}/", words, headers)
        assert line.getresponse().status == HTTPStatus.OK


def open_room(browser: Browser, cast: Cast, port: int, session: PeerSession, live: int) -> Page:
    """Let Bob open the room, and see that his page keeps a line to this live process."""
    key = cast.client("bob").cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(locale="nl-NL")
    address = f"http://localhost:{port}"
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": address}])
    page = context.new_page()
    with page.expect_response(lambda answer: f":{live}/" in answer.url and answer.ok):
        page.goto(f"{address}/intervisie/{session.pk}/")
    return page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_step_on_the_one_is_seen_on_the_other_also_after_its_live_process_was_killed(browser: Browser) -> None:
    cast = make_cast()
    session = plan_one(cast)
    here, there, live_here, live_there = (free_port() for _ in range(4))
    with ExitStack() as machines:
        for port, live in ((here, live_here), (there, live_there)):
            places = {
                "LEERLUS_BASE_URL": f"http://localhost:{port}",
                "LEERLUS_LIVE_URL": f"http://localhost:{live}",
            }
            machines.enter_context(web_server(port, 1, **places))
        machines.enter_context(live_process(live_here, base_url=f"http://localhost:{here}"))
        killed = machines.enter_context(live_process(live_there, base_url=f"http://localhost:{there}"))
        for port in (here, there):
            wait_for(f"http://localhost:{port}/gezond/")
        neighbour = Listener(live_here, session.pk)
        page = open_room(browser, cast, there, session, live_there)

        press(cast, here, session, "beginnen")
        expect(page.locator("#stap")).to_have_text("Terugkijken", timeout=SOON_MS)
        neighbour.wait_for(fresh(session).beat)

        kill(killed)
        press(cast, here, session, "volgende")
        expect(page.locator("#stap")).to_have_text("Casussen kort vertellen", timeout=PATIENCE_MS)

        with page.expect_response(lambda answer: f":{live_there}/" in answer.url and answer.ok, timeout=30_000):
            machines.enter_context(live_process(live_there, base_url=f"http://localhost:{there}"))
        say(cast, session, "heidi", "casus", "Een casus van Heidi")
        press(cast, here, session, "volgende")
        expect(page.locator("#stap")).to_have_text("Eén casus kiezen", timeout=SOON_MS)
        neighbour.wait_for(fresh(session).beat)
        neighbour.close()
        page.context.close()
