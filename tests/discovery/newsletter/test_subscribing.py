"""Subscribing in two steps, choosing and unsubscribing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from leerlus.discovery.newsletter.clock import wipe_addresses
from leerlus.discovery.newsletter.models import Subscriber
from leerlus.discovery.newsletter.notify import personal_token
from leerlus.discovery.newsletter.queries import own_data
from tests.discovery.newsletter.letters import subscriber

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast

FORM = {"email": "Lezer@Voorbeeld.test", "themes": ["pip"], "regions": ["AM09"]}


def link_in_mail(number: int = -1) -> str:
    """Return the address in a mail, as a path."""
    found = re.search(r"http://localhost:8000(/\S+)", str(mail.outbox[number].body))
    assert found
    return found[1]


@pytest.mark.django_db
def test_subscribing_takes_a_mail_and_a_button(cast: Cast, client: Client) -> None:
    assert client.post("/nieuwsbrief/", FORM).headers["Location"] == "/nieuwsbrief/gevraagd/"
    link = link_in_mail()
    assert mail.outbox[-1].to == ["lezer@voorbeeld.test"]
    assert "bevestig" in client.get(link).content.decode()
    assert not Subscriber.objects.reached().exists(), "a scanner that follows the link confirms nothing"
    assert "U krijgt de nieuwsbrief" in client.post(link, follow=True).content.decode()
    made = Subscriber.objects.reached().get()
    assert (made.email, made.themes, made.regions) == ("lezer@voorbeeld.test", "pip", "AM09")
    again = client.post(link)
    assert again.status_code == 410, "the link works once"
    assert "al gebruikt" in again.content.decode()


@pytest.mark.django_db
def test_nobody_learns_who_subscribed(cast: Cast, client: Client) -> None:
    subscriber(themes="ontzorgen")
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=1))
    known = client.post("/nieuwsbrief/", FORM)
    unknown = client.post("/nieuwsbrief/", FORM | {"email": "ander@voorbeeld.test"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert len(mail.outbox) == 2, "both get a mail, so that also the time says nothing"
    assert Subscriber.objects.get(email="lezer@voorbeeld.test").themes == "ontzorgen", "anybody can type an address"
    assert "/nieuwsbrief/keuzes/" in link_in_mail(0)


@pytest.mark.django_db
def test_one_cannot_pester_somebody_with_mail(cast: Cast, client: Client) -> None:
    for _ in range(5):
        assert client.post("/nieuwsbrief/", FORM).status_code == 302
    assert len(mail.outbox) == 1
    for number in range(15):
        assert client.post("/nieuwsbrief/", FORM | {"email": f"n{number}@voorbeeld.test"}).status_code == 302
    answer = client.post("/nieuwsbrief/", FORM | {"email": "n15@voorbeeld.test"})
    assert answer.status_code == 422
    assert "Vanaf dit netwerk" in answer.content.decode()
    assert 'value="n15@voorbeeld.test"' in answer.content.decode(), "what was typed is still there"


@pytest.mark.django_db
def test_a_wrong_address_says_what_to_do(cast: Cast, client: Client) -> None:
    answer = client.post("/nieuwsbrief/", {"email": "geen adres", "themes": ["pip"]})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Schrijf het als naam@voorbeeld.nl" in text
    assert 'value="geen adres"' in text
    assert re.search(r'value="pip"[^>]*checked', text)
    assert not Subscriber.objects.exists()


@pytest.mark.django_db
def test_a_mail_server_that_is_away_changes_nothing(cast: Cast, client: Client, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_PORT = 1  # type: ignore[attr-defined]
    settings.EMAIL_HOST = "127.0.0.1"  # type: ignore[attr-defined]
    answer = client.post("/nieuwsbrief/", FORM)
    assert answer.status_code == 422
    assert "geen mail versturen" in answer.content.decode()
    assert not Subscriber.objects.exists()


@pytest.mark.django_db
def test_choices_change_by_the_personal_link(cast: Cast, client: Client) -> None:
    one = subscriber(themes="pip")
    link = reverse("newsletter:choose", args=[personal_token(one.pk)])
    assert "lezer@voorbeeld.test" in client.get(link).content.decode()
    client.post(link, {"themes": ["ontzorgen"], "regions": ["AM05", "AM09"]})
    one.refresh_from_db()
    assert (one.themes, one.regions) == ("ontzorgen", "AM05 AM09")
    client.post(link, {})
    one.refresh_from_db()
    assert (one.themes, one.regions) == ("", ""), "nothing ticked is everything"
    assert client.get(link.replace(":", "0:")).status_code == 404


@pytest.mark.django_db
def test_one_click_wipes_and_following_the_link_does_not(cast: Cast) -> None:
    one = subscriber()
    link = reverse("newsletter:unsubscribe", args=[personal_token(one.pk)])
    client = cast.client()
    client.handler.enforce_csrf_checks = True
    assert "Afmelden" in client.get(link).content.decode()
    assert Subscriber.objects.exists()
    answer = client.post(link, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, Subscriber.objects.count()) == (200, 0)
    assert "gewist" in client.post(link).content.decode(), "a second click says the same"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["choose", "unsubscribe"])
def test_a_link_that_a_mail_program_broke_says_what_to_do(cast: Cast, name: str) -> None:
    one = subscriber()
    link = reverse(f"newsletter:{name}", args=[personal_token(one.pk)])
    answer = cast.client().post(link[:-3] + "xx/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Neem hem dan helemaal over" in page
    assert reverse("newsletter:subscribe") in page
    assert Subscriber.objects.filter(pk=one.pk).exists()


@pytest.mark.django_db
def test_who_signed_in_subscribes_without_a_mail(cast: Cast) -> None:
    client = cast.client("alice")
    assert "alice@voorbeeld.test" in client.get("/nieuwsbrief/").content.decode()
    client.post("/nieuwsbrief/", {"themes": ["pip"]})
    assert Subscriber.objects.reached().get(email="alice@voorbeeld.test").themes == "pip"
    client.post("/nieuwsbrief/", {})
    assert Subscriber.objects.get().themes == ""
    assert mail.outbox == []
    assert own_data(cast.people["alice"].pk)["nieuwsbrief"]["adres"] == "alice@voorbeeld.test"


@pytest.mark.django_db
def test_what_nobody_confirmed_is_wiped_after_a_week(cast: Cast, client: Client) -> None:
    client.post("/nieuwsbrief/", FORM)
    subscriber("blijft@voorbeeld.test")
    wipe_addresses(timezone.now() + timedelta(days=6))
    assert Subscriber.objects.count() == 2
    wipe_addresses(timezone.now() + timedelta(days=8))
    assert [each.email for each in Subscriber.objects.all()] == ["blijft@voorbeeld.test"]
    assert client.post(link_in_mail()).status_code == 410
