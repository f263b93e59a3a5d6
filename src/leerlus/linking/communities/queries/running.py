"""Which communities somebody runs, asked on every desk: few queries, of plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, IntegerField, Q, Value

from leerlus.linking.communities import policies
from leerlus.linking.communities.models import Community, Membership
from leerlus.linking.communities.policies import Place
from leerlus.linking.communities.workflow import MEMBER
from leerlus.people.actors import LINKING_ROLES, Role
from leerlus.people.models import RoleGrant

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from leerlus.people.actors import Actor

COLUMNS = ("pk", "slug", "name", "kind", "admission", "regions", "themes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A community that somebody runs."""

    pk: int
    slug: str
    name: str


def communities_run_by(actor: Actor, today: date, own: Mapping[int, bool]) -> dict[int, Run]:
    """Return the communities whose work lies with this actor: as communitytrekker, or as coordinator while none leads.

    `own` are the communities of which the actor is a member, with whether they lead it. At most two queries, for
    whoever works at the linking level or leads one community; none for others.
    """
    if not actor.has(*LINKING_ROLES) and not any(own.values()):
        return {}
    found, places = _read(own, today)
    mine = {pk for pk, place in places.items() if policies.leads(actor, place)}
    others = {pk for pk, place in places.items() if pk not in mine and policies.coordinates(actor, place)}
    if others:
        leaders = _leaders(today)
        mine |= {
            pk
            for pk in others
            if not any(led == pk or (led is None and places[pk].is_reached_by(*limits)) for led, *limits in leaders)
        }
    return {pk: found[pk] for pk in found if pk in mine}


def _read(own: Mapping[int, bool], today: date) -> tuple[dict[int, Run], dict[int, Place]]:
    """Return the communities that go on, and the place of the actor in each; one query.

    A community of three regions and two themes is six rows: still less work than two more questions.
    """
    found: dict[int, Run] = {}
    about: dict[int, tuple[str, str]] = {}
    regions: dict[int, set[str]] = {}
    themes: dict[int, set[str]] = {}
    listed = Community.objects.exclude(ended_on__lt=today).order_by("name", "pk")
    for pk, slug, name, kind, admission, region, theme in listed.values_list(*COLUMNS):
        found[pk], about[pk] = Run(pk=pk, slug=slug, name=name), (kind, admission)
        regions.setdefault(pk, set()).update([region] if region else [])
        themes.setdefault(pk, set()).update([theme] if theme else [])
    places = {
        pk: Place(
            is_thematic=kind == Community.Kind.THEMATIC,
            regions=frozenset(regions[pk]),
            themes=frozenset(themes[pk]),
            admission=admission,
            has_ended=False,
            state=MEMBER if pk in own else "",
            leads=own.get(pk, False),
        )
        for pk, (kind, admission) in about.items()
    }
    return found, places


def _leaders(today: date) -> list[tuple[int | None, str | None, str | None]]:
    """Return who leads: the community that a member leads, or the limits of a role; one query."""
    members: Any = Membership.objects.members().filter(leads=True).order_by()
    nothing = {"no_region": Value(None, CharField()), "no_theme": Value(None, CharField())}
    roles: Any = (
        RoleGrant.objects.filter(role=Role.COMMUNITY_LEADER, since__lte=today, person__is_active=True)
        .filter(Q(until__isnull=True) | Q(until__gte=today))
        .exclude(region__isnull=True, theme__isnull=True)
        .order_by()
        .annotate(no_community=Value(None, IntegerField()))
    )
    rows = members.annotate(**nothing).values_list("community_id", "no_region", "no_theme")
    return list(rows.union(roles.values_list("no_community", "region_id", "theme_id")))
