"""The states of an issue, and the table of steps between them."""

from __future__ import annotations

from leerlus.audit.steps import BEFORE, SAME, Audience, Mode, Step, Turn, Workflow
from leerlus.people.actors import CLOCK_ROLE, LINKING_ROLES, Role

SUBMITTED = "submitted"
RESPONDED = "responded"
BUNDLED = "bundled"
AT_SYSTEM = "at_system"
FED_BACK = "fed_back"
REOPENED = "reopened"
CLOSED = "closed"
WITHDRAWN = "withdrawn"

WITHIN_BUNDLE = (BUNDLED, AT_SYSTEM)
"""States in which the bottleneck leads and the issue follows."""

LOOSE = (SUBMITTED, RESPONDED, REOPENED)
"""States in which an issue waits for the linking level by itself."""

RAISERS = frozenset({Role.PROFESSIONAL, Role.EXPERIENCE_EXPERT, Role.COMMUNITY_LEADER, Role.REGIONAL_COORDINATOR})
"""Who may raise an issue, say "here too", and join the discussion."""

PARTIES = frozenset({*RAISERS, Role.ORGANISATION_ADMINISTRATOR})
"""Who may answer feedback; an administrator does so when the person has left."""

CLOCK = frozenset({CLOCK_ROLE})
ESCALATORS = frozenset({*LINKING_ROLES, Role.SYSTEM_ADVISER})

