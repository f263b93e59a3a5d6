"""Reading communities: who they are, and what they yielded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db.models import Count, Q
from django.utils.module_loading import import_string

from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.bottlenecks.workflow import DISSOLVED, ENDED_WITH_ANSWER, WORKFLOW
from leerlus.linking.communities import policies
from leerlus.linking.communities.models import Community
from leerlus.linking.communities.queries.members import Circle, circles_of
from leerlus.linking.communities.queries.places import as_place, find_by_slug, leaders_of
from leerlus.linking.communities.workflow import ASKED
from leerlus.linking.outcomes.queries.reading import visible_to as visible_outcomes
from leerlus.practice.issues.models import Issue, Party

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from leerlus.linking.bottlenecks.models import BottleneckQuerySet
    from leerlus.linking.communities.models import Membership
    from leerlus.linking.communities.policies import Place
    from leerlus.linking.outcomes.models import Outcome
    from leerlus.people.actors import Actor
    from leerlus.people.models import Region, Theme
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
class CommunityPage:
    """What the page of a community shows.

    runs       by which roles of which organisations it is run; never a person; empty: it looks for somebody
    place      of this reader, with what they may do     own      the membership of this reader
    circles    the members by kind of organisation       waiting  how many ask to be a member; for who runs it
    panels     what higher floors and other apps of this one show here, e.g. the next meeting
    issues     what its members raised, for who takes part; `raised` is how many that are
    outcomes   the newest outcomes of the bottlenecks below
    yielded    the newest bottlenecks that play in its regions, or are about its themes when it is thematic
    total      how many there are        answered  how many of those have an outcome or a decision
    """

    community: Community
    regions: tuple[Region, ...]
    themes: tuple[Theme, ...]
    runs: tuple[str, ...]
    place: Place
    own: Membership | None
    may_run: bool
    may_join: bool
    takes_part: bool
    circles: tuple[Circle, ...]
    waiting: int
    panels: tuple[PanelLink, ...]
    issues: tuple[Issue, ...]
    raised: int
    outcomes: tuple[Outcome, ...]
    yielded: tuple[Yielded, ...]
    total: int
    answered: int
    has_ended: bool

    @property
    def members(self) -> int:
        """How many members there are."""
        return sum(circle.count for circle in self.circles)


def list_communities(today: date) -> list[tuple[Community, bool]]:
    """Return all communities with whether each has ended, those that run first; three queries."""
    found = Community.objects.prefetch_related("regions", "themes").order_by("name", "pk")
    return sorted(((one, _has_ended(one, today)) for one in found), key=lambda pair: pair[1])


def _has_ended(community: Community, today: date) -> bool:
    return community.ended_on is not None and community.ended_on < today


def read_community(actor: Actor, slug: str, today: date) -> CommunityPage:
    """Return the page of a community; Denied when it is not there. At most twelve queries and those of the panels."""
    found = find_by_slug(slug)
    regions, themes = tuple(found.regions.all()), tuple(found.themes.all())
    standing = list(found.memberships.standing().select_related("person", "organisation"))
    own = next((each for each in standing if actor.person_id and each.person_id == actor.person_id), None)
    place = as_place(found, own, today)
    takes_part = policies.may_see_members(actor, place)
    members = [each for each in standing if each.state == "member"]
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
    issues = tuple(_raised_by(actor, members)[: SHOWN + 1]) if takes_part and members else ()
    return CommunityPage(
        community=found,
        regions=regions,
        themes=themes,
        runs=leaders_of([found], today)[found.pk],
        place=place,
        own=own,
        may_run=policies.runs(actor, place),
        may_join=policies.may_join(actor, place),
        takes_part=takes_part,
        circles=circles_of(members, by_name=takes_part),
        waiting=sum(1 for each in standing if each.state == ASKED) if policies.runs(actor, place) else 0,
        panels=_panels_of(actor, found, place),
        issues=issues[:SHOWN],
        raised=len(issues),
        outcomes=tuple(visible_outcomes(actor).filter(bottleneck__in=theirs.order_by()).order_by("-at", "-pk")[:5]),
        yielded=yielded,
        **counts,
        has_ended=_has_ended(found, today),
    )


def _panels_of(actor: Actor, community: Community, place: Place) -> tuple[PanelLink, ...]:
    """Return what others show on this page; config lists who they are."""
    makers = [import_string(path) for path in import_string("leerlus.config.panels.COMMUNITY_PANELS")]
    listed = cast("list[Callable[[Actor, Community, Place], Iterable[PanelLink]]]", makers)
    return tuple(panel for make in listed for panel in make(actor, community, place))


def _raised_by(actor: Actor, members: list[Membership]) -> list[Issue]:
    """Return what the members of now raised, as far as this reader may read it; not who raised what."""
    people = [each.person_id for each in members if each.person_id]
    by_them = Party.objects.filter(kind=Party.Kind.RAISER, person_id__in=people, left_at__isnull=True)
    visible = Issue.objects.visible_to(actor).in_short().filter(pk__in=by_them.values("issue_id"))
    return list(visible.order_by("-raised_at", "-pk")[: SHOWN + 1])


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
