"""Who comes in where editors write: by our own sign-in, and only who guards the words today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from leerlus.knowledge.pages.actions import lay_out
from leerlus.people.actors import Role
from leerlus.people.models import Person, RoleGrant
from tests.cast import Cast, make_cast

if TYPE_CHECKING:
    from django.test import Client


@pytest.fixture
def cast(db: None) -> Cast:
    lay_out()
    made = make_cast()
    divosa = made.organisations["divosa"]
    RoleGrant.objects.create(
        person=made.people["frank"], organisation=divosa, role=Role.KNOWLEDGE_EDITOR, since=date(2020, 1, 1)
    )
    return made


PAGES = ["/redactie/", "/redactie/pages/", "/redactie/images/", "/redactie/login/"]


def test_an_editor_comes_in(cast: Cast) -> None:
    answer = cast.client("frank").get("/redactie/")
    assert answer.status_code == 200
    assert "unsafe-inline" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["alice", "carol", "dave"])
def test_nobody_else_does(cast: Cast, name: str, page: str) -> None:
    assert cast.client(name).get(page).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_goes_to_our_own_sign_in(cast: Cast, page: str) -> None:
    answer = cast.client().get(page)
    assert (answer.status_code, answer["Location"]) == (302, f"/account/inloggen/?next={page}")


def test_an_editor_whose_role_ended_is_out_at_once(cast: Cast) -> None:
    client: Client = cast.client("frank")
    assert client.get("/redactie/").status_code == 200
    RoleGrant.objects.filter(role=Role.KNOWLEDGE_EDITOR).update(until=date(2020, 12, 31))
    assert client.get("/redactie/").status_code == 404


def test_what_stands_in_the_table_opens_nothing(cast: Cast) -> None:
    Person.objects.update(is_superuser=True)
    assert cast.client("alice").get("/redactie/").status_code == 404


def test_other_pages_keep_the_strict_policy(cast: Cast) -> None:
    answer = cast.client("frank").get("/kwesties/")
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
