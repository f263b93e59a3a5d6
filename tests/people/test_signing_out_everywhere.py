from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from leerlus.people.signin import describe_browser

if TYPE_CHECKING:
    from collections.abc import Callable

    from leerlus.people.models import Person

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
EDGE = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"
)
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox op Windows"),
        (EDGE, "Edge op Mac"),
        (PHONE, "Safari op iPhone"),
        ("curl/8.5.0", "Onbekende browser"),
        ("", "Onbekende browser"),
    ],
)
def test_a_browser_is_called_as_people_call_it(user_agent: str, words: str) -> None:
    assert describe_browser(user_agent) == words


def is_in(client: Client) -> bool:
    return client.get(reverse("people:profile")).status_code == 200


def test_it_shows_each_device(alice: Person, sign_in: Callable[..., int]) -> None:
    here, there = Client(headers={"user-agent": FIREFOX}), Client(headers={"user-agent": EDGE})
    for device in (here, there):
        sign_in(device, alice.email)
    page = here.get(reverse("people:devices")).content.decode()
    assert "Firefox op Windows (dit apparaat)" in page
    assert "Edge op Mac" in page
    assert page.count("(dit apparaat)") == 1


def test_everywhere_is_everywhere_but_not_somebody_else(
    alice: Person, grace: Person, sign_in: Callable[..., int]
) -> None:
    here, there, other = Client(), Client(), Client()
    for device in (here, there):
        sign_in(device, alice.email)
    sign_in(other, grace.email)
    answer = here.post(reverse("people:devices"), {"everywhere": "1"}, follow=True)
    assert "op alle apparaten uitgelogd" in answer.content.decode()
    assert [is_in(device) for device in (here, there, other)] == [False, False, True]


def test_only_the_others_keeps_this_one(alice: Person, sign_in: Callable[..., int]) -> None:
    here, there = Client(), Client()
    for device in (here, there):
        sign_in(device, alice.email)
    here.post(reverse("people:devices"))
    assert [is_in(device) for device in (here, there)] == [True, False]


def test_a_link_alone_does_not_sign_out(alice: Person, sign_in: Callable[..., int], client: Client) -> None:
    sign_in(client, alice.email)
    assert client.get(reverse("people:devices"), {"everywhere": "1"}).status_code == 200
    assert is_in(client)
