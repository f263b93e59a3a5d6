"""Who may see and handle escalations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from leerlus.audit.steps import Denied
from leerlus.people.actors import LINKING_ROLES, Role
from leerlus.system.escalations.workflow import WORKFLOW

if TYPE_CHECKING:
    from leerlus.audit.steps import Step
    from leerlus.people.actors import Actor

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


def may_handle(actor: Actor, escalation: EscalationFacts, name: str) -> bool:
    """Tell whether the adviser may take this step now."""
    try:
        check_may_handle(actor, escalation, name)
    except Denied:
        return False
    return True
