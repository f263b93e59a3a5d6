"""The states of an escalation, and the table of steps between them."""

from __future__ import annotations

from leerlus.audit.steps import SAME, Step, Turn, Workflow
from leerlus.people.actors import LINKING_ROLES, Role

OFFERED = "offered"
ACCEPTED = "accepted"
RETURNED = "returned"
TAKEN_BACK = "taken_back"
DECIDED = "decided"

ADVISERS = frozenset({Role.SYSTEM_ADVISER})

WORKFLOW = Workflow(
    subject="escalation",
    noun="het signaal",
    states={
        OFFERED: "Aangeboden",
        ACCEPTED: "In behandeling",
        RETURNED: "Teruggegeven met reden",
        TAKEN_BACK: "Teruggenomen door de schakel",
        DECIDED: "Besloten",
    },
    final=frozenset({RETURNED, TAKEN_BACK, DECIDED}),
    steps=(
        Step(
            name="offer",
            label="Aanbieden aan het stelsel",
            done="Aangeboden",
            sources=(),
            target=OFFERED,
            who=LINKING_ROLES,
            needs=("question", "why"),
            turn=Turn.ADVISER,
            promise="intake",
        ),
        Step(
            name="accept",
            label="Signaal aannemen",
            done="Aangenomen",
            sources=(OFFERED,),
            target=ACCEPTED,
            who=ADVISERS,
            turn=Turn.ADVISER,
            promise="decision",
        ),
        Step(
            name="send_back",
            label="Teruggeven met reden",
            done="Teruggegeven",
            sources=(OFFERED,),
            target=RETURNED,
            who=ADVISERS,
            needs=("reason",),
            turn=Turn.NOBODY,
        ),
        Step(
            name="take_back",
            label="Signaal terugnemen",
            done="Teruggenomen",
            sources=(OFFERED,),
            target=TAKEN_BACK,
            who=LINKING_ROLES,
            needs=("reason",),
            turn=Turn.NOBODY,
        ),
        Step(
            name="decide",
            label="Besluit vastleggen",
            done="Besluit genomen",
            sources=(ACCEPTED,),
            target=DECIDED,
            who=ADVISERS,
            needs=("instrument", "title", "text", "reason", "effective_on"),
            turn=Turn.NOBODY,
        ),
        Step(
            name="postpone",
            label="Later besluiten, met reden",
            done="Besluit uitgesteld",
            sources=(ACCEPTED,),
            target=SAME,
            who=ADVISERS,
            needs=("reason", "until"),
            turn=Turn.ADVISER,
        ),
    ),
)
