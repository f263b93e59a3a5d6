"""What the parties of an issue hear of answers: two messages that move no issue."""

from __future__ import annotations

from leerlus.audit.steps import SAME, Audience, Mode, Step, Turn
from leerlus.people.actors import CLOCK_ROLE
from leerlus.practice.issues.workflow import WITHDRAWN, WORKFLOW

CLOCK = frozenset({CLOCK_ROLE})
NOT_WITHDRAWN = tuple(state for state in WORKFLOW.states if state != WITHDRAWN)

ANSWER_PUBLISHED = Step(
    name="answer_published",
    label="Antwoord publiceren",
    done="Antwoord gepubliceerd",
    sources=NOT_WITHDRAWN,
    target=SAME,
    who=CLOCK,
    tells=Audience.PARTIES,
    mode=Mode.RAISE_AWARENESS,
    turn=Turn.NOBODY,
)
"""What they raised became an answer that all professionals read."""

ANSWER_RECALLED = Step(
    name="answer_recalled",
    label="Antwoord terugroepen",
    done="Antwoord vervallen of veranderd",
    sources=NOT_WITHDRAWN,
    target=SAME,
    who=CLOCK,
    tells=Audience.PARTIES,
    mode=Mode.RAISE_AWARENESS,
    turn=Turn.NOBODY,
)
"""An answer that their issue led to says no longer what it said."""
