"""Who may read feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied

if TYPE_CHECKING:
    from leerlus.people.actors import Actor


def check_may_read_own(actor: Actor) -> None:
    """Raise Denied for a visitor: feedback is for who takes part."""
    if actor.person_id is None:
        raise Denied("Log in om uw terugkoppeling te lezen.")
