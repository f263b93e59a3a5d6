"""Who may do what with a meeting, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from leerlus.audit.steps import Denied
from leerlus.linking.communities.policies import check_may_run, check_takes_part, runs
from leerlus.linking.communities.workflow import MEMBER
from leerlus.linking.meetings.workflow import CONCEPT, HELD, PLANNED, POLLING, WORKFLOW

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.audit.steps import Step
    from leerlus.linking.communities.policies import Place
    from leerlus.people.actors import Actor


MOST_WRITES = 10
"""So many times a day a guest may change the answer: enough to mend it, too few to fill a database."""


class MeetingFacts(Protocol):
    """What the policies need to know of a meeting."""

    state: str


class TimedFacts(MeetingFacts, Protocol):
    """And when it is over."""

    @property
    def ends_at(self) -> datetime | None:
        """When it is over."""


class PresentFacts(MeetingFacts, Protocol):
    """And on which day it is."""

    @property
    def starts_on(self) -> date | None:
        """The day in Amsterdam."""


class GuestFacts(Protocol):
    """What the policies need to know of a guest."""

    withdrawn_at: datetime | None


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


def check_may_know(actor: Actor, place: Place, meeting: MeetingFacts) -> None:
    """Raise Denied for a reader to whom this meeting is not there yet: what the rhythm proposes is for who runs it."""
    check_takes_part(actor, place)
    if meeting.state == CONCEPT:
        check_may_run(actor, place)


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


def check_may_write(actor: Actor, place: Place, meeting: MeetingFacts, *, has_role: bool) -> None:
    """Raise Denied if the actor may not write down now what falls; the chair and the note taker may too."""
    if not has_role:
        check_may_run(actor, place)
    if not takes_items(meeting):
        raise Denied("Deze bijeenkomst is afgesloten of afgezegd. Het verslag verandert niet meer.")


def check_may_mark_presence(actor: Actor, place: Place, meeting: PresentFacts, *, has_role: bool, today: date) -> None:
    """Raise Denied if the actor may not say now who really came: on the day itself, and after it."""
    if not has_role:
        check_may_run(actor, place)
    if meeting.state not in {PLANNED, HELD}:
        raise Denied("Deze bijeenkomst was er niet.")
    if meeting.starts_on is None or meeting.starts_on > today:
        raise Denied("De bijeenkomst is nog niet geweest. Vink op de dag zelf aan wie er zijn.")


def may_mark_presence(actor: Actor, place: Place, meeting: PresentFacts, *, has_role: bool, today: date) -> bool:
    """Tell whether the actor may say now who really came."""
    try:
        check_may_mark_presence(actor, place, meeting, has_role=has_role, today=today)
    except Denied:
        return False
    return True


def check_may_give_roles(actor: Actor, place: Place, meeting: MeetingFacts) -> None:
    """Raise Denied if the actor may not say who leads the meeting and who writes it down."""
    check_may_run(actor, place)
    if not takes_items(meeting):
        raise Denied("Deze bijeenkomst is afgesloten of afgezegd.")


def check_may_report(actor: Actor, place: Place, *, is_own: bool) -> None:
    """Raise Denied if the actor may not tell what came of a task."""
    if not is_own and not runs(actor, place):
        raise Denied("Alleen wie de actie doet, of de communitytrekker, zegt wat ervan kwam.")


def check_may_hand_on(actor: Actor, place: Place) -> None:
    """Raise Denied if the actor may not give a task to another member."""
    check_may_run(actor, place)


def check_may_run_meeting(actor: Actor, place: Place) -> None:
    """Raise Denied if the actor does not run the meetings of this community."""
    check_may_run(actor, place)


def check_link_is_open(guest: GuestFacts, meeting: TimedFacts, *, at: datetime) -> None:
    """Raise Denied if a personal link does not open any more; the sentence is for a newcomer."""
    if guest.withdrawn_at is not None:
        raise Denied("Deze link is ingetrokken.")
    if not takes_items(meeting) or (meeting.ends_at is not None and meeting.ends_at < at):
        raise Denied("De bijeenkomst is voorbij of gaat niet door.")


def check_may_answer_as_guest(guest: GuestFacts, meeting: TimedFacts, *, writes: int, at: datetime) -> None:
    """Raise Denied if a guest may not answer now; `writes` is how often that was done today."""
    check_link_is_open(guest, meeting, at=at)
    if writes >= MOST_WRITES:
        raise Denied("U hebt uw antwoord vandaag vaak veranderd. Morgen kan het weer.")


def may_run(actor: Actor, place: Place) -> bool:
    """Tell whether the actor runs the meetings of this community."""
    return runs(actor, place)
