from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.people import actions
from leerlus.people.acting import actor_of
from leerlus.people.actors import OrganisationKind, Role
from leerlus.people.models import Municipality, Organisation, Person, Region
from tests.people.conftest import make

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db
MOST_QUERIES = 7
"""Session, person, roles, organisation, members, invitations, and one to spare."""


def test_an_administrator_sees_who_takes_part(client: Client, grace: Person, alice: Person) -> None:
    client.force_login(grace)
    page = client.get(reverse("people:organisations"), follow=True).content.decode()
    assert "Gemeente Bronckhorst" in page
    assert alice.email in page


def test_an_outsider_sees_no_organisation_page(
    client: Client, alice: Person, bob: Person, bronckhorst: Organisation
) -> None:
    addresses = [
        reverse("people:organisations"),
        reverse("people:add_organisation"),
        reverse("people:organisation", args=[bronckhorst.pk]),
        reverse("people:invite", args=[bronckhorst.pk]),
        reverse("people:end_role", args=[alice.grants.get().pk]),
    ]
    for address in addresses:
        assert client.get(address)["Location"].startswith(reverse("account_login")), address
    client.force_login(bob)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert "Bronckhorst" not in answer.content.decode()


def test_what_is_not_there_and_what_may_not_be_seen_look_the_same(
    client: Client, bob: Person, bronckhorst: Organisation
) -> None:
    client.force_login(bob)
    hidden = client.get(reverse("people:organisation", args=[bronckhorst.pk]))
    absent = client.get(reverse("people:organisation", args=[bronckhorst.pk + 1000]))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    before, after = (answer.content.decode().partition("<main")[2] for answer in (hidden, absent))
    assert before == after


def test_a_button_of_somebody_else_answers_with_the_reason(
    client: Client, bob: Person, bronckhorst: Organisation
) -> None:
    client.force_login(bob)
    answer = client.post(reverse("people:invite", args=[bronckhorst.pk]))
    assert answer.status_code == 403
    assert "U beheert deze organisatie niet." in answer.content.decode()


def test_more_members_cost_no_more_queries(
    client: Client, grace: Person, bronckhorst: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        make(f"Lid{number}", bronckhorst, Role.PROFESSIONAL, Role.COMMUNITY_LEADER)
        actions.invite(
            organisation=bronckhorst,
            email=f"nieuw{number}@voorbeeld.nl",
            roles=[Role.PROFESSIONAL],
            by=actor_of(grace, timezone.localdate()),
            at=timezone.now(),
        )
    client.force_login(grace)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(reverse("people:organisation", args=[bronckhorst.pk])).content.decode()
    assert page.count("Lid11") >= 2


def test_the_platform_chooses_an_organisation_by_words(
    client: Client, ivan: Person, bronckhorst: Organisation, enschede: Organisation
) -> None:
    client.force_login(ivan)
    page = client.get(reverse("people:organisations"), {"zoek": "bronck"}).content.decode()
    assert "Gemeente Bronckhorst" in page
    assert "Gemeente Enschede" not in page
    nothing = client.get(reverse("people:organisations"), {"zoek": "xyz"}).content.decode()
    assert "Geen organisatie gevonden" in nothing


def test_the_platform_adds_an_organisation(client: Client, ivan: Person, achterhoek: Region) -> None:
    Municipality.objects.create(code="GM1876", name="Bronckhorst", province="Gelderland", region=achterhoek)
    client.force_login(ivan)
    address = reverse("people:add_organisation")
    without = client.post(address, {"name": "Sociale dienst", "kind": OrganisationKind.MUNICIPALITY})
    assert "Kies welke gemeente dit is." in without.content.decode()
    client.post(address, {"name": "Sociale dienst", "kind": OrganisationKind.MUNICIPALITY, "municipality": "GM1876"})
    added = Organisation.objects.get(name="Sociale dienst")
    assert added.region == achterhoek
    again = client.post(address, {"name": "sociale dienst", "kind": OrganisationKind.COA})
    assert "al een organisatie met deze naam" in again.content.decode()
