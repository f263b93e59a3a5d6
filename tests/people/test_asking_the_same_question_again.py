"""Questions that are put into SQL once give what the query set gives, on either database, and for any number."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.db.models import Count, Min
from django.db.models.functions import TruncDate
from django.utils import timezone

from leerlus.people.acting import actor_of, find_with_roles
from leerlus.people.asked import Asked
from leerlus.people.models import Organisation, Person, RoleGrant
from tests.cast import make_cast

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def grants_of(person: int) -> Any:  # noqa: ANN401 - a query set of values
    return RoleGrant.objects.filter(person_id=person).values_list("role", "since", "until", "person__is_active")


def test_it_answers_as_the_query_set_does(cast: Cast) -> None:
    ask = Asked(grants_of, tuple)
    for person in cast.people.values():
        assert ask(person.pk) == list(grants_of(person.pk))
    assert ask(0) == []


def test_moments_days_and_truths_come_as_python_knows_them(cast: Cast) -> None:
    ask = Asked(
        lambda organisation: (
            Person.objects.filter(grants__organisation=organisation)
            .values_list("grants__role")
            .annotate(people=Count("pk"), first=Min(TruncDate("joined_at")), moment=Min("joined_at"))
        ),
        tuple,
    )
    rows = ask(cast.organisations["bronckhorst"].pk)
    assert {row[0] for row in rows} == {"professional", "organisation_administrator"}
    assert all(row[2] == timezone.localdate() and timezone.is_aware(row[3]) for row in rows)


def test_it_asks_once_each_time(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ask = Asked(grants_of, tuple)
    for name in ("alice", "bob"):
        with django_assert_num_queries(1):
            ask(cast.people[name].pk)


def test_two_numbers_keep_their_places(cast: Cast) -> None:
    ask = Asked(
        lambda person, organisation: grants_of(person).filter(organisation_id=organisation),
        tuple,
    )
    alice, bronckhorst = cast.people["alice"].pk, cast.organisations["bronckhorst"].pk
    assert len(ask(alice, bronckhorst)) == 1
    assert ask(bronckhorst + 1000, alice) == []


def test_a_number_that_gets_lost_on_the_way_is_refused(cast: Cast) -> None:
    ask = Asked(lambda _: Organisation.objects.values_list("pk"), tuple)
    with pytest.raises(TypeError):
        ask(cast.people["alice"].pk)


def test_what_is_no_number_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        Asked(grants_of, tuple)("1; DROP TABLE people_person")  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_another_thread_asks_over_its_own_connection() -> None:
    cast = make_cast()
    ask = Asked(grants_of, tuple)
    here, there = ask(cast.people["alice"].pk), []

    def elsewhere() -> None:
        there.extend(ask(cast.people["alice"].pk))
        connection.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert there == here


def test_signing_in_finds_a_person_with_their_roles(cast: Cast) -> None:
    alice = cast.people["alice"]
    RoleGrant.objects.create(
        person=alice,
        organisation=cast.organisations["brug"],
        role="professional",
        since=date(2021, 1, 1),
        until=date(2022, 1, 1),
    )
    found = find_with_roles(alice.pk)
    assert found is not None
    assert found[0] == alice
    assert found[0].get_session_auth_hash() == alice.get_session_auth_hash()
    assert [held.name for held in found[1]] == ["Gemeente Bronckhorst", "Taalschool De Brug"]
    assert [grant.organisation_name for grant in actor_of(alice, date(2026, 1, 1)).grants] == ["Gemeente Bronckhorst"]
    assert find_with_roles(0) is None
    nobody = Person.objects.create(email="zonder@voorbeeld.test", name="Zonder rol")
    assert find_with_roles(nobody.pk) == (nobody, ())
