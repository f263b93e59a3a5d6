"""Reading who may be asked about a theme: only who chose that, and only by who takes part."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leerlus.people.actors import Role, name_role
from leerlus.people.models import Person, RoleGrant
from leerlus.people.policies import may_see_who_know
from leerlus.people.queries.roles import held_on

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Knower:
    """Somebody who may be asked: what they are and where, and whether that is in a region of the reader."""

    name: str
    email: str
    fictional: bool
    is_near: bool = False
    places: list[str] = field(default_factory=list)


def who_know(actor: Actor, theme: str, today: date) -> tuple[Knower, ...]:
    """Return who may be asked about a theme, first those in the reader's own regions; one query, none for a visitor."""
    if not may_see_who_know(actor):
        return ()
    found: dict[int, Knower] = {}
    roles = RoleGrant.objects.filter(held_on(today), person__in=all_who_know(theme, today))
    for row in roles.select_related("person", "organisation").order_by("person__name", "pk"):
        region = row.region or row.organisation.region
        near = region is not None and region.pk in actor.region_codes
        known = found.get(row.person_id)
        found[row.person_id] = Knower(
            name=row.person.name,
            email=row.person.email,
            fictional=row.person.fictional,
            is_near=near or (known is not None and known.is_near),
            places=[*(known.places if known else ()), _describe(row)],
        )
    return tuple(sorted(found.values(), key=lambda each: not each.is_near))


def all_who_know(theme: str, today: date) -> QuerySet[Person]:
    """Return everybody who may be asked about a theme; how many they are may anybody know.

    Who holds no role any more does not take part, and cannot be asked.
    """
    roles = RoleGrant.objects.filter(held_on(today))
    return Person.objects.filter(helps_with=theme, is_active=True, pk__in=roles.values("person"))


def _describe(row: RoleGrant) -> str:
    """Say in one line what somebody is and where."""
    region = row.region or row.organisation.region
    parts = [name_role(Role(row.role), row.region_id), row.organisation.name, region.name if region else ""]
    return ", ".join(part for part in parts if part)
