"""A real browser on the real server, with the demo in a real database."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.demo import put_demo_in
from tests.processes import free_port, wait_for, web_server

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
