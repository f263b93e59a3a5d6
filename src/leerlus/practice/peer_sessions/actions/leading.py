"""Leading a session: beginning, going on, choosing the case, and taking over from who dropped out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count

from leerlus.audit.steps import Denied
from leerlus.practice.peer_sessions import policies
from leerlus.practice.peer_sessions.actions.locking import enter, facilitator_of, lock_session, move
from leerlus.practice.peer_sessions.actions.planning import last_day
from leerlus.practice.peer_sessions.models import Entry, Participant, PeerSession
from leerlus.practice.peer_sessions.workflow import RUNNING, WORKFLOW, Kind, SessionRole

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor

CLOCK = "Leerlus"


@transaction.atomic
def start(*, session_id: int, version: int, by: Actor, at: datetime) -> PeerSession:
    """Begin with the first step."""
    session, participant = enter(session_id, by, version)
    policies.check_leads(participant)
    WORKFLOW.check("start", session.state)
    session.position = 0
    session.step_started_at = at
    move(session, "start", as_role=participant.role, at=at)
    return session


@transaction.atomic
def next_step(*, session_id: int, version: int, by: Actor, at: datetime) -> PeerSession:
    """Go to the next step, or end after the last. Of two who press at once one wins: the version tells."""
    session, participant = enter(session_id, by, version)
    policies.check_leads(participant)
    WORKFLOW.check("next", session.state)
    if session.position == session.method.choosing and session.case_id is None:
        raise Denied("Kies eerst samen een casus. Daarna gaat u naar de volgende stap.")
    _go_on(session, as_role=participant.role, at=at)
    return session


def _go_on(session: PeerSession, *, as_role: str, at: datetime) -> None:
    session.position += 1
    session.step_started_at = at
    if session.position < len(session.method.steps):
        move(session, "next", as_role=as_role, at=at)
        return
    session.ended_at = at
    session.keep_until = last_day(at)
    session.headcount = session.participants.filter(attended=True).count()
    move(session, "end", as_role=as_role, at=at)


@transaction.atomic
def choose(*, session_id: int, entry_id: int, version: int, by: Actor, at: datetime) -> PeerSession:
    """Choose the case: who wrote it is the case presenter from now on."""
    session, participant = enter(session_id, by, version)
    policies.check_leads(participant)
    policies.check_is_choosing(session, session.method)
    entry = session.entries.filter(pk=entry_id, kind=Kind.PITCH.value).first()
    if entry is None:
        raise Denied("Deze casus is er niet meer.")
    _set_case(session, entry)
    move(session, "choose", as_role=participant.role, at=at)
    return session


def _set_case(session: PeerSession, entry: Entry) -> None:
    """Give the writer of this case the role; who had it before is a member again."""
    presenter, member = SessionRole.PRESENTER.value, SessionRole.MEMBER.value
    session.participants.filter(role=presenter).update(role=member)
    if entry.author.role == SessionRole.FACILITATOR:
        raise Denied("Wie de casus inbrengt, begeleidt niet. Laat eerst een ander de begeleiding overnemen.")
    session.participants.filter(pk=entry.author_id).update(role=presenter)
    session.case = entry


@transaction.atomic
def take_over(*, session_id: int, version: int, by: Actor, at: datetime) -> PeerSession:
    """Lead from now on, because the facilitator dropped out."""
    session, participant = enter(session_id, by, version)
    policies.check_may_take_over(session, participant, facilitator_of(session), at)
    WORKFLOW.check("take_over", session.state)
    before = participant.role
    session.participants.filter(role=SessionRole.FACILITATOR.value).update(role=SessionRole.MEMBER.value)
    Participant.objects.filter(pk=participant.pk).update(role=SessionRole.FACILITATOR.value, seen_at=at)
    move(session, "take_over", as_role=before, at=at)
    return session


@transaction.atomic
def step_by_date(*, session_id: int, at: datetime) -> bool:
    """Take a session over days to its next step when the days of this one are over; False when it is not time.

    Without a choice of the group the case with the most votes is taken; without any case the session waits.
    """
    session = lock_session(session_id)
    ends = session.ends_at()
    if session.state != RUNNING or session.is_live or ends is None or ends > at:
        return False
    if session.position == session.method.choosing and session.case_id is None:
        pitches = session.entries.filter(kind=Kind.PITCH.value).exclude(author__role=SessionRole.FACILITATOR.value)
        favourite = pitches.annotate(count=Count("votes")).order_by("-count", "pk").first()
        if favourite is None:
            return False
        _set_case(session, favourite)
    _go_on(session, as_role=CLOCK, at=ends)
    return True
