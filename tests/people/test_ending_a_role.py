from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied, Stale
from leerlus.people import actions
from leerlus.people.actors import Role
from leerlus.people.models import Organisation, Person, RoleGrant

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from leerlus.people.actors import Actor

pytestmark = pytest.mark.django_db


def held_by(person: Person) -> RoleGrant:
    return person.grants.earliest("pk")


def test_it_asks_once_and_ends_at_once(
    client: Client, grace: Person, alice: Person, actor: Callable[[Person], Actor]
) -> None:
    client.force_login(grace)
    address = reverse("people:end_role", args=[held_by(alice).pk])
    assert "Rol van Alice beëindigen?" in client.get(address).content.decode()
    assert actor(alice).grants
    client.post(address)
    assert not actor(alice).grants


def test_the_account_stays_unless_somebody_left(client: Client, grace: Person, alice: Person) -> None:
    client.force_login(grace)
    client.post(reverse("people:end_role", args=[held_by(alice).pk]))
    alice.refresh_from_db()
    assert alice.is_active


def test_somebody_who_left_loses_every_role_here_and_the_account(
    client: Client, grace: Person, alice: Person, bronckhorst: Organisation
) -> None:
    RoleGrant.objects.create(
        person=alice, organisation=bronckhorst, role=Role.COMMUNITY_LEADER, since=held_by(alice).since
    )
    client.force_login(grace)
    client.post(reverse("people:end_role", args=[held_by(alice).pk]), {"left_service": "on"})
    alice.refresh_from_db()
    assert not alice.is_active
    assert not alice.grants.filter(until__isnull=True).exists()


def test_a_role_elsewhere_keeps_the_account_open(
    grace: Person, alice: Person, enschede: Organisation, actor: Callable[[Person], Actor]
) -> None:
    RoleGrant.objects.create(person=alice, organisation=enschede, role=Role.PROFESSIONAL, since=held_by(alice).since)
    actions.end_role(held=held_by(alice), left_service=True, by=actor(grace), at=timezone.now())
    alice.refresh_from_db()
    assert alice.is_active
    assert [grant.organisation_id for grant in actor(alice).grants] == [enschede.pk]


def test_the_history_says_where_open_work_went(grace: Person, alice: Person, actor: Callable[[Person], Actor]) -> None:
    actions.end_role(held=held_by(alice), by=actor(grace), at=timezone.now())
    event = Event.objects.get(subject="person", subject_id=alice.pk, name="role_ended")
    assert event.note == "Wat nog open stond, ligt nu bij de organisatie."
    assert "Alice" not in str(event.data) + event.actor_label


def test_the_last_administrator_stays(client: Client, grace: Person) -> None:
    client.force_login(grace)
    answer = client.post(reverse("people:end_role", args=[held_by(grace).pk]))
    assert "laatste beheerder" in answer.content.decode()
    assert held_by(grace).until is None


def test_with_two_administrators_one_may_go(
    grace: Person,
    bronckhorst: Organisation,
    make_person: Callable[..., Person],
    actor: Callable[[Person], Actor],
) -> None:
    make_person("Judy", bronckhorst, Role.ORGANISATION_ADMINISTRATOR)
    actions.end_role(held=held_by(grace), by=actor(grace), at=timezone.now())
    assert not actor(grace).grants


def test_the_platform_keeps_an_administrator(ivan: Person, actor: Callable[[Person], Actor]) -> None:
    with pytest.raises(Denied, match="laatste beheerder van het platform"):
        actions.end_role(held=held_by(ivan), by=actor(ivan), at=timezone.now())


def test_an_administrator_of_another_organisation_ends_nothing(
    client: Client, alice: Person, make_person: Callable[..., Person], enschede: Organisation
) -> None:
    client.force_login(make_person("Judy", enschede, Role.ORGANISATION_ADMINISTRATOR))
    address = reverse("people:end_role", args=[held_by(alice).pk])
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 403
    assert held_by(alice).until is None


def test_two_clicks_can_not_both_win(grace: Person, alice: Person, actor: Callable[[Person], Actor]) -> None:
    held, by = held_by(alice), actor(grace)
    actions.end_role(held=held, by=by, at=timezone.now())
    with pytest.raises(Stale):
        actions.end_role(held=held, by=by, at=timezone.now())
