"""Who may do what with a meeting, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from leerlus.audit.steps import Denied
from leerlus.linking.communities.policies import check_may_run, check_takes_part, runs
from leerlus.linking.communities.workflow import MEMBER
from leerlus.linking.meetings.workflow import PLANNED, POLLING, WORKFLOW

if TYPE_CHECKING:
    from leerlus.audit.steps import Step
    from leerlus.linking.communities.policies import Place
    from leerlus.people.actors import Actor


class MeetingFacts(Protocol):
    """What the policies need to know of a meeting."""

    state: str


def check_may_plan(actor: Actor, place: Place) -> None:
    """Raise Denied if the actor may not plan a meeting of this community."""
    check_may_run(actor, place)
    if place.has_ended:
        raise Denied("Deze community is afgerond. Er komt geen bijeenkomst meer.")


def check_may(actor: Actor, place: Place, meeting: MeetingFacts, name: str) -> Step:
    """Return the step `name` if the actor may take it with this meeting now; Denied otherwise."""
    if not actor.is_clock:
        check_may_run(actor, place)
    return WORKFLOW.check(name, meeting.state)


def check_may_read(actor: Actor, place: Place) -> None:
    """Raise Denied if the actor may not read what a meeting is about; that it is there, everybody reads."""
    check_takes_part(actor, place)


def check_may_answer(actor: Actor, place: Place, meeting: MeetingFacts) -> None:
    """Raise Denied if the actor may not say now whether they come."""
    del actor  # whoever has a place as member may
    if place.state != MEMBER:
        raise Denied("Alleen leden van deze community zeggen of zij komen.")
    if meeting.state not in {PLANNED, POLLING}:
        raise Denied("Deze bijeenkomst is geweest of afgezegd.")


def takes_items(meeting: MeetingFacts) -> bool:
    """Tell whether the agenda and what comes of it can still be written: until the meeting is closed or called off."""
    return meeting.state in {PLANNED, POLLING}


def check_may_make_agenda(actor: Actor, place: Place, meeting: MeetingFacts) -> None:
    """Raise Denied if the actor may not change the agenda now."""
    check_may_run(actor, place)
    if not takes_items(meeting):
        raise Denied("Deze bijeenkomst is afgesloten of afgezegd. De agenda verandert niet meer.")


def check_may_report(actor: Actor, place: Place, *, is_own: bool) -> None:
    """Raise Denied if the actor may not tell what came of a task."""
    if not is_own and not runs(actor, place):
        raise Denied("Alleen wie de actie doet, of de communitytrekker, zegt wat ervan kwam.")


def check_may_hand_on(actor: Actor, place: Place) -> None:
    """Raise Denied if the actor may not give a task to another member."""
    check_may_run(actor, place)


def may_run(actor: Actor, place: Place) -> bool:
    """Tell whether the actor runs the meetings of this community."""
    return runs(actor, place)
