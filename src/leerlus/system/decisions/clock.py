"""What happens to decisions because of a date: on its end date a temporary one brings its bottleneck back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.linking.bottlenecks.actions import advance, lock_bottleneck
from leerlus.linking.bottlenecks.workflow import WORKFLOW
from leerlus.linking.outcomes.actions import cancel_effect_checks, last_ending
from leerlus.people.actors import CLOCK
from leerlus.practice.issues.actions import Message
from leerlus.practice.issues.models import Closing
from leerlus.system.decisions.models import Decision

if TYPE_CHECKING:
    from datetime import datetime


def end_temporary_decisions(at: datetime) -> int:
    """Bring back the bottleneck of each decision that ends today or earlier; return how many ended."""
    over = Decision.objects.filter(lapsed_at__isnull=True, ends_on__lte=timezone.localdate(at))
    ended = 0
    for decision_id, bottleneck_id, cause, title in list(
        over.values_list("pk", "bottleneck_id", "cause", "title")[:200]
    ):
        with transaction.atomic():
            bottleneck = lock_bottleneck(bottleneck_id)
            if not Decision.objects.filter(pk=decision_id, lapsed_at__isnull=True).update(lapsed_at=at):
                continue
            ended += 1
            # A bottleneck that was reopened since, or has a newer answer, is not brought back by an old decision.
            if bottleneck.state in WORKFLOW.step("lapse").sources and last_ending(bottleneck) == cause:
                text = f"Het tijdelijke besluit “{title}” is afgelopen. Het knelpunt ligt weer bij de schakel."
                message = Message(text=text, link=f"/knelpunten/{bottleneck.pk}/")
                advance(bottleneck, "lapse", by=CLOCK, at=at, message=message, closing=Closing.NONE)
                cancel_effect_checks(bottleneck, at)
    return ended
