"""Short scenes to start from: a session of four, brought to a step."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from leerlus.practice.peer_sessions import actions
from leerlus.practice.peer_sessions.models import Participant, PeerSession
from leerlus.practice.peer_sessions.workflow import METHODS, RUNNING
from tests.cast import NOW

if TYPE_CHECKING:
    from leerlus.practice.peer_sessions.models import Entry
    from leerlus.practice.peer_sessions.workflow import Method
    from tests.cast import Cast

GROUP = ("alice", "bob", "heidi", "erin")
"""Alice leads; Bob brings the case that is chosen."""


def plan_one(cast: Cast, method: Method | None = None, group: tuple[str, ...] = GROUP, **more: Any) -> PeerSession:  # noqa: ANN401 - any field
    """Let the first of the group plan a session with the others."""
    wish = actions.Plan(
        method=method or METHODS["incident"],
        planned_at=more.pop("planned_at", NOW + timedelta(days=1)),
        person_ids=tuple(cast.people[name].pk for name in group[1:]),
        **more,
    )
    return actions.plan(wish=wish, by=cast.actor(group[0]), at=NOW)


def fresh(session: PeerSession) -> PeerSession:
    """Return the session as it is now."""
    return PeerSession.objects.get(pk=session.pk)


def member(cast: Cast, session: PeerSession, name: str) -> Participant:
    """Return who this player is in the session."""
    return Participant.objects.get(session=session, person=cast.people[name])


def say(  # noqa: PLR0917 - read as a sentence: who says what
    cast: Cast, session: PeerSession, name: str, kind: str, text: str, number: int = 1
) -> Entry | None:
    """Let a player write something in the step that runs."""
    place = fresh(session).position
    return actions.write(session_id=session.pk, place=place, kind=kind, text=text, number=number, by=cast.actor(name))


def go_on(cast: Cast, session: PeerSession, by: str = "alice") -> None:
    """Begin, or take the next step; at the choice Bob's case is chosen first, which he writes if he did not yet."""
    now = fresh(session)
    if now.state != RUNNING:
        actions.start(session_id=now.pk, version=now.version, by=cast.actor(by), at=NOW)
        return
    if now.position == now.method.choosing and now.case_id is None:
        pitch = now.entries.filter(kind="casus").first() or say(cast, now, "bob", "casus", "Een casus van Bob")
        assert pitch is not None
        actions.choose(session_id=now.pk, entry_id=pitch.pk, version=now.version, by=cast.actor(by), at=NOW)
        now = fresh(session)
    actions.next_step(session_id=now.pk, version=now.version, by=cast.actor(by), at=NOW)


def run_to(cast: Cast, session: PeerSession, position: int) -> PeerSession:
    """Bring a session to the step at this position."""
    while fresh(session).position < position:
        if fresh(session).position == 1 and not session.entries.filter(kind="casus").exists():
            say(cast, session, "bob", "casus", "Een casus van Bob")
        go_on(cast, session)
    return fresh(session)
