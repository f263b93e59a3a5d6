"""What a community of practice does: from kwesties that wait to a signal to the ministry and two actions."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from leerlus.linking.meetings.models import Meeting
from leerlus.system.escalations.models import Escalation
from tests.journeys.conftest import PATIENCE_MS
from tests.journeys.test_the_whole_way import switch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

    from tests.journeys.conftest import Site

PHONE: ViewportSize = {"width": 390, "height": 844}
TITLE = "Wat doen wij met een plan dat stilvalt?"
GROUP = "Wachten op elkaar"
BOTTLENECK = "Kosten die geen gemeente alleen kan dragen"
CONCLUSION = "Wij kunnen dit niet zelf regelen"
ACTIONS = ("De buurgemeente vragen hoe zij dit doet", "Een voorbeeldbrief maken")


@pytest.mark.browser
@pytest.mark.shared
def test_a_community_meets_and_passes_a_bottleneck_up(browser: Browser, site: Site) -> None:
    """Plan from what waits, let members choose, run it, bundle and offer up, and find the actions at who has them."""
    context = browser.new_context(viewport=PHONE, locale="nl-NL", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    page = site.sign_in(context, "Communitytrekker")
    meeting = plan(page, site)
    chosen = put_on_the_agenda(page)
    let_a_member_choose(page, meeting, chosen[1])
    cluster(page, meeting, chosen)
    # The day has come.
    Meeting.objects.filter(title=TITLE).update(starts_at=timezone.now() - timedelta(minutes=5))
    run(page, meeting, chosen[1])
    bundle_and_offer_up(page, meeting)
    report_back(page, site)
    context.close()


def plan(page: Page, site: Site) -> str:
    """Plan a meeting; return its address."""
    page.goto(f"{site.address}/communities/achterhoek/")
    page.get_by_role("link", name="alle bijeenkomsten").click()
    page.get_by_role("link", name="Bijeenkomst plannen").click()
    page.get_by_label("Naam van de bijeenkomst").fill(TITLE)
    page.get_by_label("Waar?").fill("Raadzaal, Doetinchem")
    page.get_by_role("button", name="Plannen en uitnodigen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return page.url.split("?")[0]


def put_on_the_agenda(page: Page) -> list[str]:
    """Put two kwesties that wait on the agenda; return what they are called."""
    page.get_by_role("link", name="Agenda maken").click()
    waiting = page.get_by_role("group", name="Kwesties die wachten")
    names = [label.removesuffix("fictief").strip() for label in waiting.locator("label").all_inner_texts()[:2]]
    for name in names:
        waiting.get_by_label(name).check()
    page.get_by_role("button", name="Op de agenda zetten").click()
    expect(page.get_by_role("main")).to_contain_text("Dit staat nu op de agenda")
    return names


def let_a_member_choose(page: Page, meeting: str, wish: str) -> None:
    """As a member: say to come, and choose one of the two; it then comes first."""
    switch(page, "Professional: Marit")
    page.goto(meeting)
    page.get_by_role("button", name="Ik kom", exact=True).click()
    page.goto(f"{meeting}agenda/")
    page.get_by_label(wish).check()
    page.get_by_role("button", name="Mijn keuze bewaren").click()
    expect(page.get_by_role("main").get_by_role("listitem").first).to_contain_text(wish)


def cluster(page: Page, meeting: str, chosen: list[str]) -> None:
    """Lay both in one group, with the keyboard."""
    switch(page, "Communitytrekker")
    page.goto(f"{meeting}bord/")
    page.get_by_label("Naam van de groep").fill(GROUP)
    page.get_by_role("button", name="Groep maken").press("Enter")
    for name in chosen:
        card = page.get_by_role("article").filter(has_text=name)
        card.get_by_label("Groep").select_option(label=GROUP)
        card.get_by_role("button", name="Verplaatsen").press("Enter")
        expect(page.get_by_role("region", name=re.compile(GROUP))).to_contain_text(name)


def run(page: Page, meeting: str, first: str) -> None:
    """Write down what falls, close the meeting."""
    page.goto(meeting)
    page.get_by_role("link", name="Bijeenkomst leiden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    page.get_by_role("button", name="Tijd starten").click()
    page.get_by_label("Conclusie", exact=True).fill(CONCLUSION)
    page.get_by_role("button", name="Conclusie opschrijven").click()
    for text, owner in zip(ACTIONS, ("Marit", "Emre"), strict=True):
        page.get_by_label("Actie", exact=True).fill(text)
        who = page.get_by_label("Wie doet dit?")
        who.select_option(label=who.locator("option").filter(has_text=owner).inner_text())
        page.get_by_role("button", name="Actie opschrijven").click()
        expect(page.get_by_role("main")).to_contain_text(text)
    page.goto(f"{meeting}verslag/")
    page.get_by_role("button", name="Bijeenkomst afsluiten").click()
    for text in (CONCLUSION, *ACTIONS):
        expect(page.get_by_role("main")).to_contain_text(text)


def bundle_and_offer_up(page: Page, meeting: str) -> None:
    """From the minutes: bundle the group into a bottleneck, and offer that to the ministry."""
    page.get_by_role("link", name=re.compile(f"^{GROUP}")).click()
    page.get_by_label("Een nieuw knelpunt").check()
    page.locator("#id_title").fill(BOTTLENECK)
    page.locator("#id_summary").fill("Eén gemeente alleen kan dit niet betalen en er is geen regeling voor samen.")
    page.locator("#id_meaning").fill("Inburgeraars krijgen niet wat zij nodig hebben, of pas veel later.")
    page.locator("#id_reason").fill("De groep zag in beide dezelfde oorzaak")
    page.get_by_role("button", name="Kwesties bundelen").click()
    page.wait_for_url(re.compile(r"/knelpunten/\d+/"))
    page.get_by_role("link", name="Aanbieden aan het stelsel").click()
    page.locator("#id_question").fill("Maak het mogelijk dat gemeenten dit samen betalen.")
    page.locator("#id_why").fill("De regels gaan uit van een gemeente apart.")
    page.get_by_role("button", name=re.compile("Bekijk wat iedereen leest|Aanbieden")).first.click()
    page.get_by_role("button", name=re.compile("Aanbieden aan het stelsel")).click()
    page.wait_for_url(re.compile(r"/(signalen|knelpunten)/\d+/"))
    assert Escalation.objects.get(bottleneck__title=BOTTLENECK).state == "offered"
    page.goto(f"{meeting}verslag/")
    expect(page.get_by_role("main")).to_contain_text(f"Gebundeld in “{BOTTLENECK}”: aangeboden aan het stelsel")


def report_back(page: Page, site: Site) -> None:
    """As who has an action: find it under the own work, and say what came of it."""
    switch(page, "Professional: Marit")
    page.goto(f"{site.address}/mijn-werk/")
    row = page.get_by_role("listitem").filter(has_text=ACTIONS[0])
    row.get_by_role("link", name=re.compile("^Zeggen wat ervan kwam")).click()
    page.get_by_label("Wat kwam ervan?").fill("Zij maken het plan samen met de vorige gemeente.")
    page.get_by_role("button", name="Actie is klaar").click()
    expect(page.get_by_role("main")).to_contain_text("Zij maken het plan samen met de vorige gemeente.")
