"""The states of a meeting, the steps between them, and who gets a seat: pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from leerlus.audit.steps import SAME, Step, Turn, Workflow
from leerlus.people.actors import CLOCK_ROLE, LINKING_ROLES

CONCEPT = "concept"
POLLING = "polling"
PLANNED = "planned"
HELD = "held"
CANCELLED = "cancelled"

RUNNERS = LINKING_ROLES
"""Who runs the community; a member who leads one community counts as communitytrekker there."""

NOTICE = timedelta(days=7)
"""The rhythm proposes nothing sooner than this: people keep the day free."""

INVITE_BEFORE = timedelta(days=21)
"""So long before the day, what the rhythm proposes is late when nobody looked at it."""

REMIND_BEFORE = timedelta(days=2)
"""So long before the beginning a reminder goes out."""

MOST_VOTES = 3
"""So many items each member may call most urgent."""

ITEM_MINUTES = 15
"""So long an item takes until somebody says otherwise."""

TASK = "task"
"""How a form names a task of an earlier meeting among the proposals; on the agenda it is an action."""

STANDING_ITEM = "Wat betekent dit voor de inburgeraar?"
"""What every meeting asks."""

DRAW_UP_WITHIN = timedelta(days=14)
"""After so long a meeting of which nobody closed the minutes counts as held all the same."""

WORKFLOW = Workflow(
    subject="meeting",
    noun="de bijeenkomst",
    states={
        CONCEPT: "Voorgesteld",
        POLLING: "Datum prikken",
        PLANNED: "Gepland",
        HELD: "Geweest",
        CANCELLED: "Afgezegd",
    },
    final=frozenset({HELD, CANCELLED}),
    steps=(
        Step(
            name="poll",
            label="Datum prikken",
            done="Gevraagd wie wanneer kan",
            sources=(),
            target=POLLING,
            who=RUNNERS,
            turn=Turn.OWNER,
        ),
        Step(
            name="plan",
            label="Bijeenkomst plannen",
            done="Gepland",
            sources=(),
            target=PLANNED,
            who=RUNNERS,
            turn=Turn.OWNER,
        ),
        Step(
            name="propose",
            label="Bijeenkomst voorstellen",
            done="Voorgesteld door het ritme",
            sources=(),
            target=CONCEPT,
            who=frozenset({CLOCK_ROLE}),
            turn=Turn.OWNER,
        ),
        Step(
            name="move_on",
            label="Later voorstellen",
            done="Een ronde later voorgesteld",
            sources=(CONCEPT,),
            target=SAME,
            who=frozenset({CLOCK_ROLE}),
            turn=Turn.OWNER,
        ),
        Step(
            name="lapse",
            label="Voorstel laten vervallen",
            done="Voorstel vervallen",
            sources=(CONCEPT,),
            target=CANCELLED,
            who=frozenset({CLOCK_ROLE}),
            needs=("reason",),
            turn=Turn.NOBODY,
        ),
        Step(
            name="confirm",
            label="Bijeenkomst bevestigen",
            done="Bevestigd",
            sources=(CONCEPT,),
            target=PLANNED,
            who=RUNNERS,
            turn=Turn.OWNER,
        ),
        Step(
            name="choose",
            label="Datum kiezen",
            done="Datum gekozen",
            sources=(POLLING,),
            target=PLANNED,
            who=RUNNERS,
            turn=Turn.OWNER,
        ),
        Step(
            name="change",
            label="Bijeenkomst aanpassen",
            done="Aangepast",
            sources=(POLLING, PLANNED),
            target=SAME,
            who=RUNNERS,
            turn=Turn.OWNER,
        ),
        Step(
            name="cancel",
            label="Bijeenkomst afzeggen",
            done="Afgezegd",
            sources=(CONCEPT, POLLING, PLANNED),
            target=CANCELLED,
            who=RUNNERS,
            needs=("reason",),
            turn=Turn.NOBODY,
        ),
        Step(
            name="finish",
            label="Bijeenkomst afsluiten",
            done="Geweest",
            sources=(PLANNED,),
            target=HELD,
            who=RUNNERS | {CLOCK_ROLE},
            turn=Turn.NOBODY,
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Somebody who wants to come; `rank` is the order of answering, `was_there` whether they came the last time."""

    key: int
    organisation: int
    rank: int
    has_seat: bool
    was_there: bool


def give_seats(wishes: list[Wish], *, capacity: int | None, per_organisation: int | None) -> frozenset[int]:
    """Return the keys of who has a seat.

    Whoever has one keeps it, also when the room turns out smaller. After them who was not there the last time goes
    first, so that people take turns; then who answered first. Nobody waits for an organisation that is full.
    """
    seated = [wish for wish in wishes if wish.has_seat]
    taken = {wish.key for wish in seated}
    of_organisation: dict[int, int] = {}
    for wish in seated:
        of_organisation[wish.organisation] = of_organisation.get(wish.organisation, 0) + 1
    for wish in in_turn(wishes):
        if capacity is not None and len(taken) >= capacity:
            break
        if per_organisation is not None and of_organisation.get(wish.organisation, 0) >= per_organisation:
            continue
        taken.add(wish.key)
        of_organisation[wish.organisation] = of_organisation.get(wish.organisation, 0) + 1
    return frozenset(taken)


def in_turn(wishes: list[Wish]) -> list[Wish]:
    """Return who waits for a seat, in the order in which they get one."""
    return sorted((wish for wish in wishes if not wish.has_seat), key=lambda wish: (wish.was_there, wish.rank))
