"""Who makes the newsletter, and what may be done with it when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied
from leerlus.discovery.newsletter.workflow import EDITORS, WORKFLOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leerlus.people.actors import Actor


def may_edit(actor: Actor) -> bool:
    """Tell whether the actor makes the newsletter."""
    return actor.has(*EDITORS)


def check_may_edit(actor: Actor) -> None:
    """Raise Denied for who does not make the newsletter."""
    if not may_edit(actor):
        raise Denied("Alleen een kennisredacteur maakt en verstuurt de nieuwsbrief.")


def check_may_step(actor: Actor, name: str, state: str) -> None:
    """Raise Denied if the actor may not take this step, or not now."""
    check_may_edit(actor)
    WORKFLOW.check(name, state)


def check_still_true(recalled: Sequence[str]) -> None:
    """Raise Denied for a letter that tells of answers which say no longer what they said."""
    if recalled:
        names = ", ".join(f"“{title}”" for title in recalled)
        raise Denied(
            f"Dit staat in de nieuwsbrief en is intussen vervallen of veranderd: {names}. Laat het weg. Met “Nieuw "
            "materiaal ophalen” komt erin wat er nu staat."
        )


def check_is_full(subject: str, blocks: int) -> None:
    """Raise Denied for a letter that says nothing."""
    if not subject:
        raise Denied("De nieuwsbrief heeft nog geen onderwerp. Vul het in en bewaar het.")
    if not blocks:
        raise Denied("Er staat nog niets in de nieuwsbrief. Neem een blok mee, of schrijf er een.")
