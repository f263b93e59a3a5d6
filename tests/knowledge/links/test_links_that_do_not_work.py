"""The worker asks whether links work, politely and never inside; readers and editors see which do not."""

from __future__ import annotations

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest

from leerlus.config.jobs import CLOCK_JOBS
from leerlus.knowledge.links import clock, probing
from leerlus.knowledge.links.actions import load_websites, note
from leerlus.knowledge.links.models import LinkCheck, Website
from leerlus.knowledge.tools.actions import load_tools
from leerlus.knowledge.tools.models import Tool
from tests.cast import NOW, Cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoAssertNumQueries
    from pytest_django.fixtures import Settings

DEAD = probing.Answer(works=False, reason="De pagina staat er niet meer.")
INSIDE = ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "fe80::1", "::ffff:127.0.0.1", "224.0.0.1"]
INSIDE += ["64:ff9b::7f00:1", "2002:7f00:1::", "::7f00:1", "::ffff:0:127.0.0.1", "fec0::1"]
"""Forms of IPv6 in which an address of IPv4 stands, or that were once for networks inside."""

NO_ADDRESS = ["file:///etc/passwd", "ftp://voorbeeld.test/", "https://iemand:geheim@voorbeeld.test/", "niets"]
FINE = probing.Answer(works=True)


