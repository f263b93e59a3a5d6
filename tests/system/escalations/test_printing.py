from __future__ import annotations

import mimetypes
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from leerlus.system.escalations.models import Escalation
    from tests.cast import Cast

CHROMIUM = os.environ.get("LEERLUS_CHROMIUM", "/usr/bin/chromium")
SITE = "http://dossier.test"
FOR_THE_SCREEN = (".menu", ".account", ".breadcrumb", ".nl-button", ".filters", "h2:has-text('Wat wilt u doen?')")
FOR_THE_TABLE = (
    "#betekenis",
    "#kwesties",
    "#wet",
    "#geprobeerd",
    "#besluiten",
    "#mogelijkheden",
    "#klok",
    ".tilemap svg",
)


@pytest.mark.browser
def test_a_printed_dossier_has_no_navigation_and_all_the_evidence(cast: Cast, offered: Escalation) -> None:
    page_text = cast.client("dave").get(f"/signalen/{offered.pk}/").content.decode()

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if path == "/":
            route.fulfill(body=page_text, content_type="text/html; charset=utf-8")
        elif isinstance(found, str):
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(body=Path(found).read_bytes(), content_type=kind)
        else:
            route.fulfill(status=404)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.route("**/*", serve)
        page.goto(f"{SITE}/")
        assert page.locator("h2:has-text('Wat wilt u doen?')").is_visible()
        page.emulate_media(media="print")
        shown = [selector for selector in FOR_THE_SCREEN if page.locator(selector).locator("visible=true").count()]
        missing = [selector for selector in FOR_THE_TABLE if not page.locator(selector).is_visible()]
        paper = page.pdf(format="A4")
        browser.close()
    assert not shown
    assert not missing
    assert 1 < len(re.findall(rb"/Type\s*/Page\b", paper)) <= 8
