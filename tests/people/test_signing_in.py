from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from leerlus.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.django_db
FOUND = 302


def test_it_signs_in_with_e_mail_and_password(client: Client, alice: Person, sign_in: Callable[..., int]) -> None:
    assert sign_in(client, alice.email) == FOUND
    page = client.get(reverse("people:profile"))
    assert page.status_code == 200
    assert "Alice" in page.content.decode()


def test_it_goes_to_ones_own_work_or_to_the_page_one_came_from(client: Client, alice: Person) -> None:
    answers = {"login": alice.email, "password": "een zin van een paar woorden"}
    assert client.post(reverse("account_login"), answers)["Location"] == "/mijn-werk/"
    client.logout()
    answer = client.post(reverse("account_login"), {**answers, "next": "/profiel/"})
    assert answer["Location"] == "/profiel/"
    client.logout()
    answer = client.post(reverse("account_login"), {**answers, "next": "https://elders.example/"})
    assert answer["Location"] == "/mijn-werk/"


def test_capitals_in_the_address_do_not_matter(client: Client, alice: Person, sign_in: Callable[..., int]) -> None:
    assert sign_in(client, "Alice@Voorbeeld.NL") == FOUND


def test_a_wrong_password_says_so_beside_what_was_typed(client: Client, alice: Person) -> None:
    answer = client.post(reverse("account_login"), {"login": alice.email, "password": "iets anders geprobeerd"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "horen niet bij elkaar" in page
    assert alice.email in page
    assert "iets anders geprobeerd" not in page
    assert "staat er nog" not in page


def test_an_unknown_address_gets_the_same_answer(client: Client, alice: Person) -> None:
    answer = client.post(reverse("account_login"), {"login": "niemand@voorbeeld.nl", "password": "iets anders"})
    assert "horen niet bij elkaar" in answer.content.decode()


def test_nobody_makes_an_account_without_an_invitation(client: Client) -> None:
    address = reverse("account_signup")
    assert "uitnodiging nodig" in client.get(address).content.decode()
    client.post(address, {"email": "eve@voorbeeld.nl", "password1": "een zin van een paar woorden"})
    assert not Person.objects.exists()


def test_a_closed_account_does_not_sign_in(client: Client, alice: Person, sign_in: Callable[..., int]) -> None:
    Person.objects.update(is_active=False)
    sign_in(client, alice.email)
    assert client.get(reverse("people:profile")).status_code == FOUND


def test_closing_an_account_signs_out_at_once(client: Client, alice: Person, sign_in: Callable[..., int]) -> None:
    sign_in(client, alice.email)
    Person.objects.update(is_active=False)
    assert client.get(reverse("people:profile")).status_code == FOUND


def test_the_short_address_leads_to_the_page(client: Client) -> None:
    answer = client.get("/inloggen/?next=/profiel/")
    assert answer["Location"] == f"{reverse('account_login')}?next=/profiel/"


def test_signing_out_takes_one_click_and_is_said(client: Client, alice: Person, sign_in: Callable[..., int]) -> None:
    sign_in(client, alice.email)
    assert client.get(reverse("account_logout")).status_code == 200
    answer = client.post(reverse("account_logout"))
    assert answer["Location"] == "/"
    assert "U bent uitgelogd." in client.get(reverse("account_login")).content.decode()


def test_a_page_that_was_open_too_long_says_what_to_do(alice: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("account_login"), {"login": alice.email, "password": "een zin van een paar woorden"})
    assert answer.status_code == 403
    assert "Deze pagina stond te lang open" in answer.content.decode()