WORKFLOW = Workflow(
    subject="issue",
    noun="de kwestie",
    states={
        SUBMITTED: "Ingediend",
        RESPONDED: "In behandeling",
        BUNDLED: "Bij de schakel",
        AT_SYSTEM: "Bij het stelsel",
        FED_BACK: "Teruggekoppeld",
        REOPENED: "Heropend",
        CLOSED: "Afgerond",
        WITHDRAWN: "Ingetrokken",
    },
    final=frozenset({CLOSED, WITHDRAWN}),
    steps=(
        Step(
            name="submit",
            label="Kwestie indienen",
            done="Ingediend",
            sources=(),
            target=SUBMITTED,
            who=RAISERS,
            needs=("title", "situation", "question", "meaning", "theme"),
            tells=Audience.RAISER,
            mode=Mode.BOUNCE_BACK,
            turn=Turn.COORDINATOR,
            promise="first_response",
        ),
        Step(
            name="respond",
            label="Eerste reactie geven",
            done="Eerste reactie",
            sources=(SUBMITTED,),
            target=RESPONDED,
            who=LINKING_ROLES,
            needs=("text",),
            tells=Audience.PARTIES,
            mode=Mode.BOUNCE_BACK,
            turn=Turn.COORDINATOR,
            promise="outcome",
        ),
        Step(
            name="report",
            label="Stand van zaken geven",
            done="Stand van zaken",
            sources=(RESPONDED, REOPENED),
            target=SAME,
            who=LINKING_ROLES,
            needs=("text",),
            tells=Audience.PARTIES,
            mode=Mode.BOUNCE_BACK,
            turn=Turn.COORDINATOR,
            promise="outcome",
        ),
        Step(
            name="answer",
            label="Rechtstreeks beantwoorden",
            done="Beantwoord",
            sources=LOOSE,
            target=FED_BACK,
            who=LINKING_ROLES,
            needs=("text", "change"),
            tells=Audience.PARTIES,
            mode=Mode.INFORM_OF_ACTION,
            asks=True,
            turn=Turn.RAISER,
            promise="verdict",
        ),
        Step(
            name="bundle",
            label="Bundelen met…",
            done="Gebundeld in een knelpunt",
            sources=LOOSE,
            target=BUNDLED,
            who=LINKING_ROLES,
            needs=("reason",),
            tells=Audience.PARTIES,
            mode=Mode.BOUNCE_BACK,
            turn=Turn.OWNER,
            promise="outcome",
        ),
        Step(
            name="unbundle",
            label="Losmaken uit het knelpunt",
            done="Losgemaakt uit het knelpunt",
            sources=(BUNDLED, AT_SYSTEM, FED_BACK, REOPENED),
            target=BEFORE,
            who=LINKING_ROLES,
            needs=("reason",),
            tells=Audience.PARTIES,
            mode=Mode.BOUNCE_BACK,
            turn=Turn.COORDINATOR,
        ),
        Step(
            name="agree",
            label="Tijdelijke afspraak",
            done="Tijdelijke afspraak",
            sources=(BUNDLED,),
            target=SAME,
            who=LINKING_ROLES,
            tells=Audience.PARTIES,
            mode=Mode.RAPID_RESPONSE,
            asks=True,
            turn=Turn.OWNER,
        ),
        Step(
            name="follow_on",
            label="Stand van zaken",
            done="Stand van zaken van het knelpunt",
            sources=(BUNDLED,),
            target=SAME,
            who=ESCALATORS | CLOCK,
            tells=Audience.PARTIES,
            mode=Mode.BOUNCE_BACK,
            turn=Turn.OWNER,
        ),
        Step(
            name="pass_up",
            label="Doorgeven aan het stelsel",
            done="Doorgegeven aan het stelsel",
            sources=(BUNDLED,),
            target=AT_SYSTEM,
            who=LINKING_ROLES,
            tells=Audience.PARTIES,
            mode=Mode.BOUNCE_BACK,
            turn=Turn.ADVISER,
        ),
        Step(
            name="take_in",
            label="In behandeling bij het stelsel",
            done="Aangenomen door het stelsel",
            sources=(AT_SYSTEM,),
            target=SAME,
            who=frozenset({Role.SYSTEM_ADVISER}),
            tells=Audience.PARTIES,
            mode=Mode.BOUNCE_BACK,
            turn=Turn.ADVISER,
        ),
        Step(
            name="wait",
            label="Het besluit komt later",
            done="Het stelsel besluit later",
            sources=(AT_SYSTEM,),
            target=SAME,
            who=frozenset({Role.SYSTEM_ADVISER}),
            tells=Audience.PARTIES,
            mode=Mode.BOUNCE_BACK,
            turn=Turn.ADVISER,
        ),
        Step(
            name="come_back",
            label="Terug bij de schakel",
            done="Terug bij de schakel",
            sources=(AT_SYSTEM,),
            target=BUNDLED,
            who=ESCALATORS,
            tells=Audience.PARTIES,
            mode=Mode.BOUNCE_BACK,
            turn=Turn.OWNER,
        ),
        Step(
            name="feed_back",
            label="Terugkoppelen",
            done="Teruggekoppeld",
            sources=WITHIN_BUNDLE,
            target=FED_BACK,
            who=ESCALATORS,
            tells=Audience.PARTIES,
            mode=Mode.INFORM_OF_ACTION,
            asks=True,
            turn=Turn.RAISER,
            promise="verdict",
        ),
        Step(
            name="accept",
            label="Helpt",
            done="Afgerond: het helpt",
            sources=(FED_BACK,),
            target=CLOSED,
            who=PARTIES,
            turn=Turn.NOBODY,
        ),
        Step(
            name="lapse",
            label="Afronden na de termijn",
            done="Afgerond: geen reactie binnen de termijn",
            sources=(FED_BACK,),
            target=CLOSED,
            who=CLOCK,
            turn=Turn.NOBODY,
        ),
        Step(
            name="object",
            label="Helpt niet",
            done="Heropend: het helpt niet",
            sources=(FED_BACK, CLOSED),
            target=REOPENED,
            who=PARTIES,
            tells=Audience.PARTIES,
            mode=Mode.BOUNCE_BACK,
            turn=Turn.COORDINATOR,
            promise="reopened",
        ),
        Step(
            name="rebundle",
            label="Knelpunt heropend",
            done="Heropend met het knelpunt",
            sources=(FED_BACK, CLOSED, REOPENED),
            target=BUNDLED,
            who=ESCALATORS | CLOCK | PARTIES,
            tells=Audience.PARTIES,
            mode=Mode.BOUNCE_BACK,
            turn=Turn.OWNER,
        ),
        Step(
            name="withdraw",
            label="Kwestie intrekken",
            done="Ingetrokken",
            sources=LOOSE,
            target=WITHDRAWN,
            who=RAISERS,
            needs=("reason",),
            tells=Audience.RAISER,
            mode=Mode.BOUNCE_BACK,
            turn=Turn.NOBODY,
        ),
    ),
)

EFFECT_CHECK = Step(
    name="check",
    label="Effect nagaan",
    done="Speelt dit nog?",
    sources=(FED_BACK, CLOSED, REOPENED),
    target=SAME,
    who=CLOCK,
    tells=Audience.PARTIES,
    mode=Mode.IMPROVE,
    asks=True,
    turn=Turn.NOBODY,
)
"""A question to the parties that moves no issue: it is the bottleneck that is being checked."""

EXPECTED = {
    SUBMITTED: "Eerste reactie",
    RESPONDED: "Antwoord of stand van zaken",
    BUNDLED: "Opbrengst, signaal of stand van zaken",
    AT_SYSTEM: "Besluit of stand van zaken",
    FED_BACK: "Antwoord op de vraag “helpt dit?”",
    REOPENED: "Nieuwe reactie",
}
"""What the next party is expected to do, per state."""
