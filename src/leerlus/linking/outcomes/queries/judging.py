"""One message to one party with the question whether it helps, and what happens after the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied
from leerlus.practice.issues.models import Feedback, Party
from leerlus.practice.issues.policies import check_may_judge
from leerlus.practice.issues.workflow import BUNDLED, CLOSED, FED_BACK, REOPENED

if TYPE_CHECKING:
    from leerlus.people.actors import Actor

EFFECT_CHECK = "check"
AFTER_CHECK = (
    "Na afloop van de termijn tellen wij alle antwoorden. Speelt het bij te veel partijen nog, "
    "dan gaat het knelpunt vanzelf weer open."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The message, and what follows from the answer that was given.

    is_check  the question is not whether it helps but whether it still happens
    """

    feedback: Feedback
    is_check: bool
    next: str


def read_question(actor: Actor, feedback_id: int) -> Question:
    """Return a message that asks this actor something; Denied otherwise. One query."""
    rows = Feedback.objects.select_related("party", "issue")
    found = rows.filter(pk=feedback_id).first()
    if found is None:
        raise Denied("Deze terugkoppeling is er niet, of zij is niet voor u.")
    check_may_judge(actor, found.party, asks=found.asks)
    return Question(feedback=found, is_check=found.step == EFFECT_CHECK, next=_next(found))


def _next(feedback: Feedback) -> str:
    """Say what happens next, after the answer that was given; empty before it."""
    if not feedback.verdict:
        return ""
    if feedback.step == EFFECT_CHECK:
        return AFTER_CHECK
    if feedback.verdict == Feedback.Verdict.NOT:
        return _after_no(feedback)
    if feedback.party.kind != Party.Kind.RAISER:
        return "Uw antwoord telt mee. Later vragen wij nog een keer of dit bij u speelt."
    if feedback.issue.state == CLOSED:
        return "Uw kwestie is afgerond. Later vragen wij nog een keer of dit bij u speelt."
    return "Uw antwoord telt mee. U hoort het als er iets verandert."


def _after_no(feedback: Feedback) -> str:
    issue = feedback.issue
    if issue.state == REOPENED:
        return f"De kwestie is heropend en ligt weer bij {issue.turn_label}. U krijgt bericht."
    if issue.state == BUNDLED and feedback.step == "feed_back":
        return f"Het knelpunt is heropend en ligt weer bij {issue.turn_label}. U krijgt bericht."
    if issue.state in {FED_BACK, CLOSED}:
        return "Uw antwoord telt mee. Helpt het voor te veel partijen niet, dan gaat de kwestie vanzelf weer open."
    return "De eigenaar van het knelpunt leest uw antwoord."
