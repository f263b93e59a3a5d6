"""An outcome becomes an answer of three organisations, is found, changes, is mailed, and is out of date again."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from leerlus.discovery.newsletter.models import Letter, Subscriber
from leerlus.linking.outbox.models import Mail
from leerlus.linking.outcomes.models import Outcome
from leerlus.linking.recalls.models import ReviewReminder
from leerlus.people.models import Person
from tests.demo import put_demo_in
from tests.journeys.conftest import PATIENCE_MS, mailing_site
from tests.journeys.test_the_whole_way import switch
from tests.mailbox import link_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

    from tests.journeys.conftest import MailingSite, Site

PHONE: ViewportSize = {"width": 390, "height": 844}
EDITOR = "Kennisredacteur"
REVIEWERS = {
    "Beoordelaar: Ineke": "beoordelaar-divosa@voorbeeld.nl",
    "Beoordelaar: Wouter": "beoordelaar@voorbeeld.nl",
    "Beoordelaar: Rashid": "beoordelaar-szw@voorbeeld.nl",
}
LAWYER = "jurist@voorbeeld.test"
READER = "lezeres@voorbeeld.test"
QUESTION = "Hoe koopt u lessen in als er weinig cursisten zijn?"
ARTICLE = "Besluit inburgering 2021, artikel 5.3"
MISSPELT = "cursistn inkoop"
ADDED = "Spreek dit elk jaar opnieuw af."


@pytest.fixture
def stage(transactional_db: None, tmp_path: Path) -> Iterator[MailingSite]:
    """Serve the demo, of which the reviewers had their mail of this week."""
    put_demo_in()
    remind_yesterday()
    with mailing_site(tmp_path) as found:
        yield found


def remind_yesterday() -> None:
    """Let the reviewers have had their mail of this week about what the demo has waiting; a new text is told anyhow."""
    yesterday = timezone.now() - timedelta(days=1)
    for person in Person.objects.filter(email__in=REVIEWERS.values()):
        mail = Mail.objects.create(
            person=person, kind="review", state="sent", planned_at=yesterday, not_before=yesterday
        )
        ReviewReminder.objects.create(person=person, on=timezone.localdate(yesterday), mail=mail)


@pytest.mark.browser
@pytest.mark.shared
def test_an_outcome_becomes_an_answer_of_three_until_the_law_changes(browser: Browser, stage: MailingSite) -> None:
    page = stage.site.sign_in(on_a_phone(browser), EDITOR)
    desk = draft_from_an_outcome(page, stage.site)
    write(page, desk)
    offer(page, desk)
    approve_after_mail(page, stage, "Beoordelaar: Ineke")
    approve_after_mail(page, stage, "Beoordelaar: Wouter")
    let_a_lawyer_approve(page, stage, browser)
    address = publish(page, desk)
    find_misspelt(browser, stage.site)

    edit_in_between(page, stage, desk)
    offer(page, desk)
    for who in REVIEWERS:
        approve_what_changed(page, stage, who)
    assert publish(page, desk) == address, "the address of an answer stays"
    expect(page.get_by_role("main")).to_contain_text(ADDED)

    read_in_the_newsletter(page, browser, stage, address)
    change_the_article(page, stage.site, address)
    page.context.close()


def on_a_phone(browser: Browser) -> BrowserContext:
    """Return a phone on which nobody signed in."""
    context = browser.new_context(viewport=PHONE, locale="nl-NL", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    return context


def draft_from_an_outcome(page: Page, site: Site) -> str:
    """Take the outcome of a knelpunt; return the page of the editors on which the draft stands."""
    free = Outcome.objects.filter(answer_sources=None, ended_at=None).exclude(kind=Outcome.Kind.TEMPORARY_AGREEMENT)
    outcome = free.order_by("-at", "-pk")[0]
    page.goto(f"{site.address}/knelpunten/{outcome.bottleneck_id}/")
    page.get_by_role("link", name=outcome.title).first.click()
    page.get_by_role("button", name="Antwoord maken").click()
    page.wait_for_url(re.compile(r"/vragen/redactie/\d+/"))
    expect(page.get_by_role("main")).to_contain_text("Het concept staat klaar")
    return page.url


def write(page: Page, desk: str) -> None:
    """Ask the question as a colleague would, add an example and the article it rests on."""
    page.goto(desk)
    page.get_by_role("link", name="Tekst aanpassen").click()
    page.locator("#id_question").fill(QUESTION)
    page.locator("#id_example").fill("U begint samen met anderen, ook als uw groep klein is.")
    page.get_by_role("button", name="Voeg artikel van de wet toe").click()
    page.locator("#id_citations-0-article").select_option(label=ARTICLE)
    page.locator("#id_law_from").fill("2022-01-01")
    save(page)


def save(page: Page) -> None:
    """Save in the content system."""
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.get_by_text(re.compile("bijgewerkt")).first).to_be_visible()


def offer(page: Page, desk: str) -> None:
    """Offer the text as it stands to the three."""
    page.goto(desk)
    page.get_by_role("link", name="Ter beoordeling aanbieden").click()
    page.get_by_role("button", name="Aan Divosa, VNG en SZW aanbieden").click()
    page.wait_for_url(desk)
    expect(page.get_by_role("main")).to_contain_text("Wacht op Divosa, VNG, Ministerie van SZW")


def approve_after_mail(page: Page, stage: MailingSite, who: str) -> None:
    """Come from the mail that reminds, and approve."""
    switch(page, who)
    mail = stage.mail.wait_for(REVIEWERS[who], QUESTION)
    page.goto(link_in(mail, "/vragen/beoordelen/", after=QUESTION))
    press_approve(page)


def press_approve(page: Page) -> None:
    """Approve the text on the page."""
    page.get_by_role("link", name="Deze tekst goedkeuren").first.click()
    page.get_by_role("button", name="Deze tekst goedkeuren").click()
    expect(page.get_by_role("main")).to_contain_text("U keurde precies deze tekst goed")


def let_a_lawyer_approve(page: Page, stage: MailingSite, browser: Browser) -> None:
    """As the reviewer of the ministry: mail a link. The mail scanner opens it first, the lawyer approves once."""
    switch(page, "Beoordelaar: Rashid")
    page.goto(f"{stage.site.address}/vragen/beoordelen/")
    page.get_by_role("link", name=QUESTION).click()
    page.get_by_role("link", name="Een collega laten beoordelen").click()
    page.get_by_label("E-mailadres van uw collega").fill(LAWYER)
    page.get_by_role("button", name="Link mailen").click()
    link = link_in(stage.mail.wait_for(LAWYER, QUESTION), "/vragen/goedkeuren/")
    for method in ("HEAD", "GET"):
        with urlopen(Request(link, method=method), timeout=20) as scanned:  # noqa: S310 - our own server
            assert scanned.status == 200
    lawyer = on_a_phone(browser).new_page()
    lawyer.goto(link)
    expect(lawyer.get_by_role("heading", level=1)).to_have_text(QUESTION)
    lawyer.get_by_role("button", name="Deze tekst goedkeuren").click()
    expect(lawyer.get_by_role("main")).to_contain_text("U keurde de tekst goed voor Ministerie van SZW")
    lawyer.goto(link)
    expect(lawyer.get_by_role("main")).to_contain_text("Deze link is al gebruikt")
    lawyer.context.close()


def publish(page: Page, desk: str) -> str:
    """Publish what the three approved; return where readers find it."""
    switch(page, EDITOR)
    page.goto(desk)
    page.get_by_role("link", name="Antwoord publiceren").click()
    page.get_by_role("button", name="Antwoord publiceren").click()
    page.wait_for_url(re.compile(r"/vragen/\d+-"))
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    return page.url


def find_misspelt(browser: Browser, site: Site) -> None:
    """As a visitor who types too fast: find it all the same, once the worker has read it."""
    page = on_a_phone(browser).new_page()
    found = page.get_by_role("main").get_by_role("link", name=QUESTION)
    for _ in range(60):
        page.goto(f"{site.address}/")
        page.get_by_role("searchbox").first.fill(MISSPELT)
        page.get_by_role("searchbox").first.press("Enter")
        page.wait_for_url(re.compile("/zoeken/"))
        if found.count():
            break
        page.wait_for_timeout(1000)
    found.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    expect(page.get_by_text("Elk keurde precies deze tekst goed")).to_be_visible()
    page.context.close()


def add_a_sentence(page: Page, desk: str) -> None:
    """Change the text in the content system, by hand."""
    page.goto(desk)
    page.get_by_role("link", name="Tekst aanpassen").click()
    page.locator(".public-DraftEditor-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f" {ADDED}")
    page.locator("#id_note").fill("Erbij: hoe vaak u dit afspreekt.")
    save(page)


def edit_in_between(page: Page, stage: MailingSite, desk: str) -> None:
    """Offer a change, let one approve, and edit once more: what was approved counts no more, readers see the first."""
    page.goto(desk)
    page.get_by_role("link", name="Tekst aanpassen").click()
    page.locator("#id_note").fill("Anders gezegd.")
    save(page)
    offer(page, desk)
    approve_what_changed(page, stage, "Beoordelaar: Ineke")
    switch(page, EDITOR)
    page.goto(desk)
    page.get_by_role("link", name="Tekst aanpassen").click()
    page.get_by_role("button", name="Ontgrendel").first.click()
    expect(page.get_by_role("button", name="Bewaar concept")).to_be_visible()
    add_a_sentence(page, desk)
    page.goto(f"{stage.site.address}/vragen/redactie/")
    expect(page.get_by_role("listitem").filter(has_text=QUESTION)).to_contain_text("de goedkeuringen tellen niet meer")
    page.goto(desk)
    page.get_by_role("link", name="Antwoord bekijken").click()
    expect(page.get_by_role("main")).not_to_contain_text(ADDED)


def approve_what_changed(page: Page, stage: MailingSite, who: str) -> None:
    """Approve from the own work list."""
    switch(page, who)
    page.get_by_role("main").get_by_role("link", name=QUESTION).first.click()
    press_approve(page)


def read_in_the_newsletter(page: Page, browser: Browser, stage: MailingSite, address: str) -> None:
    """A reader subscribes, the editor sends the letter, the reader finds the answer in it and goes with one click."""
    reader = on_a_phone(browser).new_page()
    reader.goto(f"{stage.site.address}/nieuwsbrief/")
    reader.get_by_label("Uw e-mailadres").fill(READER)
    reader.get_by_role("button", name="Nieuwsbrief aanvragen").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")
    reader.goto(link_in(stage.mail.wait_for(READER, "/nieuwsbrief/bevestigen/"), "/nieuwsbrief/bevestigen/"))
    reader.get_by_role("button", name="Nieuwsbrief bevestigen").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("U krijgt de nieuwsbrief")

    page.goto(f"{stage.site.address}/nieuwsbrief/redactie/")
    page.get_by_role("button", name="Nieuwsbrief maken").click()
    page.get_by_role("button", name="Nieuw materiaal ophalen").click()
    expect(page.get_by_role("main")).to_contain_text(QUESTION)
    page.get_by_role("button", name="Versturen…").click()
    page.get_by_role("button", name=re.compile("^Versturen naar")).click()
    expect(page.get_by_role("main")).to_contain_text("minuten naar")
    # The minutes in which it can be taken back are over.
    Letter.objects.filter(state="ready").update(starts_at=timezone.now() - timedelta(seconds=1))
    letter = stage.mail.wait_for(READER, QUESTION)
    reader.goto(address)
    expect(reader.get_by_role("main")).to_contain_text(ADDED)
    reader.context.close()
    one_click = str(letter["List-Unsubscribe"]).strip("<> ")
    with urlopen(one_click, b"List-Unsubscribe=One-Click", timeout=20) as answer:  # noqa: S310 - our own server
        assert answer.status == 200
    assert not Subscriber.objects.filter(email=READER).exists()


def change_the_article(page: Page, site: Site, address: str) -> None:
    """Record a new version of the article: readers are warned, and it stands on the work list of the editors."""
    page.goto(address)
    page.get_by_role("main").get_by_role("link", name=ARTICLE).first.click()
    page.get_by_role("link", name="Nieuwe versie vastleggen").click()
    page.get_by_label("Vanaf wanneer geldt dit?").fill(timezone.localdate().isoformat())
    page.get_by_label("Wat zegt het artikel?").fill("Het college stelt het plan binnen acht weken vast.")
    page.get_by_role("button", name="Versie vastleggen").click()
    expect(page.get_by_role("main")).to_contain_text("De nieuwe versie staat er")
    page.goto(address)
    expect(page.get_by_role("main")).to_contain_text("Een bron is gewijzigd")
    page.goto(f"{site.address}/vragen/redactie/")
    row = page.get_by_role("listitem").filter(has_text=QUESTION)
    expect(row).to_contain_text(f"Er is een nieuwe tekst van {ARTICLE}")
