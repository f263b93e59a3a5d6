"""Writing: an outcome, a temporary agreement, effect checks, and what a verdict means for the bottleneck."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.linking.bottlenecks.actions import advance, edit, lock_bottleneck
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.bottlenecks.workflow import ENDED_WITH_ANSWER, ENDINGS
from leerlus.linking.outcomes import policies
from leerlus.linking.outcomes.models import EffectCheck, Outcome
from leerlus.linking.outcomes.workflow import ROUNDS
from leerlus.people.actors import CLOCK, LINKING_ROLES
from leerlus.practice.issues import actions as issue_actions
from leerlus.practice.issues.actions import Message
from leerlus.practice.issues.models import Closing, Feedback
from leerlus.practice.issues.policies import reopens
from leerlus.ui.dates import MONTHS

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeText:
    """What an outcome says: the outcome itself, and what changes for the work of the parties."""

    title: str
    text: str
    change: str
    link: str = ""


def message_of_agreement(text: OutcomeText, ends_on: date, bottleneck_id: int) -> Message:
    """Return exactly what each party reads of a temporary agreement; the page shows it before it is made."""
    until = f"{ends_on.day} {MONTHS[ends_on.month - 1]} {ends_on.year}"
    return Message(
        title="Tijdelijke afspraak",
        text=f"{text.title.rstrip('.')}. {text.text}\n\nDeze afspraak geldt tot {until}.",
        change=text.change,
        link=_path(bottleneck_id),
    )


def message_of_outcome(text: OutcomeText, bottleneck_id: int) -> Message:
    """Return exactly what each party reads of an outcome; the page shows it before it is recorded."""
    return Message(title=text.title, text=text.text, change=text.change, link=_path(bottleneck_id))


def message_of_reopening(reason: str, bottleneck_id: int) -> Message:
    """Return exactly what each party reads when a bottleneck is opened again."""
    return Message(text=f"Het knelpunt is heropend. {reason}", link=_path(bottleneck_id))


def _record(
    *,
    bottleneck: Bottleneck,
    kind: str,
    text: OutcomeText,
    event: Event,
    by: Actor,
    at: datetime,
    ends_on: date | None = None,
) -> Outcome:
    return Outcome.objects.create(
        bottleneck=bottleneck,
        kind=kind,
        title=text.title,
        text=text.text,
        change=text.change,
        link=text.link,
        effective_on=timezone.localdate(at),
        ends_on=ends_on,
        cause=event.pk,
        by_label=by.label(*LINKING_ROLES),
        at=at,
    )


@transaction.atomic
def agree(
    *, bottleneck_id: int, text: OutcomeText, ends_on: date, by: Actor, at: datetime, version: int | None = None
) -> Outcome:
    """Make a temporary working agreement: practice can go on, until the end date at the latest."""
    bottleneck = lock_bottleneck(bottleneck_id, version)
    policies.check_period(timezone.localdate(at), ends_on)
    Outcome.objects.filter(bottleneck=bottleneck, kind=Outcome.Kind.TEMPORARY_AGREEMENT, ended_at__isnull=True).update(
        ended_at=at
    )
    message = message_of_agreement(text, ends_on, bottleneck.pk)
    event = advance(bottleneck, "agree", by=by, at=at, note=text.title, due=ends_on, message=message)
    return _record(
        bottleneck=bottleneck,
        kind=Outcome.Kind.TEMPORARY_AGREEMENT,
        text=text,
        event=event,
        by=by,
        at=at,
        ends_on=ends_on,
    )


@transaction.atomic
def solve(
    *,
    bottleneck_id: int,
    kind: str,
    text: OutcomeText,
    by: Actor,
    at: datetime,
    version: int | None = None,
    meaning: str | None = None,
) -> Outcome:
    """Solve a bottleneck at the linking level, tell every party, and plan the effect checks.

    meaning  what it means for inburgeraars, when it is filled in or changed in the same deed; both happen or neither
    """
    bottleneck = lock_bottleneck(bottleneck_id, version)
    if meaning is not None and meaning != bottleneck.meaning:
        bottleneck = edit(
            bottleneck_id=bottleneck_id,
            title=bottleneck.title,
            summary=bottleneck.summary,
            meaning=meaning,
            by=by,
            at=at,
        )
    today = timezone.localdate(at)
    message = message_of_outcome(text, bottleneck.pk)
    event = advance(
        bottleneck, "solve", by=by, at=at, note=text.title, message=message, closing=kind, due=first_check(today)
    )
    outcome = _record(bottleneck=bottleneck, kind=kind, text=text, event=event, by=by, at=at)
    plan_effect_checks(bottleneck=bottleneck, effective_on=today, about=text.title)
    return outcome


def first_check(effective_on: date) -> date:
    """Return the day of the first effect check."""
    return effective_on + timedelta(days=settings.PROMISES[ROUNDS[0].promise])


def plan_effect_checks(*, bottleneck: Bottleneck, effective_on: date, about: str) -> None:
    """Plan both rounds; checks of an earlier ending that did not take place are cancelled."""
    cancel_effect_checks(bottleneck)
    EffectCheck.objects.bulk_create(
        EffectCheck(
            bottleneck=bottleneck,
            round=planned.number,
            about=about,
            due_on=effective_on + timedelta(days=settings.PROMISES[planned.promise]),
        )
        for planned in ROUNDS
    )


def cancel_effect_checks(bottleneck: Bottleneck) -> None:
    """Cancel what was still planned or asked: the bottleneck is open again."""
    bottleneck.effect_checks.filter(result="").update(result=EffectCheck.Result.CANCELLED)


@transaction.atomic
def reopen(*, bottleneck_id: int, reason: str, by: Actor, at: datetime, version: int | None = None) -> Bottleneck:
    """Open a bottleneck again; its effect checks are cancelled."""
    bottleneck = lock_bottleneck(bottleneck_id, version)
    message = message_of_reopening(reason, bottleneck.pk)
    advance(bottleneck, "reopen", by=by, at=at, note=reason, message=message, closing=Closing.NONE)
    cancel_effect_checks(bottleneck)
    return bottleneck


@transaction.atomic
def judge(*, feedback_id: int, verdict: str, remark: str, by: Actor, at: datetime) -> Feedback:
    """Say whether feedback helped. What it means for the issue is decided there; for the bottleneck, here."""
    bundling = Bundling.objects.filter(issue__feedback=feedback_id, until__isnull=True).first()
    bottleneck = lock_bottleneck(bundling.bottleneck_id) if bundling else None
    feedback = issue_actions.judge(feedback_id=feedback_id, verdict=verdict, remark=remark, by=by, at=at)
    if bottleneck is not None and verdict == Feedback.Verdict.NOT and _is_last_ending(bottleneck, feedback):
        asked = Feedback.objects.filter(cause=feedback.cause, asks=True, party__left_at__isnull=True)
        verdicts = {"not": asked.filter(verdict=Feedback.Verdict.NOT).count()}
        if reopens(verdicts, asked.count(), settings.REOPEN_SHARE):
            reason = "Voor te veel partijen helpt de uitkomst niet."
            reopen(bottleneck_id=bottleneck.pk, reason=reason, by=CLOCK, at=at)
    return feedback


def _is_last_ending(bottleneck: Bottleneck, feedback: Feedback) -> bool:
    if bottleneck.state not in ENDED_WITH_ANSWER:
        return False
    return last_ending(bottleneck) == feedback.cause


def last_ending(bottleneck: Bottleneck) -> int | None:
    """Return the event of the last outcome or decision of this bottleneck, if it has one."""
    events = Event.objects.of("bottleneck", bottleneck.pk).filter(name__in=ENDINGS, is_step=True)
    return events.values_list("pk", flat=True).last()


def _path(bottleneck_id: int) -> str:
    return f"/knelpunten/{bottleneck_id}/"
