"""What a newcomer does without a manual: a kwestie goes up three levels, and its outcome comes back down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PATIENCE_MS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.journeys.conftest import Site

TITLE = "Na een verhuizing maken wij het plan opnieuw en verliest iemand drie maanden"
NEW = "Na een verhuizing begint het plan helemaal opnieuw"
DECIDED = "Het plan verhuist mee naar de nieuwe gemeente"


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)], ids=["desktop", "phone"])
def test_a_kwestie_goes_up_and_its_outcome_comes_back(browser: Browser, site: Site, width: int, height: int) -> None:
    """Raise, bundle, offer up, decide, and find the question "does it help?"."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
    context.set_default_timeout(PATIENCE_MS)
    page = site.sign_in(context, "Professional: Marit")
    issue = raise_issue(page, site)
    bottleneck = bundle_with_two_others(page, site, issue)
    offer_up(page, bottleneck)
    decide(page, site)
    switch(page, "Professional: Marit")
    page.goto(f"{site.address}/terugkoppeling/")
    message = page.get_by_role("article").filter(has_text=DECIDED).filter(has_text=TITLE)
    expect(message).to_have_count(1)
    message.get_by_role("link", name="Zeg of dit helpt").click()
    page.get_by_role("button", name="Helpt", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Dank u wel")
    page.goto(issue)
    expect(page.get_by_role("main")).to_contain_text("Afgerond")
    context.close()


def switch(page: Page, who: str) -> None:
    """Become somebody else with the strip on top."""
    page.get_by_text("Wissel van account").click()
    page.locator(".demo").get_by_role("button", name=who).click()
    page.wait_for_url("**/mijn-werk/")


def raise_issue(page: Page, site: Site) -> str:
    """Raise an issue; return its address."""
    page.goto(f"{site.address}/kwesties/indienen/")
    page.get_by_label("In één zin").fill(TITLE)
    page.get_by_label("Wat gebeurde er?").fill("Iemand verhuisde naar ons met een plan. Wij begonnen weer opnieuw.")
    page.get_by_label("Wat is uw vraag?").fill("Mogen wij het plan van de vorige gemeente overnemen?")
    page.get_by_label("Wat betekent dit voor de inburgeraar?").fill("Hij vertelt alles weer en wacht op les.")
    page.get_by_label("Vertraging of schade").check()
    page.get_by_label("Thema").select_option(label="Plan inburgering en participatie")
    page.get_by_role("button", name="Nakijken en indienen").click()
    page.get_by_role("button", name=re.compile("^Kwestie indienen")).click()
    page.wait_for_url(re.compile(r"/kwesties/\d+/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return page.url.split("?")[0]


def bundle_with_two_others(page: Page, site: Site, issue: str) -> str:
    """Bundle it with two others into a new bottleneck, as the coordinator; return its address."""
    switch(page, "Landelijke coördinator: Joris")
    page.goto(issue)
    page.get_by_role("link", name=re.compile("^Bundelen")).click()
    others = page.get_by_role("group", name="Welke kwesties?").get_by_role("checkbox", checked=False)
    assert others.count() >= 2, "there are no alike kwesties to choose from"
    others.nth(0).check()
    others.nth(0).check()
    page.get_by_label("Een nieuw knelpunt").check()
    page.locator("#id_title").fill(NEW)
    page.locator("#id_summary").fill("De nieuwe gemeente maakt een nieuw plan. Het oude gaat verloren.")
    page.locator("#id_meaning").fill("Inburgeraars beginnen opnieuw terwijl hun termijn doorloopt.")
    page.locator("#id_reason").fill("Steeds wordt na een verhuizing alles overgedaan")
    page.get_by_role("button", name="Kwesties bundelen").click()
    page.wait_for_url(re.compile(r"/knelpunten/\d+/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(NEW)
    return page.url.split("?")[0]


def offer_up(page: Page, bottleneck: str) -> None:
    """Offer it to the system level."""
    page.goto(bottleneck)
    page.get_by_role("link", name="Aanbieden aan het stelsel").click()
    page.locator("#id_question").fill("Regel dat het plan geldig blijft na een verhuizing.")
    with page.expect_response(lambda answer: "vaststellen" in (answer.request.post_data or "")):
        page.locator("#id_why").fill("Elke gemeente moet nu zelf een plan vaststellen.")
    expect(page.locator("#bewaard")).to_contain_text("Concept bewaard om")
    page.goto(page.url)
    expect(page.locator("#id_why")).to_have_value("Elke gemeente moet nu zelf een plan vaststellen.")
    page.get_by_role("button", name=re.compile("Bekijk wat iedereen leest|Aanbieden")).first.click()
    page.get_by_role("button", name=re.compile("Aanbieden aan het stelsel")).click()
    page.wait_for_url(re.compile(r"/(signalen|knelpunten)/\d+/"))


def decide(page: Page, site: Site) -> None:
    """Accept it as the adviser of the ministry, and decide."""
    switch(page, "Adviseur stelsel")
    page.goto(f"{site.address}/signalen/")
    page.get_by_role("link", name=NEW).first.click()
    page.get_by_role("link", name="Signaal aannemen").click()
    page.get_by_role("button", name="Signaal aannemen").click()
    page.get_by_role("link", name="Besluit vastleggen").click()
    page.get_by_label("Regeling", exact=True).check()
    page.locator("#id_title").fill(DECIDED)
    page.locator("#id_text").fill("De regeling bepaalt dat het plan geldig blijft tot de nieuwe gemeente het aanpast.")
    page.locator("#id_reason").fill("Zo verliest niemand tijd door een verhuizing.")
    page.locator("#id_change").fill("U neemt het plan over en past alleen aan wat anders is.")
    page.locator("#id_effective_on").fill("2027-01-01")
    page.get_by_role("button", name="Bekijk wat iedereen leest").click()
    expect(page.locator("#voorbeeld")).to_contain_text(DECIDED)
    page.get_by_role("button", name="Besluit vastleggen").click()
    page.wait_for_url(re.compile(r"/besluiten/\d+/"))
