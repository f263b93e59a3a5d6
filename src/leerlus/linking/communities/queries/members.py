"""Who takes part in a community: by kind of organisation for everybody, by name for the members."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.linking.communities import policies
from leerlus.linking.communities.queries.places import as_place, find_by_slug
from leerlus.linking.communities.workflow import ASKED, INVITED, MEMBER
from leerlus.people.actors import KIND_NAMES, OrganisationKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from leerlus.linking.communities.models import Community, Membership
    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """The members of one kind of organisation, with how many each has; `members` is empty for who reads no names."""

    kind: str
    count: int
    organisations: tuple[str, ...]
    members: tuple[Membership, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersPage:
    """What who runs a community sees of its members."""

    community: Community
    asked: tuple[Membership, ...]
    invited: tuple[Membership, ...]
    members: tuple[Membership, ...]


def circles_of(members: Iterable[Membership], *, by_name: bool) -> tuple[Circle, ...]:
    """Return the members by kind of organisation, in the order of the kinds; asks the database nothing."""
    listed = list(members)
    kinds = [(kind, [each for each in listed if each.organisation.kind == kind]) for kind in OrganisationKind]
    return tuple(
        Circle(
            kind=KIND_NAMES[kind],
            count=len(them),
            organisations=tuple(
                f"{name} ({count})" if count > 1 else name
                for name, count in sorted(Counter(each.organisation.name for each in them).items())
            ),
            members=tuple(sorted(them, key=lambda each: str(each.person))) if by_name else (),
        )
        for kind, them in kinds
        if them
    )


def read_members(actor: Actor, slug: str, today: date) -> MembersPage:
    """Return the page on which members are let in and placed; Denied for who does not run the community."""
    community = find_by_slug(slug)
    standing = list(community.memberships.standing().select_related("person", "organisation"))
    own = next((each for each in standing if each.person_id == actor.person_id), None)
    policies.check_may_run(actor, as_place(community, own, today))
    return MembersPage(
        community=community,
        asked=tuple(each for each in standing if each.state == ASKED),
        invited=tuple(each for each in standing if each.state == INVITED),
        members=tuple(each for each in standing if each.state == MEMBER),
    )
