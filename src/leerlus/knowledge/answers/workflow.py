"""How a text becomes an answer of three organisations: the states of a review round, and the steps between them."""

from __future__ import annotations

from datetime import timedelta

from leerlus.audit.steps import SAME, Step, Turn, Workflow
from leerlus.people.actors import CLOCK_ROLE, OrganisationKind, Role

OPEN = "open"
APPROVED = "approved"
SCHEDULED = "scheduled"
PUBLISHED = "published"
DECLINED = "declined"
VOIDED = "voided"

RUNNING = (OPEN, APPROVED, SCHEDULED)
"""States of which an answer has one round at a time."""

QUORUM = (OrganisationKind.DIVOSA, OrganisationKind.VNG, OrganisationKind.MINISTRY)
"""The kinds of organisation that must each approve the exact text."""

REVIEW_DAYS = 21
"""So long reviewers have when the editor names no other day."""

REMIND_EVERY = timedelta(days=7)
"""A reviewer is mailed at most this often about a text that still waits for them."""

LINK_VALID_FOR = timedelta(days=14)
"""So long a link works for who approves without an account."""

MOST_FROM_VISITORS = 60
"""So many questions an hour the editors get from people who are not signed in; a program could send thousands."""

EDITORS = frozenset({Role.KNOWLEDGE_EDITOR})
REVIEWERS = frozenset({Role.REVIEWER})
CLOCK = frozenset({CLOCK_ROLE})

WORKFLOW = Workflow(
    subject="review",
    noun="de beoordeling",
    states={
        OPEN: "Ligt ter beoordeling",
        APPROVED: "Goedgekeurd door alle drie",
        SCHEDULED: "Staat klaar om te publiceren",
        PUBLISHED: "Gepubliceerd",
        DECLINED: "Teruggegeven met reden",
        VOIDED: "Gestopt: de tekst telt niet meer",
    },
    final=frozenset({PUBLISHED, DECLINED, VOIDED}),
    steps=(
        Step(
            name="open",
            label="Ter beoordeling aanbieden",
            done="Aangeboden ter beoordeling",
            sources=(),
            target=OPEN,
            who=EDITORS,
            needs=("due_on",),
            turn=Turn.ADVISER,
        ),
        Step(
            name="approve",
            label="Deze tekst goedkeuren",
            done="Goedgekeurd",
            sources=(OPEN,),
            target=SAME,
            who=REVIEWERS,
            turn=Turn.ADVISER,
        ),
        Step(
            name="complete",
            label="Alle drie keurden goed",
            done="Goedgekeurd door alle drie",
            sources=(OPEN,),
            target=APPROVED,
            who=CLOCK,
            turn=Turn.OWNER,
        ),
        Step(
            name="decline",
            label="Teruggeven met reden",
            done="Teruggegeven",
            sources=RUNNING,
            target=DECLINED,
            who=REVIEWERS,
            needs=("reason",),
            turn=Turn.NOBODY,
        ),
        Step(
            name="schedule",
            label="Publiceren op een dag",
            done="Klaargezet om te publiceren",
            sources=(APPROVED, SCHEDULED),
            target=SCHEDULED,
            who=EDITORS,
            needs=("publish_on",),
            turn=Turn.OWNER,
        ),
        Step(
            name="publish",
            label="Nu publiceren",
            done="Gepubliceerd",
            sources=(APPROVED, SCHEDULED),
            target=PUBLISHED,
            who=EDITORS | CLOCK,
            turn=Turn.NOBODY,
        ),
        Step(
            name="void",
            label="Beoordeling stoppen",
            done="Gestopt: de tekst veranderde, of de redactie nam hem terug",
            sources=RUNNING,
            target=VOIDED,
            who=EDITORS | CLOCK,
            turn=Turn.NOBODY,
        ),
    ),
)

EXPECTED = {
    OPEN: "Goedkeuring van Divosa, VNG en SZW, elk van precies deze tekst",
    APPROVED: "Publiceren, nu of op een dag",
    SCHEDULED: "Vanzelf op die dag",
}
"""What the next party is expected to do, per state."""
