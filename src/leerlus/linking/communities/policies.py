"""Who may do what in a community, and when; also what somebody is who runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied
from leerlus.linking.communities.workflow import (
    ASKED,
    BY_INVITATION,
    INVITED,
    MEMBER,
    ON_REQUEST,
    OWN_STEPS,
    WORKFLOW,
)
from leerlus.people.actors import CLOCK_ROLE, Role

if TYPE_CHECKING:
    from leerlus.audit.steps import Step
    from leerlus.people.actors import Actor, Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the policies need to know of a community, and of the place that one actor has in it.

    state   of the membership of the actor; empty when there is none
    leads   whether this member was asked to run this community, whatever the limits of their roles
    """

    is_thematic: bool
    regions: frozenset[str]
    themes: frozenset[str]
    admission: str
    has_ended: bool
    state: str = ""
    leads: bool = False

    def is_reached_by(self, region: str | None, theme: str | None) -> bool:
        """Tell whether a role with these limits is about this community; a role without limits is about none."""
        if self.is_thematic:
            return theme in self.themes and region in self.regions | {None}
        return region in self.regions and theme in self.themes | {None}


def leads(actor: Actor, place: Place) -> bool:
    """Tell whether the actor is communitytrekker here: by the limits of the role, or asked for this community."""
    if place.leads and place.state == MEMBER:
        return True
    return any(
        grant.role is Role.COMMUNITY_LEADER and place.is_reached_by(grant.region, grant.theme) for grant in actor.grants
    )


def coordinates(actor: Actor, place: Place) -> bool:
    """Tell whether the actor is the regiocoördinator of a region of this community, or the national one."""
    return any(
        grant.role is Role.REGIONAL_COORDINATOR and (grant.region is None or grant.region in place.regions)
        for grant in actor.grants
    )


def runs(actor: Actor, place: Place) -> bool:
    """Tell whether the actor may run this community; a coordinator always may, so that nothing stops."""
    return leads(actor, place) or coordinates(actor, place)


def check_may_run(actor: Actor, place: Place) -> None:
    """Raise Denied if the actor does not run this community."""
    if not runs(actor, place):
        raise Denied("Alleen de communitytrekker of de regiocoördinator doet dit.")


def may_see_members(actor: Actor, place: Place) -> bool:
    """Tell whether the actor reads the names of the members."""
    return place.state == MEMBER or runs(actor, place)


def check_takes_part(actor: Actor, place: Place) -> None:
    """Raise Denied if the actor is no member and does not run the community."""
    if not may_see_members(actor, place):
        raise Denied("Dit is alleen voor leden van deze community.")


def may_talk(place: Place) -> bool:
    """Tell whether somebody with this place writes in the conversation: members, as long as the community runs."""
    return place.state == MEMBER and not place.has_ended


def check_may_talk(place: Place) -> None:
    """Raise Denied if somebody with this place may not write in the conversation."""
    if not may_talk(place):
        raise Denied("Alleen leden schrijven hier, zolang de community loopt.")


def check_may_hide(actor: Actor, place: Place, *, is_own: bool) -> None:
    """Raise Denied if the actor may not take a post out of sight: the writer may, and who runs the community."""
    if not (runs(actor, place) or (is_own and place.state == MEMBER)):
        raise Denied("Alleen wie het schreef, of de communitytrekker, haalt een bijdrage uit beeld.")


def check_may_take_file(actor: Actor, place: Place, *, is_own: bool) -> None:
    """Raise Denied if the actor may not take a file away: the writer may, and who runs the community."""
    if not (runs(actor, place) or (is_own and place.state == MEMBER)):
        raise Denied("Alleen wie het bestand plaatste, of de communitytrekker, haalt het weg.")


def may_join(actor: Actor, place: Place) -> bool:
    """Tell whether the actor may become a member, or ask to."""
    try:
        check_may_join(actor, place)
    except Denied:
        return False
    return True


def check_may_join(actor: Actor, place: Place) -> str:
    """Return the step by which the actor becomes a member, or asks to; Denied with a sentence otherwise."""
    if not actor.grants:
        raise Denied("Alleen wie een rol heeft bij een organisatie, wordt lid. Vraag de beheerder van uw organisatie.")
    if place.has_ended:
        raise Denied("Deze community is afgerond. U kunt er geen lid meer van worden.")
    if place.state == MEMBER:
        raise Denied("U bent al lid van deze community.")
    if place.state == ASKED:
        raise Denied("U hebt al gevraagd om mee te doen. De communitytrekker antwoordt.")
    if place.state == INVITED:
        return "accept"
    if runs(actor, place):
        return "join"
    if place.admission == BY_INVITATION:
        raise Denied("Deze community werkt op uitnodiging. Vraag de communitytrekker om u uit te nodigen.")
    return "ask" if place.admission == ON_REQUEST else "join"


def check_role_in(actor: Actor, organisation_id: int) -> Grant:
    """Return the role in which the actor takes part for this organisation; Denied if there is none."""
    grant = next((grant for grant in actor.grants if grant.organisation_id == organisation_id), None)
    if grant is None:
        raise Denied("U hebt geen rol bij deze organisatie. Kies een van uw eigen organisaties.")
    return grant


def check_may_step(actor: Actor, place: Place, name: str, *, state: str, is_own: bool) -> Step:
    """Return the step if the actor may take it with this membership now; Denied otherwise.

    place   of the actor        state, is_own   of the membership that the step is about
    """
    step = WORKFLOW.step(name)
    if actor.is_clock:
        allowed = CLOCK_ROLE in step.who
    elif name == "withdraw":
        allowed = runs(actor, place) or (is_own and state == ASKED)
    else:
        allowed = is_own if name in OWN_STEPS else runs(actor, place)
    if not allowed:
        raise Denied("Alleen de communitytrekker of het lid zelf doet dit.")
    return WORKFLOW.check(name, state)
