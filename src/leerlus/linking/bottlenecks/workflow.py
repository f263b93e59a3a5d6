"""The states of a bottleneck, the table of steps between them, and what each step does to its issues."""

from __future__ import annotations

from leerlus.audit.steps import SAME, Step, Turn, Workflow
from leerlus.people.actors import CLOCK_ROLE, LINKING_ROLES, Role

OPEN = "open"
AGREED = "agreed"
OFFERED = "offered"
ACCEPTED = "accepted"
SOLVED = "solved"
DECIDED = "decided"
CLOSED = "closed"
DISSOLVED = "dissolved"

ACTIVE = (OPEN, AGREED, OFFERED, ACCEPTED)
"""States in which issues can still be bundled into it."""

AT_LINKING = (OPEN, AGREED)
AT_SYSTEM = (OFFERED, ACCEPTED)
ENDED_WITH_ANSWER = (SOLVED, DECIDED, CLOSED)

LINKERS = LINKING_ROLES
ADVISERS = frozenset({Role.SYSTEM_ADVISER})
CLOCK = frozenset({CLOCK_ROLE})

WORKFLOW = Workflow(
    subject="bottleneck",
    noun="het knelpunt",
    states={
        OPEN: "In onderzoek bij de schakel",
        AGREED: "Tijdelijke afspraak geldt",
        OFFERED: "Aangeboden aan het stelsel",
        ACCEPTED: "In behandeling bij het stelsel",
        SOLVED: "Opgelost met een opbrengst",
        DECIDED: "Besloten door het stelsel",
        CLOSED: "Afgerond",
        DISSOLVED: "Opgeheven",
    },
    final=frozenset({CLOSED, DISSOLVED}),
    steps=(
        Step(
            name="found",
            label="Nieuw knelpunt maken",
            done="Knelpunt gemaakt",
            sources=(),
            target=OPEN,
            who=LINKERS,
            needs=("title", "summary", "reason"),
            turn=Turn.OWNER,
            promise="outcome",
        ),
        Step(
            name="report",
            label="Stand van zaken geven",
            done="Stand van zaken",
            sources=(OPEN, AGREED),
            target=SAME,
            who=LINKERS,
            needs=("text",),
            turn=Turn.OWNER,
            promise="outcome",
        ),
        Step(
            name="agree",
            label="Tijdelijke afspraak maken",
            done="Tijdelijke afspraak",
            sources=(OPEN, AGREED),
            target=AGREED,
            who=LINKERS,
            needs=("title", "text", "change", "ends_on"),
            turn=Turn.OWNER,
        ),
        Step(
            name="agreement_ends",
            label="Tijdelijke afspraak loopt af",
            done="Tijdelijke afspraak afgelopen",
            sources=(AGREED,),
            target=OPEN,
            who=CLOCK,
            turn=Turn.OWNER,
            promise="reopened",
        ),
        Step(
            name="solve",
            label="Opbrengst vastleggen",
            done="Opgelost met een opbrengst",
            sources=(OPEN, AGREED),
            target=SOLVED,
            who=LINKERS,
            needs=("meaning", "kind", "title", "text", "change"),
            turn=Turn.OWNER,
        ),
        Step(
            name="offer",
            label="Aanbieden aan het stelsel",
            done="Aangeboden aan het stelsel",
            sources=(OPEN, AGREED),
            target=OFFERED,
            who=LINKERS,
            needs=("meaning", "question", "why"),
            turn=Turn.ADVISER,
            promise="intake",
        ),
        Step(
            name="take_back",
            label="Signaal terugnemen",
            done="Teruggenomen door de schakel",
            sources=(OFFERED,),
            target=OPEN,
            who=LINKERS,
            needs=("reason",),
            turn=Turn.OWNER,
            promise="reopened",
        ),
        Step(
            name="send_back",
            label="Teruggeven met reden",
            done="Teruggegeven door het stelsel",
            sources=(OFFERED,),
            target=OPEN,
            who=ADVISERS,
            needs=("reason",),
            turn=Turn.OWNER,
            promise="reopened",
        ),
        Step(
            name="accept",
            label="Signaal aannemen",
            done="Aangenomen door het stelsel",
            sources=(OFFERED,),
            target=ACCEPTED,
            who=ADVISERS,
            turn=Turn.ADVISER,
            promise="decision",
        ),
        Step(
            name="decide",
            label="Besluit vastleggen",
            done="Besluit genomen",
            sources=(ACCEPTED,),
            target=DECIDED,
            who=ADVISERS,
            needs=("meaning", "instrument", "title", "text", "reason", "effective_on"),
            turn=Turn.OWNER,
        ),
        Step(
            name="postpone",
            label="Later besluiten, met reden",
            done="Het stelsel besluit later",
            sources=(ACCEPTED,),
            target=SAME,
            who=ADVISERS,
            needs=("reason", "until"),
            turn=Turn.ADVISER,
        ),
        Step(
            name="lapse",
            label="Tijdelijk besluit loopt af",
            done="Tijdelijk besluit afgelopen",
            sources=(DECIDED, CLOSED),
            target=OPEN,
            who=CLOCK,
            turn=Turn.OWNER,
            promise="reopened",
        ),
        Step(
            name="check",
            label="Effect nagaan",
            done="Effectcheck gestart",
            sources=(SOLVED, DECIDED),
            target=SAME,
            who=CLOCK,
            turn=Turn.OWNER,
            promise="effect_check_answers",
        ),
        Step(
            name="check_passed",
            label="Effectcheck afronden",
            done="Effectcheck afgerond",
            sources=(SOLVED, DECIDED),
            target=SAME,
            who=CLOCK,
            turn=Turn.OWNER,
        ),
        Step(
            name="close",
            label="Afronden",
            done="Afgerond na de tweede effectcheck",
            sources=(SOLVED, DECIDED),
            target=CLOSED,
            who=CLOCK,
            turn=Turn.NOBODY,
        ),
        Step(
            name="check_failed",
            label="Effect blijft uit",
            done="Heropend: de effectcheck laat zien dat het nog speelt",
            sources=(SOLVED, DECIDED),
            target=OPEN,
            who=CLOCK,
            turn=Turn.OWNER,
            promise="reopened",
        ),
        Step(
            name="reopen",
            label="Knelpunt heropenen",
            done="Heropend",
            sources=(SOLVED, DECIDED, CLOSED),
            target=OPEN,
            who=LINKERS | CLOCK,
            needs=("reason",),
            turn=Turn.OWNER,
            promise="reopened",
        ),
        Step(
            name="dissolve",
            label="Opheffen",
            done="Opgeheven: er horen geen kwesties meer bij",
            sources=(OPEN,),
            target=DISSOLVED,
            who=CLOCK | LINKERS,
            turn=Turn.NOBODY,
        ),
    ),
)

ISSUE_STEPS: dict[str, str] = {
    "report": "follow_on",
    "agree": "agree",
    "agreement_ends": "follow_on",
    "solve": "feed_back",
    "offer": "pass_up",
    "take_back": "come_back",
    "send_back": "come_back",
    "accept": "take_in",
    "decide": "feed_back",
    "postpone": "wait",
    "lapse": "rebundle",
    "check_failed": "rebundle",
    "reopen": "rebundle",
}
"""The step that the issues of a bottleneck take with it; the message to their parties goes with that step."""

ENDINGS = ("solve", "decide")
"""Steps that give an outcome or a decision, which the parties judge."""

EXPECTED = {
    OPEN: "Opbrengst, signaal of stand van zaken",
    AGREED: "Opbrengst of signaal, voordat de afspraak afloopt",
    OFFERED: "Aannemen of teruggeven",
    ACCEPTED: "Besluit",
    SOLVED: "Effectcheck",
    DECIDED: "Effectcheck",
}
"""What the next party is expected to do, per state."""
