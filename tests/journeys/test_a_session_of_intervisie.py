"""Four people on four phones run a whole incident session, and one lesson of it reaches the loop."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import axe_playwright_python
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from leerlus.practice.issues.models import Issue
from leerlus.practice.peer_sessions.models import Participant, PeerSession
from tests.demo import put_demo_in
from tests.journeys.conftest import PATIENCE_MS, Site
from tests.processes import free_port, program, wait_for, web_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
GROUP = {
    "Anouk": "Communitytrekker",
    "Marit": "Professional: Marit",
    "Emre": "Professional: Emre",
    "Selam": "Ervaringsdeskundige",
}
SOON_MS = 4000
"""Shorter than the five seconds after which a page asks by itself: what comes sooner came by the live process."""

CASE = "Iemand zegt steeds ja en komt dan niet. Hoe vraag ik door?"
ANALYSIS = "Misschien is ja een manier om van het gesprek af te zijn"
ADVICE = "Ik zou vragen wat het moeilijkst wordt"
INSIGHT = "Ik vraag zelf ook te snel of het gelukt is"
LESSON = "In gesprekken over het plan weet niet iedereen dat nee zeggen mag"


@pytest.fixture
def live_site(transactional_db: None, tmp_path: Path) -> Iterator[Site]:
    """Serve the demo with the live process beside it."""
    put_demo_in()
    port, live = free_port(), free_port()
    address = f"http://localhost:{port}"
    more = {
        "LEERLUS_DEMO": "1",
        "LEERLUS_BASE_URL": address,
        "LEERLUS_LIVE_URL": f"http://localhost:{live}",
        "LEERLUS_HOME": str(tmp_path),
    }
    with web_server(port, **more), program("-m", "leerlus", "live", "--poort", str(live), **more):
        wait_for(f"{address}/account/inloggen/")
        yield Site(address)


@pytest.mark.browser
@pytest.mark.shared
def test_four_people_run_an_incident_session(browser: Browser, live_site: Site) -> None:
    session = PeerSession.objects.get(state="planned")
    contexts: dict[str, BrowserContext] = {}
    pages: dict[str, Page] = {}
    for name, who in GROUP.items():
        contexts[name] = browser.new_context(viewport=PHONE, locale="nl-NL", reduced_motion="reduce")
        contexts[name].set_default_timeout(PATIENCE_MS)
        pages[name] = live_site.sign_in(contexts[name], who)
        pages[name].goto(f"{live_site.address}/intervisie/{session.pk}/")
    anouk, marit, emre, selam = (pages[name] for name in GROUP)

    look_back_and_pitch(anouk, marit, emre, selam)
    choose(anouk, marit, emre, selam)
    ask_and_think(anouk, marit, emre, selam)
    advise(anouk, marit, emre)
    lose_the_line_and_the_facilitator(contexts, pages, session)
    evaluate(marit, emre, selam)
    share_a_lesson(marit, session)
    for context in contexts.values():
        context.close()


def step(pages: list[Page], title: str) -> None:
    """See this step on all these screens, and soon."""
    for page in pages:
        expect(page.locator("#stap")).to_have_text(title, timeout=SOON_MS)


def write(page: Page, label: str, text: str) -> None:
    """Type something and see that it keeps itself."""
    page.get_by_label(label, exact=False).first.press_sequentially(text)
    expect(page.locator("#bewaard")).to_contain_text("Bewaard om")


def go_on(page: Page, button: str = "Volgende stap") -> None:
    """Press the one large button."""
    page.get_by_role("button", name=button).click()


def look(page: Page) -> None:
    """Find nothing wrong with the room, on a phone."""
    page.evaluate(AXE)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, f"scrolls {wide} px sideways"
    violations = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    assert not violations, [(each["id"], each["nodes"][0]["html"][:120]) for each in violations]


def look_back_and_pitch(anouk: Page, marit: Page, emre: Page, selam: Page) -> None:
    expect(marit.locator("#knoppen")).to_contain_text("De facilitator begint")
    go_on(anouk, "Intervisie beginnen")
    step([anouk, marit, emre, selam], "Terugkijken")
    expect(marit.locator("#gedeeld")).to_contain_text("Wat u de vorige keer meenam")
    expect(emre.locator("#gedeeld")).not_to_contain_text("Wat u de vorige keer meenam")
    look(marit)
    go_on(anouk)
    step([anouk, marit, emre, selam], "Casussen kort vertellen")
    write(marit, "Uw casus en uw vraag", CASE)
    expect(selam.locator("#gedeeld")).to_contain_text(CASE, timeout=SOON_MS)


def choose(anouk: Page, marit: Page, emre: Page, selam: Page) -> None:
    go_on(anouk)
    step([anouk, marit, emre, selam], "Eén casus kiezen")
    for page in (emre, selam):
        page.get_by_role("button", name="Hierop stemmen").click()
        expect(page.locator("#gedeeld")).to_contain_text("u stemde hierop")
    expect(anouk.locator("#gedeeld")).to_contain_text("2 stemmen", timeout=SOON_MS)
    look(anouk)
    anouk.get_by_role("button", name="Deze casus kiezen").click()
    expect(marit.locator("#stand")).to_contain_text("De groep koos uw casus", timeout=SOON_MS)
    go_on(anouk)
    step([anouk, marit, emre, selam], "Vragen stellen")


def ask_and_think(anouk: Page, marit: Page, emre: Page, selam: Page) -> None:
    write(emre, "Uw vraag (1)", "Wat gebeurt er vlak daarvoor?")
    expect(marit.locator("#gedeeld")).to_contain_text("vlak daarvoor", timeout=SOON_MS)
    go_on(anouk)
    step([anouk, marit, emre, selam], "Samen denken zonder de casusinbrenger")
    expect(marit.locator(".room__role")).to_have_text("U bent casusinbrenger en u bent even weg")
    look(marit)
    write(selam, "Wat speelt hier volgens u?", ANALYSIS)
    expect(emre.locator("#gedeeld")).to_contain_text(ANALYSIS, timeout=SOON_MS)
    marit.reload()
    assert ANALYSIS not in marit.content()


def advise(anouk: Page, marit: Page, emre: Page) -> None:
    # The last words are typed while the step ends: they are not lost.
    emre.get_by_label("Wat speelt hier volgens u?").press_sequentially("Tot het laatste woord")
    go_on(anouk)
    step([anouk, marit, emre], "Advies geven")
    expect(anouk.locator("#gedeeld")).to_contain_text("Tot het laatste woord", timeout=SOON_MS)
    assert ANALYSIS not in marit.content()
    write(emre, "Uw advies (1)", ADVICE)
    expect(marit.locator("#gedeeld")).to_contain_text(ADVICE, timeout=SOON_MS)
    look(marit)
    marit.get_by_role("button", name=re.compile(f"^Bruikbaar.*{ADVICE}")).click()
    expect(anouk.locator("#gedeeld")).to_contain_text("· bruikbaar", timeout=SOON_MS)


def lose_the_line_and_the_facilitator(
    contexts: dict[str, BrowserContext], pages: dict[str, Page], session: PeerSession
) -> None:
    emre, selam = pages["Emre"], pages["Selam"]
    contexts["Emre"].set_offline(True)
    pages["Anouk"].close()
    Participant.objects.filter(session=session, role="facilitator").update(
        seen_at=timezone.now() - timedelta(minutes=2)
    )
    selam.reload()
    selam.get_by_role("button", name="Overnemen").click()
    go_on(selam)
    step([selam, pages["Marit"]], "Evalueren en afspreken")
    expect(emre.locator("#stap")).to_have_text("Advies geven")
    contexts["Emre"].set_offline(False)
    expect(emre.locator("#stap")).to_have_text("Evalueren en afspreken", timeout=PATIENCE_MS)


def evaluate(marit: Page, emre: Page, selam: Page) -> None:
    expect(marit.locator("#gedeeld")).to_contain_text(ANALYSIS)
    write(marit, "Wat gaat u doen", "Morgen vraag ik het zo")
    write(emre, "Wat neemt u zelf mee?", INSIGHT)
    go_on(selam, "Intervisie afsluiten")
    for page in (marit, emre, selam):
        expect(page.locator("#stand")).to_contain_text("Deze intervisie is afgelopen", timeout=SOON_MS)
    expect(emre.locator("#gedeeld")).to_contain_text(INSIGHT)
    assert INSIGHT not in marit.content() + selam.content()
    look(emre)


def share_a_lesson(marit: Page, session: PeerSession) -> None:
    marit.get_by_role("link", name="Een les delen").click()
    look(marit)
    marit.get_by_label("Ik bracht de casus in").check()
    marit.get_by_role("button", name="Verder naar een lege kwestie").click()
    expect(marit.get_by_label("Wat gebeurde er?")).to_have_value("")
    marit.get_by_label("In één zin").fill(LESSON)
    marit.get_by_label("Wat gebeurde er?").fill("Iemand zegt ja in het gesprek en doet daarna iets anders.")
    marit.get_by_label("Wat is uw vraag?").fill("Wie vertelt vooraf dat nee zeggen mag?")
    marit.get_by_label("Wat betekent dit voor de inburgeraar?").fill("Die begint aan iets wat niet past.")
    marit.get_by_label("Lastig, maar het gaat door").check()
    marit.get_by_label("Thema").select_option(label="Plan inburgering en participatie")
    marit.get_by_role("button", name="Nakijken en indienen").click()
    marit.get_by_role("button", name=re.compile("^Kwestie indienen")).click()
    marit.wait_for_url(re.compile(r"/kwesties/\d+/"))
    expect(marit.get_by_role("main")).to_contain_text("Intervisie")
    issue = Issue.objects.get(title=LESSON)
    assert issue.source == "peer_session"
    assert not [word for word in (CASE, ANALYSIS, ADVICE, INSIGHT) if word in str(vars(issue))]
    session.refresh_from_db()
    assert session.state == "ended"


@pytest.mark.browser
@pytest.mark.shared
def test_the_room_works_without_scripts(browser: Browser, live_site: Site) -> None:
    session = PeerSession.objects.get(state="planned")
    context = browser.new_context(viewport=PHONE, locale="nl-NL", java_script_enabled=False)
    page = live_site.sign_in(context, GROUP["Anouk"])
    page.goto(f"{live_site.address}/intervisie/{session.pk}/")
    page.get_by_role("button", name="Intervisie beginnen").click()
    expect(page.locator("#stap")).to_have_text("Terugkijken")
    expect(page.locator(".room__time")).to_contain_text(re.compile(r"tot \d\d:\d\d uur"))
    page.get_by_role("button", name="Volgende stap").click()
    expect(page.locator("#stap")).to_have_text("Casussen kort vertellen")
    context.close()
