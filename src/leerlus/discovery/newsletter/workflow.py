"""The states of a letter, who gets which block, and when things end: pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from leerlus.audit.steps import SAME, Step, Turn, Workflow
from leerlus.people.actors import CLOCK_ROLE, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DRAFT = "draft"
READY = "ready"
SENDING = "sending"
SENT = "sent"

OUT = (SENDING, SENT)
"""Once the first mail may be on its way, everybody may read the letter."""

EDITORS = frozenset({Role.KNOWLEDGE_EDITOR})

WORKFLOW = Workflow(
    subject="letter",
    noun="de nieuwsbrief",
    states={DRAFT: "In de maak", READY: "Klaargezet", SENDING: "Wordt verstuurd", SENT: "Verstuurd"},
    final=frozenset({SENT}),
    steps=(
        Step(
            name="edit",
            label="Aanpassen",
            done="Aangepast",
            sources=(DRAFT,),
            target=SAME,
            who=EDITORS,
            turn=Turn.NOBODY,
        ),
        Step(
            name="send",
            label="Versturen",
            done="Klaargezet",
            sources=(DRAFT,),
            target=READY,
            who=EDITORS,
            turn=Turn.NOBODY,
        ),
        Step(
            name="take_back",
            label="Terughalen",
            done="Teruggehaald",
            sources=(READY,),
            target=DRAFT,
            who=EDITORS,
            turn=Turn.NOBODY,
        ),
        Step(
            name="start",
            label="Beginnen met versturen",
            done="Het versturen begon",
            sources=(READY,),
            target=SENDING,
            who=frozenset({CLOCK_ROLE}),
            turn=Turn.NOBODY,
        ),
        Step(
            name="correct",
            label="Rectificatie versturen",
            done="De rectificatie ging uit",
            sources=(),
            target=SENDING,
            who=frozenset({CLOCK_ROLE}),
            turn=Turn.NOBODY,
        ),
        Step(
            name="finish",
            label="Afronden",
            done="Verstuurd",
            sources=(SENDING,),
            target=SENT,
            who=frozenset({CLOCK_ROLE}),
            turn=Turn.NOBODY,
        ),
    ),
)

THINK_AGAIN = timedelta(minutes=5)
"""Between pressing the button and the first mail: so long it can be taken back."""

CONFIRM_WITHIN = timedelta(days=7)
"""An address that nobody confirmed is wiped after this, and its link stops working."""

ASK_AGAIN_AFTER = timedelta(minutes=5)
MOST_ASKS = 3
"""An address gets no more than so many mails about one wish to subscribe, so that nobody can pester somebody else."""

KEEP_REFUSED = timedelta(days=60)
"""So long a refused address is remembered, so that it is not tried again each time; then it is wiped."""

KEEP_DELIVERIES = timedelta(days=730)
"""So long we know which blocks went to whom, to tell them when one was wrong (ADR 0025)."""

LOOK_BACK = timedelta(days=60)
"""What the first letter looks back on; each next one begins where the last ended."""

LOOK_AHEAD = timedelta(days=60)
"""So far ahead the meetings of a letter lie."""


class BlockFacts(Protocol):
    """What decides who gets a block; None is: for everybody."""

    theme_id: str | None
    region_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a subscriber wants to hear about; nothing chosen is everything."""

    themes: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()


def name_answer(answer_id: int, number: int) -> str:
    """Return what the source of a block says of one text of an answer."""
    return f"answer:{answer_id}.{number}"


def pack(slugs: Iterable[str]) -> str:
    """Return slugs as one line, always the same for the same choice."""
    return " ".join(sorted(set(slugs)))


def unpack(themes: str, regions: str) -> Choices:
    """Return the choices that two such lines stand for."""
    return Choices(themes=frozenset(themes.split()), regions=frozenset(regions.split()))


def wants(choices: Choices, block: BlockFacts) -> bool:
    """Tell whether a block is for somebody with these choices; a block without theme and region is for everybody."""
    return _meets(choices.themes, block.theme_id) and _meets(choices.regions, block.region_id)


def _meets(chosen: frozenset[str], named: str | None) -> bool:
    return not chosen or not named or named in chosen


GONE = range(500, 600)
POLICY = b"5.7."


def is_permanent(answers: Mapping[str, tuple[int, bytes]]) -> bool:
    """Tell whether a mail server says that an address is no good, now and later.

    `5.7.x` says that the server does not want our mail, which says nothing about the address (RFC 3463).
    """
    said = list(answers.values())
    return bool(said) and all(code in GONE and not text.lstrip().startswith(POLICY) for code, text in said)
