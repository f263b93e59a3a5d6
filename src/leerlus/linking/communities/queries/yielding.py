"""What a community yielded: what its members raised, what came of that, and what their meetings led to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db.models import Count, Q

from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.bottlenecks.workflow import DISSOLVED, ENDED_WITH_ANSWER, WORKFLOW
from leerlus.linking.communities import policies
from leerlus.linking.communities.models import Community
from leerlus.linking.communities.queries.places import find_by_slug, place_of
from leerlus.linking.outcomes.queries.reading import visible_to as visible_outcomes
from leerlus.practice.issues.models import Issue, Party
from leerlus.practice.issues.queries.panels import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from leerlus.linking.bottlenecks.models import BottleneckQuerySet
    from leerlus.linking.communities.policies import Place
    from leerlus.linking.outcomes.models import Outcome
    from leerlus.people.actors import Actor
    from leerlus.practice.issues.queries import PanelLink

SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Yielded:
    """A bottleneck of its regions or themes, as the page lists it."""

    bottleneck: Bottleneck
    level: str
    state: str
    is_answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YieldPage:
    """What the page about the yield of a community shows.

    panels     what other apps tell, e.g. of its meetings
    issues     what its members raised, for who takes part; `raised` is how many that are
    outcomes   the newest outcomes of the bottlenecks below
    yielded    the newest bottlenecks that play in its regions, or are about its themes when it is thematic
    total      how many there are        answered  how many of those have an outcome or a decision
    """

    community: Community
    takes_part: bool
    themes: int
    panels: tuple[PanelLink, ...]
    issues: tuple[Issue, ...]
    raised: int
    outcomes: tuple[Outcome, ...]
    yielded: tuple[Yielded, ...]
    total: int
    answered: int


def read_yield(actor: Actor, slug: str) -> YieldPage:
    """Return what a community yielded, as far as this reader may read it; Denied when it is not there."""
    community = find_by_slug(slug)
    place = place_of(actor, community)
    takes_part = policies.may_see_members(actor, place)
    theirs = bottlenecks_of(actor, community)
    issues = _raised_by(actor, community) if takes_part else []
    return YieldPage(
        community=community,
        takes_part=takes_part,
        themes=len(community.themes.all()),
        panels=panels_of("COMMUNITY_YIELD", actor, community, place),
        issues=tuple(issues[:SHOWN]),
        raised=len(issues),
        outcomes=tuple(visible_outcomes(actor).filter(bottleneck__in=theirs.order_by()).order_by("-at", "-pk")[:SHOWN]),
        yielded=tuple(
            Yielded(
                bottleneck=one,
                level="system" if one.level == "stelsel" else "linking",
                state=WORKFLOW.states[one.state],
                is_answered=one.state in ENDED_WITH_ANSWER,
            )
            for one in theirs[:SHOWN]
        ),
        **count_bottlenecks(theirs),
    )


def count_bottlenecks(found: BottleneckQuerySet) -> dict[str, int]:
    """Count them, and those with an outcome or a decision; one query."""
    return found.order_by().aggregate(total=Count("pk"), answered=Count("pk", filter=Q(state__in=ENDED_WITH_ANSWER)))


def panels_of(name: str, actor: Actor, community: Community, place: Place) -> tuple[PanelLink, ...]:
    """Return what others show on a page of a community; config lists who they are, under this name."""
    makers = cast("Iterator[Callable[[Actor, Community, Place], Iterable[PanelLink]]]", listed(name))
    return tuple(panel for make in makers for panel in make(actor, community, place))


def _raised_by(actor: Actor, community: Community) -> list[Issue]:
    """Return what the members of now raised, as far as this reader may read it; not who raised what."""
    people = community.memberships.members().exclude(person__isnull=True).values("person_id")
    by_them = Party.objects.filter(kind=Party.Kind.RAISER, person_id__in=people, left_at__isnull=True)
    visible = Issue.objects.visible_to(actor).in_short().filter(pk__in=by_them.values("issue_id"))
    return list(visible.order_by("-raised_at", "-pk")[: SHOWN + 1])


def bottlenecks_of(actor: Actor, community: Community) -> BottleneckQuerySet:
    """Return what plays in its regions; of a thematic community: what is about its themes."""
    visible = Bottleneck.objects.visible_to(actor).exclude(state=DISSOLVED)
    if community.kind == Community.Kind.THEMATIC:
        return visible.filter(theme__in=community.themes.all())
    there = Bundling.objects.filter(
        until__isnull=True,
        issue__parties__left_at__isnull=True,
        issue__parties__organisation__region__in=community.regions.all(),
    )
    return visible.filter(pk__in=there.values("bottleneck_id"))
