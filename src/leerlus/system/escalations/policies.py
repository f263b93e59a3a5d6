"""Who may see and handle escalations."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from leerlus.audit.steps import Denied
from leerlus.people.actors import LINKING_ROLES, Role
from leerlus.system.escalations.workflow import WORKFLOW

if TYPE_CHECKING:
    from datetime import date

    from leerlus.audit.steps import Step
    from leerlus.people.actors import Actor

LONGEST_WAIT = timedelta(days=183)
"""How far ahead the new day of a postponed decision may lie."""

READERS = (*LINKING_ROLES, Role.SYSTEM_ADVISER, Role.REVIEWER, Role.KNOWLEDGE_EDITOR, Role.PLATFORM_ADMINISTRATOR)


class EscalationFacts(Protocol):
    """What the policies need to know of an escalation."""

    @property
    def state(self) -> str:
        """The state it is in."""


def may_read(actor: Actor) -> bool:
    """Tell whether the actor may read the inbox of the system level and its dossiers."""
    return actor.is_clock or actor.has(*READERS)


def check_may_read(actor: Actor) -> None:
    """Raise Denied if the actor may not read dossiers."""
    if not may_read(actor):
        raise Denied("Dit signaal is er niet, of u mag het niet zien.")


def check_may_handle(actor: Actor, escalation: EscalationFacts, name: str) -> Step:
    """Return the step if the adviser may take it now; Denied otherwise."""
    if not actor.has(Role.SYSTEM_ADVISER):
        raise Denied("Alleen de adviseur van het ministerie doet dit.")
    return WORKFLOW.check(name, escalation.state)


def check_until(until: date, today: date) -> None:
    """Raise Denied unless a postponed decision gets a new day that is near enough to be a promise."""
    if not today < until <= today + LONGEST_WAIT:
        raise Denied("Kies een nieuwe datum: na vandaag en binnen een half jaar. Zo blijft het een belofte.")


def may_handle(actor: Actor, escalation: EscalationFacts, name: str) -> bool:
    """Tell whether the adviser may take this step now."""
    try:
        check_may_handle(actor, escalation, name)
    except Denied:
        return False
    return True
