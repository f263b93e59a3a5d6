"""Reading communities: who they are, and what they yielded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.bottlenecks.workflow import DISSOLVED, ENDED_WITH_ANSWER, WORKFLOW
from leerlus.linking.communities.models import Community
from leerlus.people.actors import ROLE_NAMES, Role
from leerlus.people.models import Region, RoleGrant, Theme

if TYPE_CHECKING:
    from datetime import date

    from leerlus.linking.bottlenecks.models import BottleneckQuerySet
    from leerlus.people.actors import Actor

SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Yielded:
    """A bottleneck of its regions or themes, as the page lists it."""

    bottleneck: Bottleneck
    level: str
    state: str
    is_answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityPage:
    """What the page of a community shows.

    runs       by which roles of which organisations it is run; never a person
    yielded    the newest bottlenecks that play in its regions, or are about its themes when it is thematic
    total      how many there are        answered  how many of those have an outcome or a decision
    """

    community: Community
    regions: tuple[Region, ...]
    themes: tuple[Theme, ...]
    runs: tuple[str, ...]
    yielded: tuple[Yielded, ...]
    total: int
    answered: int
    has_ended: bool


def list_communities(today: date) -> list[tuple[Community, bool]]:
    """Return all communities with whether each has ended, those that run first; three queries."""
    found = Community.objects.prefetch_related("regions", "themes").order_by("name", "pk")
    return sorted(((one, _has_ended(one, today)) for one in found), key=lambda pair: pair[1])


def _has_ended(community: Community, today: date) -> bool:
    return community.ended_on is not None and community.ended_on < today


def read_community(actor: Actor, slug: str, today: date) -> CommunityPage:
    """Return the page of a community; Denied when it is not there. Six queries."""
    found = Community.objects.prefetch_related("regions", "themes").filter(slug=slug).first()
    if found is None:
        raise Denied("Deze community is er niet.")
    regions, themes = tuple(found.regions.all()), tuple(found.themes.all())
    theirs = _bottlenecks_of(actor, found, regions, themes)
    counts = theirs.order_by().aggregate(total=Count("pk"), answered=Count("pk", filter=Q(state__in=ENDED_WITH_ANSWER)))
    yielded = tuple(
        Yielded(
            bottleneck=one,
            level="system" if one.level == "stelsel" else "linking",
            state=WORKFLOW.states[one.state],
            is_answered=one.state in ENDED_WITH_ANSWER,
        )
        for one in theirs[:SHOWN]
    )
    return CommunityPage(
        community=found,
        regions=regions,
        themes=themes,
        runs=_runs(found, regions, themes, today),
        yielded=yielded,
        **counts,
        has_ended=_has_ended(found, today),
    )


def _bottlenecks_of(
    actor: Actor, community: Community, regions: tuple[Region, ...], themes: tuple[Theme, ...]
) -> BottleneckQuerySet:
    """Return what plays in its regions; of a thematic community: what is about its themes."""
    visible = Bottleneck.objects.visible_to(actor).exclude(state=DISSOLVED)
    if community.kind == Community.Kind.THEMATIC:
        return visible.filter(theme__in=themes)
    there = Bundling.objects.filter(
        until__isnull=True,
        issue__parties__left_at__isnull=True,
        issue__parties__organisation__region__in=regions,
    )
    return visible.filter(pk__in=there.values("bottleneck_id"))


def _runs(community: Community, regions: tuple[Region, ...], themes: tuple[Theme, ...], today: date) -> tuple[str, ...]:
    """Return who runs it, as `Communitytrekker bij Gemeente Winterswijk`; never a person."""
    reach = Q(theme__in=themes) if community.kind == Community.Kind.THEMATIC else Q(region__in=regions)
    held = (
        RoleGrant.objects.filter(reach, role=Role.COMMUNITY_LEADER, since__lte=today, person__is_active=True)
        .filter(Q(until__isnull=True) | Q(until__gte=today))
        .values_list("organisation__name", flat=True)
        .distinct()
        .order_by("organisation__name")
    )
    return tuple(f"{ROLE_NAMES[Role.COMMUNITY_LEADER]} bij {name}" for name in held)
