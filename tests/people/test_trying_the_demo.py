from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from leerlus.people import queries
from leerlus.people.actors import Role
from leerlus.people.models import Organisation, Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def invented(bronckhorst: Organisation, ministry: Organisation, make_person: Callable[..., Person]) -> Person:
    """Return an invented professional; there is an invented adviser as well."""
    make_person("Dave", ministry, Role.SYSTEM_ADVISER)
    alice = make_person("Alice", bronckhorst, Role.COMMUNITY_LEADER, Role.PROFESSIONAL)
    Person.objects.update(fictional=True, demo_introduction="Dient kwesties in en hoort wat ermee gebeurt.")
    return alice


def come_in_as(client: Client, person: Person) -> int:
    return client.post(reverse("people:demo_sign_in", args=[person.pk])).status_code


def test_one_click_signs_in(client: Client, invented: Person, settings: Settings) -> None:
    settings.DEMO = True
    assert come_in_as(client, invented) == 302
    assert "Alice" in client.get(reverse("people:profile")).content.decode()


def test_another_click_switches(client: Client, invented: Person, settings: Settings) -> None:
    settings.DEMO = True
    come_in_as(client, invented)
    come_in_as(client, Person.objects.get(name="Dave"))
    assert "Dave" in client.get(reverse("people:profile")).content.decode()


def test_after_a_click_the_page_that_was_asked_for_is_shown(
    client: Client, invented: Person, settings: Settings
) -> None:
    settings.DEMO = True
    page = client.get(reverse("people:profile"), follow=True).content.decode()
    assert "Voor deze pagina moet u ingelogd zijn." in page
    assert page.count(f'name="next" value="{reverse("people:profile")}"') == 3
    address = reverse("people:demo_sign_in", args=[invented.pk])
    assert client.post(address, {"next": "/kwesties/indienen/"})["Location"] == "/kwesties/indienen/"
    assert client.post(address, {"next": "https://elders.example/"})["Location"] == "/mijn-werk/"
    assert "moet u ingelogd zijn" not in client.get(reverse("account_login")).content.decode()


def test_outside_the_demo_it_is_not_there(client: Client, invented: Person) -> None:
    assert come_in_as(client, invented) == 404
    assert client.get(reverse("people:profile")).status_code == 302
    assert queries.demo_accounts() == ()
    assert "Kijk rond" not in client.get(reverse("account_login")).content.decode()


def test_a_link_alone_does_not_sign_in(client: Client, invented: Person, settings: Settings) -> None:
    settings.DEMO = True
    assert client.get(reverse("people:demo_sign_in", args=[invented.pk])).status_code == 405


@pytest.mark.parametrize(
    "change",
    [
        {"fictional": False},
        {"email": "alice@gemeente.example"},
        {"demo_introduction": ""},
        {"is_active": False},
    ],
    ids=lambda change: next(iter(change)),
)
def test_only_invented_people_can_be_become(
    client: Client, invented: Person, settings: Settings, change: dict[str, object]
) -> None:
    settings.DEMO = True
    Person.objects.filter(pk=invented.pk).update(**change)
    assert come_in_as(client, invented) == 404


def test_the_sign_in_page_offers_each_account_once_in_the_order_of_the_roles(
    client: Client, invented: Person, settings: Settings
) -> None:
    settings.DEMO = True
    assert [(account.name, account.role) for account in queries.demo_accounts()] == [
        ("Alice", "Professional"),
        ("Dave", "Adviseur stelsel"),
    ]
    page = client.get(reverse("account_login")).content.decode()
    assert "Professional: Alice" in page
    assert "Dient kwesties in en hoort wat ermee gebeurt." in page


def test_the_accounts_cost_one_query(
    invented: Person, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.DEMO = True
    with django_assert_num_queries(1):
        queries.demo_accounts()
    settings.DEMO = False
    with django_assert_num_queries(0):
        queries.demo_accounts()
