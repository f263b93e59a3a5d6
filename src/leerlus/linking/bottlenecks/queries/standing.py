"""Where a bottleneck is now, in a sentence: who must do what, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.linking.bottlenecks import policies
from leerlus.linking.bottlenecks.workflow import AT_LINKING, AT_SYSTEM, CLOSED, DISSOLVED, EXPECTED, WORKFLOW
from leerlus.people.actors import Role

if TYPE_CHECKING:
    from datetime import date

    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.people.actors import Actor

SOON = 14
"""Days before the date from which a page says that it comes near."""

LEVELS = {"schakel": "linking", "stelsel": "system"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it is now.

    who     who must act, with the article: `de regiocoördinator van Twente`; empty when nobody must
    what    what is expected      mine    whether that is the reader
    status  late, due, open or done; the date counts only while somebody must act
    """

    level: str
    state: str
    who: str
    what: str
    due_on: date | None
    status: str
    mine: bool


def status_of(bottleneck: Bottleneck, today: date) -> str:
    """Return late, due, open or done."""
    if bottleneck.due_on is None or bottleneck.state not in {*AT_LINKING, *AT_SYSTEM}:
        return "done"
    days = (bottleneck.due_on - today).days
    if days < 0:
        return "late"
    return "due" if days <= SOON else "open"


def is_theirs(bottleneck: Bottleneck, actor: Actor) -> bool:
    """Tell whether it is this actor who must act."""
    if bottleneck.state in AT_SYSTEM:
        return actor.has(Role.SYSTEM_ADVISER)
    return bottleneck.state in AT_LINKING and policies.works_on(actor, bottleneck)


def locate(bottleneck: Bottleneck, actor: Actor, today: date) -> Place:
    """Say where a bottleneck is, as this actor reads it."""
    acts = bottleneck.state in {*AT_LINKING, *AT_SYSTEM}
    return Place(
        level=LEVELS[bottleneck.level],
        state=WORKFLOW.states[bottleneck.state],
        who=bottleneck.turn_label if acts else "",
        what=EXPECTED.get(bottleneck.state, ""),
        due_on=None if bottleneck.state in {CLOSED, DISSOLVED} else bottleneck.due_on,
        status=status_of(bottleneck, today),
        mine=is_theirs(bottleneck, actor),
    )
