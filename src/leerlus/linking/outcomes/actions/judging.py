"""What a verdict on an outcome means for the bottleneck, and opening a bottleneck again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from leerlus.audit.models import Event
from leerlus.linking.bottlenecks.actions import advance, lock_bottleneck
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.bottlenecks.workflow import ENDED_WITH_ANSWER, ENDINGS
from leerlus.linking.outcomes.actions.checking import cancel_effect_checks
from leerlus.people.actors import CLOCK
from leerlus.practice.issues import actions as issue_actions
from leerlus.practice.issues.actions import Message
from leerlus.practice.issues.models import Closing, Feedback
from leerlus.practice.issues.policies import reopens

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor


def message_of_reopening(reason: str, bottleneck_id: int) -> Message:
    """Return exactly what each party reads when a bottleneck is opened again."""
    return Message(text=f"Het knelpunt is heropend. {reason}", link=f"/knelpunten/{bottleneck_id}/")


@transaction.atomic
def reopen(*, bottleneck_id: int, reason: str, by: Actor, at: datetime, version: int | None = None) -> Bottleneck:
    """Open a bottleneck again; its effect checks are cancelled."""
    bottleneck = lock_bottleneck(bottleneck_id, version)
    message = message_of_reopening(reason, bottleneck.pk)
    advance(bottleneck, "reopen", by=by, at=at, note=reason, message=message, closing=Closing.NONE)
    cancel_effect_checks(bottleneck, at)
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
