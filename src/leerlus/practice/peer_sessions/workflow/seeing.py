"""Who sees what at which step: the one rule of the confidence within a session.

A position is the place of the step that runs, counted from 0; before the start it is NOT_STARTED, after the end the
number of steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.practice.peer_sessions.workflow.shapes import Kind, Method, SessionRole

if TYPE_CHECKING:
    from leerlus.practice.peer_sessions.workflow.shapes import Writing

NOT_STARTED = -1


def opens_at(method: Method, writing: Writing, role: SessionRole) -> int | None:
    """Return the position from which this role reads what others wrote; None is never."""
    name = writing.opens_for(role)
    return method.place(name) if name else None


def sees(method: Method, *, place: int, kind: Kind, is_own: bool, role: SessionRole, position: int) -> bool:
    """Tell whether somebody reads what was written in the step at `place`, now that the session is at `position`."""
    if is_own:
        return True
    if not 0 <= place < len(method.steps) or position < place:
        return False
    writing = method.steps[place].writing(kind)
    opens = None if writing is None else opens_at(method, writing, role)
    return opens is not None and position >= opens


def opens_now(method: Method, *, place: int, kind: Kind, position: int) -> bool:
    """Tell whether somebody besides the writer reads it at this position, so that other screens must hear of it."""
    return any(sees(method, place=place, kind=kind, is_own=False, role=role, position=position) for role in SessionRole)
