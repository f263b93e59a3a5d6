"""The states of a session and the steps between them; the steps of the method are in the method."""

from __future__ import annotations

from leerlus.audit.steps import SAME, Step, Turn, Workflow
from leerlus.practice.peer_sessions.workflow.shapes import SessionRole

PLANNED = "planned"
RUNNING = "running"
ENDED = "ended"
CANCELLED = "cancelled"
WIPED = "wiped"

LEADS = frozenset({SessionRole.FACILITATOR.value})
TAKES_PART = frozenset(role.value for role in SessionRole)
CLOCK = frozenset({"clock"})

WORKFLOW = Workflow(
    subject="peer_session",
    noun="de intervisie",
    states={
        PLANNED: "Gepland",
        RUNNING: "Bezig",
        ENDED: "Afgelopen",
        CANCELLED: "Afgezegd",
        WIPED: "Gewist",
    },
    final=frozenset({CANCELLED, WIPED}),
    steps=(
        Step(
            name="plan",
            label="Intervisie plannen",
            done="Gepland",
            sources=(),
            target=PLANNED,
            who=LEADS,
            turn=Turn.NOBODY,
        ),
        Step(
            name="start",
            label="Intervisie beginnen",
            done="Begonnen",
            sources=(PLANNED,),
            target=RUNNING,
            who=LEADS,
            turn=Turn.NOBODY,
        ),
        Step(
            name="next",
            label="Volgende stap",
            done="Naar de volgende stap",
            sources=(RUNNING,),
            target=SAME,
            who=LEADS | CLOCK,
            turn=Turn.NOBODY,
        ),
        Step(
            name="choose",
            label="Deze casus kiezen",
            done="Casus gekozen",
            sources=(RUNNING,),
            target=SAME,
            who=LEADS,
            turn=Turn.NOBODY,
        ),
        Step(
            name="take_over",
            label="Overnemen",
            done="Begeleiding overgenomen",
            sources=(PLANNED, RUNNING),
            target=SAME,
            who=TAKES_PART,
            turn=Turn.NOBODY,
        ),
        Step(
            name="end",
            label="Intervisie afsluiten",
            done="Afgelopen",
            sources=(RUNNING,),
            target=ENDED,
            who=LEADS | CLOCK,
            turn=Turn.NOBODY,
        ),
        Step(
            name="cancel",
            label="Intervisie afzeggen",
            done="Afgezegd",
            sources=(PLANNED, RUNNING),
            target=CANCELLED,
            who=LEADS,
            turn=Turn.NOBODY,
        ),
        Step(
            name="wipe",
            label="Wissen",
            done="Gewist",
            sources=(PLANNED, RUNNING, ENDED),
            target=WIPED,
            who=CLOCK,
            turn=Turn.NOBODY,
        ),
    ),
)
