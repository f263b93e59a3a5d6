"""Who may see what readers looked for and did not find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied
from leerlus.people.actors import Role

if TYPE_CHECKING:
    from leerlus.people.actors import Actor


def may_see_missed(actor: Actor) -> bool:
    """Tell whether the actor keeps the knowledge up to date."""
    return actor.has(Role.KNOWLEDGE_EDITOR)


def check_may_see_missed(actor: Actor) -> None:
    """Raise Denied for who does not."""
    if not may_see_missed(actor):
        raise Denied("Alleen een kennisredacteur ziet waarop niets is gevonden.")
