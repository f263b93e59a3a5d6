"""Reading which roles people hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from leerlus.people.actors import ROLE_NAMES, Role
from leerlus.people.models import RoleGrant

if TYPE_CHECKING:
    from datetime import date

    from leerlus.people.models import Invitation


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """A role that somebody holds, in words."""

    grant_id: int
    name: str
    organisation: str
    limit: str
    since: date


def held_on(today: date) -> Q:
    """Return the condition for roles that are held on this day."""
    return Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today))


def describe_limit(row: RoleGrant | Invitation) -> str:
    """Say what a role is limited to, or nothing when it is not."""
    return ", ".join(str(part.name) for part in (row.region, row.theme) if part)


def describe_role(row: RoleGrant) -> HeldRole:
    """Put a role into words."""
    return HeldRole(
        grant_id=row.pk,
        name=ROLE_NAMES[Role(row.role)],
        organisation=row.organisation.name,
        limit=describe_limit(row),
        since=row.since,
    )


def roles_held(person_id: int, today: date) -> tuple[HeldRole, ...]:
    """Return the roles that a person holds today."""
    rows = RoleGrant.objects.filter(held_on(today), person_id=person_id)
    rows = rows.select_related("organisation").order_by("organisation__name", "pk")
    return tuple(describe_role(row) for row in rows)


def count_others(held: RoleGrant, today: date) -> int:
    """Count the other people with this role: in the organisation, or anywhere for a platform administrator."""
    rows = RoleGrant.objects.filter(held_on(today), role=held.role, person__is_active=True)
    if held.role != Role.PLATFORM_ADMINISTRATOR:
        rows = rows.filter(organisation_id=held.organisation_id)
    return rows.exclude(person_id=held.person_id).values("person_id").distinct().count()


def count_other_platform_administrators(person_id: int, today: date) -> int:
    """Count the platform administrators besides this person."""
    rows = RoleGrant.objects.filter(held_on(today), role=Role.PLATFORM_ADMINISTRATOR, person__is_active=True)
    return rows.exclude(person_id=person_id).values("person_id").distinct().count()
