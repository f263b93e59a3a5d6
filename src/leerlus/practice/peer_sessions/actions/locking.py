"""Finding a session to change it: locked, and as the participant that the actor is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.practice.peer_sessions.models import Participant, PeerSession
from leerlus.practice.peer_sessions.policies import NOT_THERE
from leerlus.practice.peer_sessions.workflow import WORKFLOW, SessionRole

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor


def lock_session(session_id: int, version: int | None = None) -> PeerSession:
    """Return the session, locked; raise Stale if somebody took a step since the reader's page was made."""
    session = PeerSession.objects.select_for_update().filter(pk=session_id).first()
    if session is None:
        raise Denied(NOT_THERE)
    if version is not None and version != session.version:
        raise Stale("De intervisie")
    return session


def find_participant(session: PeerSession, by: Actor) -> Participant:
    """Return who the actor is in this session; Denied for who is not in it."""
    found = Participant.objects.filter(session=session, person_id=by.key).first()
    if found is None:
        raise Denied(NOT_THERE)
    return found


def enter(session_id: int, by: Actor, version: int | None = None) -> tuple[PeerSession, Participant]:
    """Return the session, locked, and who the actor is in it. Who is not in it does not hear whether it changed."""
    session = lock_session(session_id)
    participant = find_participant(session, by)
    if version is not None and version != session.version:
        raise Stale("De intervisie")
    return session, participant


def facilitator_of(session: PeerSession) -> Participant | None:
    """Return who leads, when that account is still there."""
    return Participant.objects.filter(
        session=session, role=SessionRole.FACILITATOR.value, person__is_active=True
    ).first()


def move(session: PeerSession, name: str, *, as_role: str, at: datetime) -> None:
    """Take the step `name`, of which the caller has checked the rights; the history gets no person."""
    step = WORKFLOW.step(name) if not session.pk else WORKFLOW.check(name, session.state)
    before = session.state if step.sources else ""
    session.state = step.arrives(session.state)
    session.version += 1
    session.beat += 1
    session.save()
    record(
        subject=WORKFLOW.subject,
        subject_id=session.pk,
        name=name,
        from_state=before,
        to_state=session.state,
        actor_id=None,
        actor_label=as_role,
        at=at,
    )


def note(session: PeerSession, name: str, *, as_role: str, at: datetime) -> None:
    """Write in the history what happened beside the steps: no person in it either."""
    record(
        subject=WORKFLOW.subject,
        subject_id=session.pk,
        name=name,
        is_step=False,
        from_state=session.state,
        to_state=session.state,
        actor_id=None,
        actor_label=as_role,
        at=at,
    )
