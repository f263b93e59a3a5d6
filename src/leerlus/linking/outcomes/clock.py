"""What happens to outcomes because of a date: agreements end, effect checks start and conclude."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from leerlus.linking.bottlenecks.actions import advance, lock_bottleneck
from leerlus.linking.bottlenecks.workflow import AGREED, DECIDED, SOLVED
from leerlus.linking.outcomes.actions import ask_others, cancel_effect_checks
from leerlus.linking.outcomes.models import EffectCheck, Outcome, SampleQuestion
from leerlus.linking.outcomes.policies import Thresholds, conclude
from leerlus.people.actors import CLOCK
from leerlus.practice.issues.actions import Message
from leerlus.practice.issues.models import Closing, Feedback, Issue
from leerlus.practice.issues.notify import tell
from leerlus.practice.issues.workflow import EFFECT_CHECK

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.linking.bottlenecks.models import Bottleneck

BATCH = 200


def end_agreements(at: datetime) -> int:
    """End temporary agreements whose end date has passed: the bottleneck is open again. Return how many."""
    today = timezone.localdate(at)
    ended = Outcome.objects.filter(
        kind=Outcome.Kind.TEMPORARY_AGREEMENT, ended_at__isnull=True, ends_on__lte=today
    ).values_list("pk", "bottleneck_id")
    for outcome_id, bottleneck_id in list(ended[:BATCH]):
        with transaction.atomic():
            bottleneck = lock_bottleneck(bottleneck_id)
            if not Outcome.objects.filter(pk=outcome_id, ended_at__isnull=True).update(ended_at=at):
                continue
            if bottleneck.state == AGREED:
                text = "De tijdelijke afspraak is afgelopen. De schakel werkt aan een vervolg."
                advance(bottleneck, "agreement_ends", by=CLOCK, at=at, message=_message(bottleneck, text))
    return len(ended)


def _message(bottleneck: Bottleneck, text: str, title: str = "") -> Message:
    return Message(title=title, text=text, link=f"/knelpunten/{bottleneck.pk}/")


def start_effect_checks(at: datetime) -> int:
    """Ask the parties and a sample of others whether they still meet it, when a check is due; return how many."""
    today = timezone.localdate(at)
    due = EffectCheck.objects.filter(result="", asked_at__isnull=True, due_on__lte=today)
    started = 0
    for check_id, bottleneck_id in list(due.values_list("pk", "bottleneck_id")[:BATCH]):
        with transaction.atomic():
            bottleneck = lock_bottleneck(bottleneck_id)
            check = EffectCheck.objects.get(pk=check_id)
            if check.asked_at is not None or check.result or bottleneck.state not in {SOLVED, DECIDED}:
                continue
            _ask(bottleneck, check, at)
            started += 1
    return started


def _ask(bottleneck: Bottleneck, check: EffectCheck, at: datetime) -> None:
    event = advance(bottleneck, "check", by=CLOCK, at=at, message=None, round=check.round)
    issues = Issue.objects.filter(bundlings__bottleneck=bottleneck, bundlings__until__isnull=True).order_by("pk")
    causes = dict.fromkeys(issues.values_list("pk", flat=True), event.pk)
    text = f"Wij willen weten of “{check.about}” werkt. Speelt dit bij u niet meer, minder, of nog steeds?"
    tell(causes=causes, step=EFFECT_CHECK, message=_message(bottleneck, text, "Speelt dit nog bij u?"), at=at)
    check.asked_at = at
    check.cause = event.pk
    check.closes_on = bottleneck.due_on
    check.asked = Feedback.objects.filter(cause=event.pk).count()
    check.others_asked = ask_others(bottleneck=bottleneck, check=check, at=at)
    check.save(update_fields=["asked_at", "cause", "closes_on", "asked", "others_asked"])


def conclude_effect_checks(at: datetime) -> int:
    """Count the answers of every check that has run its term: it works, or the bottleneck is open again."""
    today = timezone.localdate(at)
    over = EffectCheck.objects.filter(result="", asked_at__isnull=False, closes_on__lt=today)
    concluded = 0
    for check_id, bottleneck_id in list(over.values_list("pk", "bottleneck_id")[:BATCH]):
        with transaction.atomic():
            bottleneck = lock_bottleneck(bottleneck_id)
            check = EffectCheck.objects.get(pk=check_id)
            if check.result or bottleneck.state not in {SOLVED, DECIDED}:
                continue
            _conclude(bottleneck, check, at)
            concluded += 1
    return concluded


def _conclude(bottleneck: Bottleneck, check: EffectCheck, at: datetime) -> None:
    _count(check, at)
    check.result = conclude(
        check,
        Thresholds(
            parties_percent=settings.REOPEN_SHARE,
            others_percent=settings.EFFECT_OTHERS_SHARE,
            others_least=settings.EFFECT_OTHERS_LEAST,
        ),
    )
    check.concluded_at = at
    check.save(update_fields=[*COUNTS, "concluded_at", "result"])
    if check.result == EffectCheck.Result.FAILED:
        text = f"De effectcheck laat zien dat dit nog speelt. {check.told} Het knelpunt is heropend."
        message = _message(bottleneck, text)
        advance(bottleneck, "check_failed", by=CLOCK, at=at, message=message, closing=Closing.NONE)
        cancel_effect_checks(bottleneck, at)
        return
    later = bottleneck.effect_checks.filter(result="").first()
    if later is not None:
        advance(bottleneck, "check_passed", by=CLOCK, at=at, message=None, due=later.due_on, round=check.round)
    else:
        advance(bottleneck, "close", by=CLOCK, at=at, message=None, round=check.round)


COUNTS = ("helps", "partly", "still", "others_yes", "others_no", "others_unknown")


def _count(check: EffectCheck, at: datetime) -> None:
    """Count what parties and others answered. The questions to others are closed first: see `answer_sample`."""
    check.sample.filter(closed_at__isnull=True).update(closed_at=at)
    told = Counter(Feedback.objects.filter(cause=check.cause or 0).values_list("verdict", flat=True))
    check.helps, check.partly = told[Feedback.Verdict.HELPS], told[Feedback.Verdict.PARTLY]
    check.still = told[Feedback.Verdict.NOT]
    said = Counter(check.sample.values_list("answer", flat=True))
    check.others_yes, check.others_no = said[SampleQuestion.Answer.YES], said[SampleQuestion.Answer.NO]
    check.others_unknown = said[SampleQuestion.Answer.UNKNOWN]
