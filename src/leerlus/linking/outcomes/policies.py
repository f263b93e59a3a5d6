"""Who may record an outcome (the table of the bottleneck's steps), who answers a sample, and when a check fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from leerlus.audit.steps import Denied

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.people.actors import Actor

CLOSED = "Deze vraag is gesloten: de antwoorden zijn geteld, of het knelpunt is weer open. Dank u wel."


class AnswerFacts(Protocol):
    """What came back of one effect check.

    asked                                   the parties that were asked
    helps, partly, still                    of them: it happens no more, less, still
    others_yes, others_no, others_unknown   of the others: it still happens here, it does not, I do not know
    """

    asked: int
    helps: int
    partly: int
    still: int
    others_yes: int
    others_no: int
    others_unknown: int


class QuestionFacts(Protocol):
    """What the policies need to know of a question to somebody who is not a party."""

    person_id: int | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From where an effect check fails; all three are settings.

    parties_percent  this share of the parties that were asked
    others_percent   this share of the others who said yes or no
    others_least     and at least so many of them
    """

    parties_percent: int
    others_percent: int
    others_least: int


def conclude(answers: AnswerFacts, thresholds: Thresholds) -> str:
    """Return how an effect check ended: `failed`, `passed` or `unanswered`. This is the whole rule (ADR 0014).

    The parties decide: who raised it knows whether it still happens. Their silence is no objection, so their share is
    taken of all who were asked. The others may also make it fail, when enough of them answer and a clear share still
    meets it: then the answer works for who asked and not for the rest. Strangers are often silent and sometimes do not
    know, so their share is taken of who said yes or no. Without any answer worth counting it is no success either.
    """
    parties_meet_it = answers.asked > 0 and answers.still * 100 >= thresholds.parties_percent * answers.asked
    certain = answers.others_yes + answers.others_no
    others_count = certain >= thresholds.others_least
    others_meet_it = others_count and answers.others_yes * 100 >= thresholds.others_percent * certain
    if parties_meet_it or others_meet_it:
        return "failed"
    return "passed" if others_count or answers.helps + answers.partly + answers.still else "unanswered"


def check_period(effective_on: date, ends_on: date | None) -> None:
    """Raise Denied if something temporary ends before it starts."""
    if ends_on is not None and ends_on <= effective_on:
        raise Denied("De einddatum ligt niet na de begindatum. Kies een latere einddatum.")


def check_may_answer(actor: Actor, question: QuestionFacts) -> None:
    """Raise Denied if this question is for somebody else; the sentence does not tell that it exists."""
    if actor.person_id is None or question.person_id != actor.person_id:
        raise Denied("Deze vraag is er niet, of zij is niet voor u.")


def check_is_open(question: QuestionFacts) -> None:
    """Raise Denied if the answers were counted already, or need no counting any more."""
    if question.closed_at is not None:
        raise Denied(CLOSED)
