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


SHUT = ["users/", "users/new/", "groups/", "sites/", "collections/add/", "workflows/list/", "embeds/chooser/", "login/"]


@pytest.mark.parametrize("page", [*SHUT, "pages/1/privacy/", "failwhale/", "password_reset/"])
def test_what_is_ours_is_not_behind_the_door(cast: Cast, page: str) -> None:
    assert cast.client("frank").get(f"/redactie/{page}").status_code == 404


def test_an_editor_takes_nobodys_account(cast: Cast) -> None:
    carol, editor = cast.people["carol"], cast.client("frank")
    new = {"email": "frank2@voorbeeld.test", "name": "C", "first_name": "C", "last_name": "D", "is_active": "on"}
    pages = [f"users/edit/{carol.pk}/", f"users/delete/{carol.pk}/", f"bulk/people/person/delete/?id={carol.pk}"]
    for page in pages:
        assert editor.post(f"/redactie/{page}", new).status_code == 404
    carol.refresh_from_db()
    assert carol.email == "carol@voorbeeld.test"


@pytest.mark.parametrize(
    "page",
    [
        "/kennis/_util/login/",
        "/kennis/_util/authenticate_with_password/1/1/",
        "/bestanden/authenticate_with_password/1/",
    ],
)
def test_nobody_signs_in_beside_our_own_sign_in(cast: Cast, page: str) -> None:
    assert cast.client().get(page).status_code == 404
    assert cast.client().post(page, {"username": "carol@voorbeeld.test", "password": "x"}).status_code == 404