class Site(BaseHTTPRequestHandler):
    """A website with pages that are there, gone, moved, picky and going round."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_HEAD(self) -> None:
        """Answer; a page that takes only GET says so."""
        self._answer(405 if self.path == "/alleen-get" else None)

    def do_GET(self) -> None:
        """Answer."""
        self._answer(None)

    def _answer(self, status: int | None) -> None:
        self.asked.append((self.command, self.path))
        known = {"/er": 200, "/alleen-get": 200, "/weg": 404, "/verhuisd": 301, "/rond": 302, "/dicht": 403}
        self.send_response(status or known.get(self.path, 500))
        onward = {"/verhuisd": "/er", "/rond": "/rond"}.get(self.path)
        if self.path == "/naar-binnen":
            onward = "http://169.254.169.254/geheim"
        if onward:
            self.send_header("Location", onward)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Site.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def here(address: str) -> bool:
    """Allow the website of this test, and nothing else."""
    return address == "127.0.0.1"


@pytest.mark.parametrize(
    ("page", "works", "reason"),
    [
        ("/er", True, ""),
        ("/alleen-get", True, ""),
        ("/verhuisd", True, ""),
        ("/weg", False, "De pagina staat er niet meer."),
        ("/stuk", False, "De website gaf foutcode 500."),
        ("/rond", False, "De link verwijst steeds verder."),
        ("/dicht", None, "De website laat programma’s niet toe."),
    ],
)
def test_a_page_is_asked_for(site: str, page: str, works: bool | None, reason: str) -> None:
    assert probing.probe(site + page, may_reach=here) == probing.Answer(works=works, reason=reason)
    assert Site.asked[0] == ("HEAD", page)


def test_our_own_network_is_never_reached(site: str) -> None:
    assert probing.probe(f"{site}/er").reason == "Dit adres is niet op internet te bereiken."
    assert Site.asked == []


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not probing.is_public(address)
    assert probing.is_public("185.15.59.224")


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_what_is_no_web_address_is_not_asked_for(url: str) -> None:
    assert probing.probe(url).reason == "Dit is geen webadres."


def test_a_way_that_leads_inside_is_not_followed(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = probing.probe(f"{site}/naar-binnen", may_reach=here)
    assert answer.works is False
    assert all(path == "/naar-binnen" for _, path in Site.asked)


@pytest.fixture
def loaded(cast: Cast) -> Cast:
    load_websites()
    load_tools()
    return cast


def test_switched_off_nobody_is_asked_and_so_it_is_in_tests(loaded: Cast) -> None:
    assert clock.check_links in CLOCK_JOBS
    assert clock.check_links(NOW, probe=lambda _: pytest.fail("asked the outside")) == 0


def test_one_page_of_each_website_in_a_turn_and_again_after_a_week(loaded: Cast, settings: Settings) -> None:
    settings.CHECK_LINKS = True
    asked: list[str] = []

    def probe(url: str) -> probing.Answer:
        asked.append(url)
        return FINE

    assert clock.check_links(NOW, probe=probe) == len({url.split("/")[2] for url in asked}) == len(asked)
    while clock.check_links(NOW, probe=probe):
        pass
    links = {*Website.objects.values_list("url", flat=True), *Tool.objects.values_list("url", flat=True)}
    assert sorted(asked) == sorted(links)
    assert clock.check_links(NOW + timedelta(days=6), probe=probe) == 0
    assert clock.check_links(NOW + timedelta(days=8), probe=probe) > 0


def test_a_dead_link_is_said_after_the_second_time_and_forgotten_when_it_works(loaded: Cast) -> None:
    website = Website.objects.get(slug="uaf")
    reader, editor = loaded.client(), loaded.client("frank")
    words = "Deze link werkte op 2 november 2026 niet."

    note(website.url, DEAD, at=NOW)
    assert words not in reader.get("/websites/").content.decode()
    note(website.url, DEAD, at=NOW + timedelta(days=1))
    assert words in reader.get("/websites/").content.decode()
    desk = editor.get("/mijn-werk/").content.decode()
    assert "Links die niet werken" in desk
    assert f"/redactie/websites/edit/{website.pk}/" in desk
    assert editor.get(f"/redactie/websites/edit/{website.pk}/").status_code == 200
    assert "Links die niet werken" not in loaded.client("alice").get("/mijn-werk/").content.decode()

    note(website.url, probing.Answer(works=None, reason="Dicht"), at=NOW + timedelta(days=2))
    assert words in reader.get("/websites/").content.decode()
    note(website.url, FINE, at=NOW + timedelta(days=3))
    assert words not in reader.get("/websites/").content.decode()
    assert LinkCheck.objects.get(url=website.url).failed_on is None


def test_a_tool_says_so_too(loaded: Cast) -> None:
    tool = Tool.objects.get(slug="leerroutes")
    for days in (0, 1):
        note(tool.url, DEAD, at=NOW + timedelta(days=days))
    assert "Deze link werkte op" in loaded.client().get("/hulpmiddelen/leerroutes/").content.decode()


def test_websites_are_narrowed_by_theme_and_loaded_once(loaded: Cast) -> None:
    assert load_websites() == 0
    text = loaded.client().get("/websites/?thema=inkoop").content.decode()
    assert "Blik op Werk" in text
    assert "Pharos" not in text
    newest = loaded.client().get("/websites/?volgorde=nieuw").content.decode()
    assert newest.find("Movisie") < newest.find("Blik op Werk")


def test_an_editor_adds_a_website(loaded: Cast) -> None:
    written = {
        "name": "Taalhuis",
        "offers": "Oefenen met een vrijwilliger.",
        "url": "https://taalhuis.test",
        "themes": ["pip"],
        "slug": "taalhuis",
        "is_shown": "on",
    }
    editor = loaded.client("frank")
    assert "Dit is geen webadres" in editor.post("/redactie/websites/add/", written | {"url": "x y"}).content.decode()
    assert editor.post("/redactie/websites/add/", written).status_code == 302
    assert "Oefenen met een vrijwilliger." in loaded.client().get("/websites/").content.decode()


def test_the_list_asks_little(loaded: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(5):
        loaded.client().get("/websites/?thema=werk")


def test_two_workers_at_once_saw_one_failure(db: None) -> None:
    for seconds in (0, 1):
        check = note("https://voorbeeld.test/", DEAD, at=NOW + timedelta(seconds=seconds))
        assert (check.failures, check.is_dead) == (1, False)
    assert note("https://voorbeeld.test/", DEAD, at=NOW + clock.AGAIN_IN + timedelta(seconds=1)).is_dead
