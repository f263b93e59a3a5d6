from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from leerlus.people.models import Person
    from tests.people.conftest import PostOffice

pytestmark = pytest.mark.django_db
NEW = "nog een zin met wat woorden"


def ask(client: Client, email: str) -> str:
    answer = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
    return answer.content.decode()


def test_a_link_by_mail_leads_to_a_new_password(
    client: Client,
    alice: Person,
    post: PostOffice,
    sign_in: Callable[..., int],
) -> None:
    assert "Kijk in uw mail" in ask(client, alice.email)
    (message,) = post.messages
    assert message.subject == "Nieuw wachtwoord voor Leerlus"
    assert "Kies een nieuw wachtwoord met deze link" in str(message.body)
    ((html, _kind),) = message.alternatives  # type: ignore[attr-defined]
    assert "<style" not in html
    assert "Nieuw wachtwoord kiezen</a>" in html
    form = client.get(post.link())["Location"]
    assert "Nieuw wachtwoord kiezen" in client.get(form).content.decode()
    answer = client.post(form, {"password1": NEW}, follow=True)
    assert "Uw nieuwe wachtwoord is bewaard" in answer.content.decode()
    assert sign_in(client, alice.email, NEW) == 302


def test_an_unknown_address_reads_the_same_and_gets_no_mail(client: Client, alice: Person, post: PostOffice) -> None:
    known, unknown = ask(client, alice.email), ask(client, "niemand@voorbeeld.nl")
    assert known == unknown
    assert len(post.messages) == 1


def test_it_signs_out_everywhere(
    client: Client,
    alice: Person,
    post: PostOffice,
    sign_in: Callable[..., int],
) -> None:
    elsewhere = Client()
    sign_in(elsewhere, alice.email)
    ask(client, alice.email)
    client.post(client.get(post.link())["Location"], {"password1": NEW})
    assert elsewhere.get(reverse("people:profile")).status_code == 302


def test_a_link_works_once(client: Client, alice: Person, post: PostOffice) -> None:
    ask(client, alice.email)
    link = post.link()
    client.post(client.get(link)["Location"], {"password1": NEW})
    assert "werkt niet meer" in Client().get(link).content.decode()


def test_a_weak_password_is_refused(client: Client, alice: Person, post: PostOffice) -> None:
    ask(client, alice.email)
    answer = client.post(client.get(post.link())["Location"], {"password1": "elf tekens."})
    assert "te kort" in answer.content.decode()
    alice.refresh_from_db()
    assert not alice.check_password("elf tekens.")


def test_changing_it_asks_for_the_old_one(client: Client, alice: Person, sign_in: Callable[..., int]) -> None:
    sign_in(client, alice.email)
    address = reverse("account_change_password")
    wrong = client.post(address, {"oldpassword": "niet het oude", "password1": NEW})
    assert "niet uw huidige wachtwoord" in wrong.content.decode()
    right = client.post(address, {"oldpassword": "een zin van een paar woorden", "password1": NEW})
    assert right["Location"] == reverse("people:profile")
    assert client.get(reverse("people:profile")).status_code == 200
