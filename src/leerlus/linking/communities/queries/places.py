"""The place of somebody in a community, and who runs one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.linking.communities.models import Community, Membership
from leerlus.linking.communities.policies import Place
from leerlus.people.actors import ROLE_NAMES, Role
from leerlus.people.models import RoleGrant

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from leerlus.people.actors import Actor


def find_community(community_id: int) -> Community:
    """Return a community with its regions and themes; Denied when it is not there. Three queries."""
    found = Community.objects.prefetch_related("regions", "themes").filter(pk=community_id).first()
    if found is None:
        raise Denied("Deze community is er niet.")
    return found


def find_by_slug(slug: str) -> Community:
    """Return a community by its name in the address; Denied when it is not there. Three queries."""
    found = Community.objects.prefetch_related("regions", "themes").filter(slug=slug).first()
    if found is None:
        raise Denied("Deze community is er niet.")
    return found


def place_of(actor: Actor, community: Community, *, at: datetime | None = None) -> Place:
    """Return the place of this actor in a community; one query when regions and themes were read along."""
    own = None if not actor.person_id else community.memberships.standing().of(actor).first()
    return as_place(community, own, timezone.localdate(at))


def as_place(community: Community, own: Membership | None, today: date) -> Place:
    """Return the place that goes with a membership, or with none."""
    return Place(
        is_thematic=community.kind == Community.Kind.THEMATIC,
        regions=frozenset(region.pk for region in community.regions.all()),
        themes=frozenset(theme.pk for theme in community.themes.all()),
        admission=community.admission,
        has_ended=community.ended_on is not None and community.ended_on < today,
        state=own.state if own else "",
        leads=own.leads if own else False,
    )


def leaders_of(communities: Iterable[Community], today: date) -> dict[int, tuple[str, ...]]:
    """Return per community who runs it, as `Communitytrekker bij Gemeente Winterswijk`; never a person. Two queries."""
    listed = list(communities)
    grants = list(
        RoleGrant.objects.filter(role=Role.COMMUNITY_LEADER, since__lte=today, person__is_active=True)
        .filter(Q(until__isnull=True) | Q(until__gte=today))
        .exclude(region__isnull=True, theme__isnull=True)
        .values_list("region_id", "theme_id", "organisation__name")
    )
    asked = list(
        Membership.objects.members()
        .filter(leads=True, community__in=[one.pk for one in listed])
        .values_list("community_id", "organisation__name")
    )
    name = ROLE_NAMES[Role.COMMUNITY_LEADER]
    found: dict[int, tuple[str, ...]] = {}
    for one in listed:
        place = as_place(one, None, today)
        houses = {house for region, theme, house in grants if place.is_reached_by(region, theme)}
        houses |= {house for community_id, house in asked if community_id == one.pk}
        found[one.pk] = tuple(f"{name} bij {house}" for house in sorted(houses))
    return found
