"""A real browser on the real server, with the demo in a real database."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.demo import put_demo_in
from tests.mailbox import Mailbox, mail_server
from tests.processes import free_port, program, wait_for, web_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

# Playwright keeps an event loop in this thread; Django would refuse the database there, though nothing runs in it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

CHROMIUM = os.environ.get("LEERLUS_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


PATIENCE_MS = 60_000
"""How long to wait for what must come, as for a program: a busy machine makes no test fail."""


@dataclass(frozen=True)
class Site:
    """The product as it runs for this test."""

    address: str

    def sign_in(self, context: BrowserContext, who: str) -> Page:
        """Sign in with one click, as a newcomer does in the demo; `who` is the beginning of a button."""
        page = context.new_page()
        page.goto(f"{self.address}/account/inloggen/")
        page.locator("main").get_by_role("button", name=who).click()
        page.wait_for_url(f"{self.address}/mijn-werk/")
        return page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this process."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def site(transactional_db: None, tmp_path: Path) -> Iterator[Site]:
    """Load the demo and serve it."""
    put_demo_in()
    port = free_port()
    address = f"http://localhost:{port}"
    with web_server(port, LEERLUS_DEMO="1", LEERLUS_BASE_URL=address, LEERLUS_HOME=str(tmp_path)):
        wait_for(f"{address}/account/inloggen/")
        yield Site(address)


class MailingSite(NamedTuple):
    """The product with its worker, and the mail that comes out of both."""

    site: Site
    mail: Mailbox


@contextmanager
def mailing_site(home: Path) -> Iterator[MailingSite]:
    """Serve what is in the database, with the worker beside it and a mail server to which they mail."""
    port = free_port()
    address = f"http://localhost:{port}"
    with ExitStack() as running:
        mailbox = running.enter_context(mail_server())
        more = {
            "LEERLUS_DEMO": "1",
            "LEERLUS_BASE_URL": address,
            "LEERLUS_HOME": str(home),
            "LEERLUS_SMTP": mailbox.address,
            "LEERLUS_CHECK_LINKS": "0",
        }
        running.enter_context(web_server(port, **more))
        running.enter_context(program("-m", "leerlus", "worker", "--elke", "1", **more))
        wait_for(f"{address}/account/inloggen/")
        yield MailingSite(Site(address), mailbox)
