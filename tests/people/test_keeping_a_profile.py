from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from axes.models import AccessAttempt
from django.urls import reverse

from leerlus.audit.models import Event
from leerlus.people.models import Person, RoleGrant, Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def test_it_changes_the_name_and_how_often_mail_comes(client: Client, alice: Person) -> None:
    client.force_login(alice)
    answer = client.post(reverse("people:profile"), {"name": "Alice Bos", "digest": Person.Digest.WEEKLY}, follow=True)
    assert "Uw gegevens zijn bewaard." in answer.content.decode()
    alice.refresh_from_db()
    assert (alice.name, alice.digest) == ("Alice Bos", Person.Digest.WEEKLY)
    assert Event.objects.get(subject="person", subject_id=alice.pk).name == "profile_changed"


def test_being_asked_about_others_is_on_until_it_is_switched_off(client: Client, alice: Person) -> None:
    client.force_login(alice)
    assert alice.may_be_sampled
    assert "Vraag mij soms of iets nog speelt" in client.get(reverse("people:profile")).content.decode()
    client.post(reverse("people:profile"), {"name": "Alice", "digest": "daily"})
    alice.refresh_from_db()
    assert not alice.may_be_sampled
    client.post(reverse("people:profile"), {"name": "Alice", "digest": "daily", "may_be_sampled": "on"})
    alice.refresh_from_db()
    assert alice.may_be_sampled


def test_saying_what_one_knows_about_is_off_until_chosen_and_can_be_taken_back(
    client: Client, alice: Person, theme: Theme
) -> None:
    client.force_login(alice)
    profile = reverse("people:profile")
    assert not alice.helps_with.exists()
    page = client.get(profile).content.decode()
    assert "Alleen wie is ingelogd en een rol heeft, leest dat." in page
    client.post(profile, {"name": "Alice", "digest": "daily", "helps_with": [theme.pk]})
    assert list(alice.helps_with.all()) == [theme]
    assert client.get(profile).content.decode().count("checked") == 2  # how often mail comes, and this theme
    assert json.loads(client.get(reverse("people:own_data")).content)["hier weet ik van"] == [theme.name]
    client.post(profile, {"name": "Alice", "digest": "daily"})
    assert not alice.helps_with.exists()


def test_a_theme_that_is_not_there_is_refused_and_changes_nothing(client: Client, alice: Person, theme: Theme) -> None:
    client.force_login(alice)
    page = client.post(
        reverse("people:profile"), {"name": "Anders", "digest": "daily", "helps_with": [theme.pk, "verzonnen"]}
    ).content.decode()
    assert 'value="Anders"' in page
    assert "id_helps_with_error" in page
    alice.refresh_from_db()
    assert alice.name == "Alice"
    assert not alice.helps_with.exists()


def test_deleting_the_account_forgets_what_one_knows_about(client: Client, alice: Person, theme: Theme) -> None:
    alice.helps_with.add(theme)
    client.force_login(alice)
    client.post(reverse("people:delete_account"))
    assert not Person.helps_with.through.objects.exists()


def test_an_empty_name_is_refused_beside_the_field(client: Client, alice: Person) -> None:
    client.force_login(alice)
    page = client.post(reverse("people:profile"), {"name": "", "digest": "never"}).content.decode()
    assert "id_name_error" in page
    alice.refresh_from_db()
    assert alice.name == "Alice"


def test_it_shows_the_roles_and_only_administrators_the_way_to_their_organisation(
    client: Client, alice: Person, grace: Person
) -> None:
    client.force_login(alice)
    page = client.get(reverse("people:profile")).content.decode()
    assert "Gemeente Bronckhorst" in page
    assert reverse("people:organisations") not in page
    client.force_login(grace)
    assert reverse("people:organisations") in client.get(reverse("people:profile")).content.decode()


def test_the_page_costs_few_queries(
    client: Client, alice: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(alice)
    with django_assert_max_num_queries(7):
        client.get(reverse("people:profile"))


def test_everybody_may_have_what_is_known_of_them(client: Client, alice: Person, grace: Person) -> None:
    client.force_login(alice)
    answer = client.get(reverse("people:own_data"))
    assert "attachment" in answer["Content-Disposition"]
    data = json.loads(answer.content)
    assert data["e-mailadres"] == alice.email
    assert [(role["rol"], role["organisatie"]) for role in data["rollen"]] == [("Professional", "Gemeente Bronckhorst")]
    assert data["apparaten"] == []
    assert "Grace" not in answer.content.decode()
    assert alice.password not in answer.content.decode()


def test_deleting_asks_once_and_leaves_no_name(client: Client, alice: Person, sign_in: Callable[..., int]) -> None:
    client.post(reverse("account_login"), {"login": alice.email, "password": "verkeerd geraden"})
    sign_in(client, alice.email)
    address = reverse("people:delete_account")
    assert "Wilt u uw account verwijderen?" in client.get(address).content.decode()
    assert Person.objects.filter(pk=alice.pk).exists()
    client.post(address)
    assert not Person.objects.filter(pk=alice.pk).exists()
    assert not RoleGrant.objects.exists()
    assert not AccessAttempt.objects.filter(username=alice.email).exists()
    assert client.get(reverse("people:profile")).status_code == 302
    event = Event.objects.get(subject="person", subject_id=alice.pk)
    assert event.name == "account_deleted"
    assert "Alice" not in event.note + event.actor_label


def test_the_last_platform_administrator_stays(client: Client, ivan: Person) -> None:
    client.force_login(ivan)
    answer = client.post(reverse("people:delete_account"))
    assert answer.status_code == 403
    assert "Nodig eerst een andere uit." in answer.content.decode()
    assert Person.objects.filter(pk=ivan.pk).exists()


@pytest.mark.parametrize("name", ["profile", "own_data", "delete_account"])
def test_a_visitor_is_asked_to_sign_in(client: Client, name: str) -> None:
    assert client.get(reverse(f"people:{name}"))["Location"].startswith(reverse("account_login"))
