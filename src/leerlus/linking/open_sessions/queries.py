"""Reading the intervisie of a community: dates and numbers, never who and never what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.linking.communities.models import Membership
from leerlus.linking.communities.policies import check_takes_part
from leerlus.linking.communities.queries import find_by_slug, place_of
from leerlus.linking.communities.workflow import MEMBER
from leerlus.linking.open_sessions.models import OpenSession
from leerlus.practice.peer_sessions.queries import SessionDate, dates_of, find_session
from leerlus.practice.peer_sessions.workflow import PLANNED

if TYPE_CHECKING:
    from datetime import date

    from leerlus.linking.communities.models import Community
    from leerlus.people.actors import Actor
    from leerlus.practice.peer_sessions.models import Participant, PeerSession

SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsPage:
    """The intervisie of a community, for who takes part in it.

    ahead     planned, the first one first     held   that it was, the latest first; `attended` is how many there were
    is_member whether this reader may sign up
    """

    community: Community
    ahead: tuple[SessionDate, ...]
    held: tuple[SessionDate, ...]
    attended: int
    is_member: bool


def read_sessions(actor: Actor, slug: str, today: date) -> SessionsPage:
    """Return the intervisie of a community; Denied for who does not take part in it. Five queries."""
    community = find_by_slug(slug)
    place = place_of(actor, community)
    check_takes_part(actor, place)
    dates = sessions_of(actor, community)
    held = [each for each in dates if each.is_held]
    return SessionsPage(
        community=community,
        ahead=ahead_of(dates, today),
        held=tuple(held[:SHOWN]),
        attended=sum(each.headcount for each in held),
        is_member=place.state == MEMBER,
    )


def ahead_of(dates: list[SessionDate], today: date) -> tuple[SessionDate, ...]:
    """Return what is planned for today or later, the first one first; what never began is not ahead any more."""
    return tuple(each for each in reversed(dates) if each.is_planned and timezone.localdate(each.planned_at) >= today)


def sessions_of(actor: Actor, community: Community) -> list[SessionDate]:
    """Return the sessions of a community, the latest first; one query."""
    return dates_of(actor, OpenSession.objects.filter(community=community).values("session"))


def find_own(actor: Actor, session_id: int) -> tuple[PeerSession, Participant, OpenSession | None]:
    """Return a session of this actor, who they are in it, and to which community it was opened; two queries."""
    session, me = find_session(actor, session_id)
    return session, me, opened_to(session)


def opened_to(session: PeerSession) -> OpenSession | None:
    """Return to which community a session was opened; one query."""
    return OpenSession.objects.select_related("community").filter(session=session).first()


def signing_up_for(actor: Actor, today: date) -> dict[Community, int]:
    """Return the communities of which this actor is a member, with how many sessions one can sign up for; one query."""
    found = OpenSession.objects.filter(
        community__memberships__in=Membership.objects.members().of(actor),
        session__state=PLANNED,
        session__is_open=True,
        session__planned_at__date__gte=today,
    ).exclude(session__participants__person_id=actor.key)
    counts: dict[Community, int] = {}
    for each in found.select_related("community"):
        counts[each.community] = counts.get(each.community, 0) + 1
    return counts


def own_communities(actor: Actor, today: date) -> list[Community]:
    """Return the communities of which this actor is a member, that still run; one query."""
    found = Membership.objects.members().of(actor).exclude(community__ended_on__lt=today)
    return [each.community for each in found.select_related("community").order_by("community__name")]
