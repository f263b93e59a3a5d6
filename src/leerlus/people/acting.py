"""Who somebody is when acting: the roles they hold today, from the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leerlus.people.actors import Actor, Grant, OrganisationKind, Role
from leerlus.people.asked import Asked
from leerlus.people.models import Person, Region, RoleGrant

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

OF_GRANT = (
    *("since", "until", "role", "region_id", "theme_id"),
    *("organisation_id", "organisation__name", "organisation__kind", "organisation__region_id"),
)


class Held(NamedTuple):
    """A role that somebody holds or held, in the order of `OF_GRANT`."""

    since: date
    until: date | None
    role: str
    region: str | None
    theme: str | None
    organisation: int
    name: str
    kind: str
    home: str | None


def actor_of(person: Person, today: date) -> Actor:
    """Return the actor that a person is on `today`; one query."""
    rows = RoleGrant.objects.filter(person_id=person.pk).order_by("pk").values_list(*OF_GRANT)
    return as_actor(person, (Held(*row) for row in rows), today)


def as_actor(person: Person, held: Iterable[Held], today: date) -> Actor:
    """Return the actor that a person with these roles is on `today`."""
    grants = tuple(
        Grant(
            role=Role(row.role),
            organisation_id=row.organisation,
            organisation_name=row.name,
            organisation_kind=OrganisationKind(row.kind),
            organisation_region=row.home,
            region=row.region,
            region_name=str(Region.objects.find(row.region) or ""),
            theme=row.theme,
        )
        for row in held
        if row.since <= today and (row.until is None or row.until >= today)
    )
    return Actor(person_id=person.pk, name=person.name, grants=grants)


def find_with_roles(person_id: int | str) -> tuple[Person, tuple[Held, ...]] | None:
    """Return a person with every role they hold or held; one query, since each page of who is signed in asks it."""
    rows = ASK_PERSON(int(person_id))
    if not rows:
        return None
    count = len(OF_PERSON)
    held = (row[count:] for row in rows)
    return Person.from_db(None, OF_PERSON, rows[0][:count]), tuple(Held(*row) for row in held if row[0] is not None)


OF_PERSON = [field.attname for field in Person._meta.concrete_fields]
ASK_PERSON = Asked(
    lambda person: (
        Person.objects.filter(pk=person)
        .order_by("grants__pk")
        .values_list(*OF_PERSON, *(f"grants__{name}" for name in OF_GRANT))
    ),
    tuple,
)
