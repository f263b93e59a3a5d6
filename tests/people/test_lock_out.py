from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from axes.models import AccessAttempt, AccessLog
from django.core.cache import cache
from django.db.models import F
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from leerlus.people.models import Person
    from tests.people.conftest import PostOffice

pytestmark = pytest.mark.django_db
WRONG = "dit is het verkeerde wachtwoord"
FOUND, LOCKED = 302, 429


def fail(client: Client, email: str, times: int) -> list[int]:
    address = reverse("account_login")
    return [client.post(address, {"login": email, "password": WRONG}).status_code for _ in range(times)]


def pass_minutes(minutes: int) -> None:
    """Let time go by: the database thinks the attempts were longer ago."""
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=minutes))


def test_the_fifth_wrong_password_locks(client: Client, alice: Person) -> None:
    assert fail(client, alice.email, 5) == [200, 200, 200, 200, LOCKED]


def test_the_right_password_does_not_open_it_either(client: Client, alice: Person, sign_in: Callable[..., int]) -> None:
    fail(client, alice.email, 5)
    assert sign_in(client, alice.email) == LOCKED


def test_the_page_says_how_long_and_what_to_do(client: Client, alice: Person) -> None:
    fail(client, alice.email, 5)
    answer = client.post(reverse("account_login"), {"login": alice.email, "password": WRONG})
    page = answer.content.decode()
    assert "Over 15 minuten" in page
    assert reverse("account_reset_password") in page


def test_it_ends_after_a_quarter_of_an_hour(client: Client, alice: Person, sign_in: Callable[..., int]) -> None:
    fail(client, alice.email, 5)
    pass_minutes(14)
    assert (
        "Over 1 minuut"
        in client.post(reverse("account_login"), {"login": alice.email, "password": WRONG}).content.decode()
    )
    pass_minutes(2)
    assert sign_in(client, alice.email) == FOUND


def test_trying_on_does_not_make_it_longer(client: Client, alice: Person, sign_in: Callable[..., int]) -> None:
    fail(client, alice.email, 5)
    pass_minutes(10)
    assert fail(client, alice.email, 3) == [LOCKED] * 3
    pass_minutes(6)
    assert sign_in(client, alice.email) == FOUND


def test_somebody_else_in_the_same_building_is_not_locked(
    client: Client, alice: Person, grace: Person, sign_in: Callable[..., int]
) -> None:
    fail(client, alice.email, 5)
    assert sign_in(client, grace.email) == FOUND


def test_capitals_do_not_give_new_tries(client: Client, alice: Person) -> None:
    fail(client, alice.email, 4)
    assert fail(client, alice.email.upper(), 1) == [LOCKED]


def test_the_right_password_in_time_starts_the_count_again(
    client: Client, alice: Person, sign_in: Callable[..., int]
) -> None:
    fail(client, alice.email, 4)
    assert sign_in(client, alice.email) == FOUND
    client.logout()
    assert fail(client, alice.email, 4) == [200] * 4


def test_a_new_password_by_mail_opens_it(
    client: Client,
    alice: Person,
    post: PostOffice,
    sign_in: Callable[..., int],
) -> None:
    fail(client, alice.email, 5)
    cache.clear()
    client.post(reverse("account_reset_password"), {"email": alice.email})
    form = client.get(post.link())["Location"]
    client.post(form, {"password1": "nog een zin met wat woorden"})
    assert sign_in(client, alice.email, "nog een zin met wat woorden") == FOUND


def test_what_is_kept_of_an_attempt_holds_no_password(client: Client, alice: Person) -> None:
    fail(client, alice.email, 2)
    kept = AccessAttempt.objects.get()
    assert WRONG not in kept.post_data
    assert alice.email not in kept.post_data


def test_who_signed_in_when_is_not_kept(client: Client, alice: Person, sign_in: Callable[..., int]) -> None:
    sign_in(client, alice.email)
    assert not AccessLog.objects.exists()
