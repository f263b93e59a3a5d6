"""Who may do what in a session, and when. Each `check_` raises Denied with a sentence; its twin answers yes or no."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from leerlus.audit.steps import Denied
from leerlus.people.actors import Role
from leerlus.practice.peer_sessions.workflow import ENDED, PLANNED, RUNNING, Does, SessionRole, sees

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor, Grant
    from leerlus.practice.peer_sessions.workflow import Kind, Method, Writing

MOMENT = timedelta(seconds=60)
"""How long a facilitator may be out of sight before another may take over."""

LONG_MOMENT = timedelta(days=1)
"""The same in a session over days."""

NOT_THERE = "Deze intervisie is er niet, of u doet er niet aan mee."


class SessionFacts(Protocol):
    """What the policies need to know of a session."""

    @property
    def state(self) -> str:
        """Where it stands."""

    @property
    def position(self) -> int:
        """Which step runs: see `workflow.seeing`."""

    @property
    def is_live(self) -> bool:
        """Whether all are there at the same time."""


class ParticipantFacts(Protocol):
    """What the policies need to know of somebody who takes part."""

    @property
    def pk(self) -> int:
        """Which one it is."""

    @property
    def role(self) -> str:
        """What they are in this session."""

    @property
    def seen_at(self) -> datetime | None:
        """When the room was last open on a screen of theirs."""


class EntryFacts(Protocol):
    """What the policies need to know of something that was written."""

    @property
    def author_id(self) -> int:
        """Who wrote it."""

    @property
    def place(self) -> int:
        """In which step."""

    @property
    def kind(self) -> str:
        """What it is."""


def check_may_plan(actor: Actor, organisation_id: int | None = None) -> Grant:
    """Return the role in which the actor plans a session; Denied without one."""
    for grant in actor.grants:
        if organisation_id in {None, grant.organisation_id}:
            return grant
    raise Denied("Alleen wie voor een organisatie werkt, plant intervisie. Vraag uw beheerder om een rol.")


def may_plan(actor: Actor) -> bool:
    """Tell whether the actor may plan a session."""
    return bool(actor.grants)


def check_leads(participant: ParticipantFacts) -> None:
    """Raise Denied if this is not the facilitator."""
    if participant.role != SessionRole.FACILITATOR:
        raise Denied("Alleen de facilitator doet dit. Is die er niet? Kies dan “Overnemen”.")


def check_may_take_over(
    session: SessionFacts, participant: ParticipantFacts, facilitator: ParticipantFacts | None, at: datetime
) -> None:
    """Raise Denied if this participant may not lead from now on."""
    if participant.role == SessionRole.FACILITATOR:
        raise Denied("U begeleidt deze intervisie al.")
    if participant.role == SessionRole.PRESENTER:
        raise Denied("U bracht de casus in. Laat een ander de begeleiding overnemen.")
    moment = MOMENT if session.is_live else LONG_MOMENT
    if facilitator is not None and facilitator.seen_at is not None and at - facilitator.seen_at < moment:
        raise Denied("De facilitator is er nog. Overnemen kan als die een tijdje weg is.")


def may_take_over(
    session: SessionFacts, participant: ParticipantFacts, facilitator: ParticipantFacts | None, at: datetime
) -> bool:
    """Tell whether this participant may lead from now on."""
    try:
        check_may_take_over(session, participant, facilitator, at)
    except Denied:
        return False
    return True


def check_may_open_up(session: SessionFacts, participant: ParticipantFacts) -> None:
    """Raise Denied if this participant may not let others sign up, or end that."""
    check_leads(participant)
    if session.state != PLANNED:
        raise Denied("Deze intervisie is al begonnen. Er kan niemand meer bij.")


def check_may_sign_up(session: SessionFacts, *, is_open: bool) -> None:
    """Raise Denied if nobody can sign up for it now."""
    if session.state != PLANNED or not is_open:
        raise Denied("U kunt zich hier niet meer voor aanmelden.")


def writings_for(method: Method, role: str, place: int) -> tuple[Writing, ...]:
    """Return what somebody with this role writes in a step."""
    if not 0 <= place < len(method.steps):
        return ()
    return tuple(writing for writing in method.steps[place].writings if role in writing.by)


def check_may_write(
    session: SessionFacts, method: Method, participant: ParticipantFacts, *, place: int, kind: Kind, number: int
) -> None:
    """Raise Denied if this participant may not write this now.

    The last words of a step may arrive just after it ended: what belongs to the step before is still taken.
    """
    if session.state != RUNNING or place not in {session.position, session.position - 1}:
        raise Denied("Deze stap is voorbij. Kopieer uw tekst als u die wilt houden.")
    allowed = next((each for each in writings_for(method, participant.role, place) if each.kind == kind), None)
    if allowed is None or not 1 <= number <= allowed.most:
        raise Denied("U schrijft dit niet in deze stap.")


def check_may_vote(session: SessionFacts, method: Method, participant: ParticipantFacts, entry: EntryFacts) -> None:
    """Raise Denied if this participant may not vote for this case now."""
    check_is_choosing(session, method)
    if entry.author_id == participant.pk:
        raise Denied("Stem op de casus van een ander.")


def check_is_choosing(session: SessionFacts, method: Method) -> None:
    """Raise Denied if the group does not choose a case now."""
    if session.state != RUNNING or session.position != method.choosing:
        raise Denied("De groep kiest nu geen casus.")


def check_may_value(session: SessionFacts, method: Method, participant: ParticipantFacts, entry: EntryFacts) -> None:
    """Raise Denied if this participant may not say whether this helps."""
    if participant.role != SessionRole.PRESENTER:
        raise Denied("Alleen de casusinbrenger zegt wat bruikbaar is.")
    if not may_value(session, method, participant, entry):
        raise Denied("Dit kunt u nu niet wegen.")


def may_value(session: SessionFacts, method: Method, participant: ParticipantFacts, entry: EntryFacts) -> bool:
    """Tell whether the case presenter may say now whether this helps: in a step for it, and afterwards."""
    if participant.role != SessionRole.PRESENTER or entry.author_id == participant.pk:
        return False
    if session.state == ENDED:
        asked = {kind for step in method.steps for kind in step.values}
    elif session.state == RUNNING:
        asked = set(method.steps[session.position].values)
    else:
        return False
    return entry.kind in asked and may_read_entry(session, method, participant, entry)


def may_read_entry(session: SessionFacts, method: Method, participant: ParticipantFacts, entry: EntryFacts) -> bool:
    """Tell whether this participant reads something now: the one question that every page asks."""
    return sees(
        method,
        place=entry.place,
        kind=entry.kind,  # type: ignore[arg-type] # a kind is its word
        is_own=entry.author_id == participant.pk,
        role=SessionRole(participant.role),
        position=session.position,
    )


def is_away(method: Method, role: str, position: int) -> bool:
    """Tell whether somebody with this role is away in the step that runs."""
    if not 0 <= position < len(method.steps):
        return False
    task = method.steps[position].tasks.get(SessionRole(role))
    return task is not None and task.does is Does.AWAY


def check_may_keep_methods(actor: Actor, organisation_id: int) -> None:
    """Raise Denied if the actor may not add methods to this organisation, or take them away."""
    if not any(
        grant.role is Role.ORGANISATION_ADMINISTRATOR and grant.organisation_id == organisation_id
        for grant in actor.grants
    ):
        raise Denied("Alleen de beheerder van de organisatie doet dit.")


def organisations_kept(actor: Actor) -> dict[int, str]:
    """Return the organisations of which the actor keeps the methods and sees the numbers."""
    return {
        grant.organisation_id: grant.organisation_name
        for grant in actor.grants
        if grant.role is Role.ORGANISATION_ADMINISTRATOR
    }
