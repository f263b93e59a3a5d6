"""An editor writes a page, sees it as on a phone, and lets it appear on a day; the worker publishes it then."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from leerlus.config.jobs import run_clock
from leerlus.knowledge.pages.models import ContentPage, StartPage

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.journeys.conftest import Site

TITLE, INTRO, TEXT = "Over wachten", "Wat u doet als iemand wacht.", "Begin vast met praten."
TYPED, DAY = "31-01-2031 09:00", datetime(2031, 1, 31, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.browser
@pytest.mark.shared
def test_a_page_is_written_seen_beforehand_and_appears_on_its_day(browser: Browser, site: Site) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 1000}) as context:
        page = site.sign_in(context, "Kennisredacteur")
        broken: list[str] = []
        page.on("response", lambda answer: broken.append(answer.url) if answer.status >= 500 else None)
        start = StartPage.objects.get()

        page.goto(f"{site.address}/redactie/pages/{start.pk}/edit/")
        expect(page.get_by_role("button", name="Toon/verberg status")).to_be_visible()
        expect(page.get_by_role("button", name="Toon/verberg voorvertoning")).to_have_count(0)

        write(page, f"{site.address}/redactie/pages/add/pages/contentpage/{start.pk}/")
        page.get_by_role("button", name="Toon/verberg voorvertoning").click()
        seen = page.frame_locator("iframe#w-preview-iframe")
        expect(seen.get_by_role("heading", name=TITLE)).to_be_visible()
        expect(seen.get_by_text(TEXT)).to_be_visible()

        plan(page)
        page.get_by_role("button", name="Meer acties").click()
        expect(page.get_by_role("button", name=re.compile("Moderators"))).to_have_count(0)
        page.get_by_role("button", name="Publicatie inplannen").click()
        expect(page.get_by_text(f"'{TITLE}' is ingepland voor publicatie")).to_be_visible()
        assert broken == []

        written = ContentPage.objects.get(title=TITLE)
        address = f"{site.address}/kennis/{written.slug}/"
        run_clock(timezone.now())
        assert page.goto(address).status == 404  # type: ignore[union-attr] # it was asked for
        let_the_day_come(written)
        run_clock(timezone.now())
        page.goto(address)
        expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
        expect(page.get_by_text(TEXT)).to_be_visible()


def write(page: Page, address: str) -> None:
    """Fill in a new page."""
    page.goto(address)
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_intro").fill(INTRO)
    page.get_by_role("button", name="Blok invoegen").click()
    page.get_by_role("option", name="Tekst").click()
    text = page.locator(".Draftail-Editor [contenteditable=true]")
    text.click()
    text.press_sequentially(TEXT)
    expect(page.locator("input[name='body-0-value']")).to_have_value(re.compile(re.escape(TEXT)))
    page.get_by_role("button", name="Bewaar concept").click()
    page.wait_for_url(re.compile(r"/edit/$"))


def let_the_day_come(written: ContentPage) -> None:
    """Move what was planned to a minute ago: the content system looks at the clock on the wall itself."""
    planned = written.get_latest_revision()
    assert planned.approved_go_live_at == DAY
    planned.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    planned.content["go_live_at"] = planned.approved_go_live_at.isoformat()
    planned.save()


def plan(page: Page) -> None:
    """Choose a day with the keyboard, as a Dutch hand writes it; nobody is offered to hide the page."""
    page.get_by_role("button", name="Toon/verberg status").click()
    expect(page.get_by_role("button", name="Wijzig zichtbaarheid")).to_have_count(0)
    page.get_by_role("button", name="Stel schema in").click()
    page.get_by_label("Publiceer op").fill(TYPED)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Publiceer op")).to_have_value(TYPED)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("Live-gang"))).to_be_visible()
