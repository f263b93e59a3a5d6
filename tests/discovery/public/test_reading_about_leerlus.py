from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from leerlus.discovery.public import views

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from pytest_django.fixtures import Settings

    from tests.cast import Cast

PAGES = ["/", "/zo-werkt-het/", "/themas/", "/lusklok/", "/toegankelijkheid/", "/privacy/"]


@pytest.mark.parametrize("address", PAGES)
def test_everybody_reads_the_public_pages(cast: Cast, address: str) -> None:
    for name in (None, "alice", "dave"):
        assert cast.client(name).get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_reading_only(cast: Cast, address: str) -> None:
    assert cast.client().post(address).status_code == 405


def test_addresses_have_names() -> None:
    names = ["home", "about", "themes", "clock", "accessibility", "privacy", "health"]
    assert [reverse(f"public:{name}") for name in names] == [*PAGES[:4], *PAGES[4:], "/gezond/"]
    assert reverse("desk:work") == "/mijn-werk/"


def test_promises_are_told_as_they_are_set(cast: Cast, settings: Settings) -> None:
    settings.PROMISES = {**settings.PROMISES, "first_response": 21, "outcome": 70}
    text = cast.client().get("/zo-werkt-het/").content.decode()
    assert "21 dagen" in text
    assert "10 weken" in text
    assert "binnen 21 dagen" in cast.client().get("/").content.decode()


def test_it_says_what_it_does_not_do(cast: Cast) -> None:
    assert "Wat Leerlus niet doet" in cast.client().get("/zo-werkt-het/").content.decode()


def test_who_to_ask_is_a_setting(cast: Cast, settings: Settings) -> None:
    for address in ("/privacy/", "/toegankelijkheid/"):
        assert "heeft hier nog geen adres ingevuld" in cast.client().get(address).content.decode()
    settings.CONTACT = "hulp@voorbeeld.nl"
    assert "mailto:hulp@voorbeeld.nl" in cast.client().get("/privacy/").content.decode()
    settings.CONTACT = "de servicedesk, 0800 1234"
    assert "Neem contact op met de servicedesk" in cast.client().get("/toegankelijkheid/").content.decode()


def test_a_healthy_installation_says_ok(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(1):
        answer = cast.client().get("/gezond/")
    assert answer.content == b"ok"
    assert answer["Content-Type"].startswith("text/plain")
    assert "no-store" in answer["Cache-Control"]


def test_without_a_database_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def cursor(self) -> None:
            raise DatabaseError

    monkeypatch.setattr(views, "connection", Gone())
    answer = Client().get("/gezond/")
    assert answer.status_code == 503
    assert "database" in answer.content.decode()
