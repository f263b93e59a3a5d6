"""Reading communities: who they are, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.linking.communities import policies
from leerlus.linking.communities.models import Community
from leerlus.linking.communities.queries.members import Circle, circles_of
from leerlus.linking.communities.queries.places import as_place, find_by_slug, leaders_of
from leerlus.linking.communities.queries.yielding import bottlenecks_of, count_bottlenecks, panels_of
from leerlus.linking.communities.workflow import ASKED

if TYPE_CHECKING:
    from datetime import date

    from leerlus.linking.communities.models import Membership, Topic
    from leerlus.linking.communities.policies import Place
    from leerlus.people.actors import Actor
    from leerlus.people.models import Region, Theme
    from leerlus.practice.issues.queries import PanelLink


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityPage:
    """What the page of a community shows.

    runs       by which roles of which organisations it is run; never a person; empty: it looks for somebody
    place      of this reader, with what they may do     own      the membership of this reader
    circles    the members by kind of organisation       waiting  how many ask to be a member; for who runs it
    panels     what higher floors and other apps of this one show here, e.g. the next meeting
    latest     the topic in which somebody wrote last, for who takes part
    total      how many bottlenecks play in its regions, or are about its themes when it is thematic
    answered   how many of those have an outcome or a decision
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
    latest: Topic | None
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
    counts = count_bottlenecks(bottlenecks_of(actor, found))
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
        panels=panels_of("COMMUNITY_PANELS", actor, found, place),
        latest=found.topics.first() if takes_part else None,
        **counts,
        has_ended=_has_ended(found, today),
    )
