"""Who may say what the law says, and when a new version can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied
from leerlus.people.actors import Actor, Role

if TYPE_CHECKING:
    from datetime import date


def may_add_version(actor: Actor) -> bool:
    """Tell whether the actor keeps the law up to date."""
    return actor.is_clock or actor.has(Role.KNOWLEDGE_EDITOR)


def check_may_add_version(actor: Actor) -> None:
    """Raise Denied for who does not keep the law up to date."""
    if not may_add_version(actor):
        raise Denied("Alleen een kennisredacteur legt een nieuwe versie van een artikel vast.")


def check_follows(latest_from: date | None, valid_from: date) -> None:
    """Raise Denied unless a version that begins on this day comes after the latest one."""
    if latest_from is not None and valid_from <= latest_from:
        raise Denied(
            f"De laatste versie van dit artikel geldt vanaf {latest_from:%d-%m-%Y}. Een nieuwe versie begint later."
        )
