"""What the worker does: send letters that are due, and wipe what is kept no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.discovery.newsletter import actions
from leerlus.discovery.newsletter.models import Delivery, Subscriber
from leerlus.discovery.newsletter.workflow import CONFIRM_WITHIN, KEEP_DELIVERIES, KEEP_REFUSED
from leerlus.people.actors import CLOCK

if TYPE_CHECKING:
    from datetime import datetime

BATCHES_A_ROUND = 5
"""After so many batches the other work of the worker gets its turn."""


def send_letters(at: datetime) -> int:
    """Begin what is due, correct what was wrong, make rows and hand over some batches; return how many went."""
    actions.start_due(by=CLOCK, at=at)
    actions.correct_letters(at=at)
    actions.plan_deliveries(at=at)
    went = 0
    for _ in range(BATCHES_A_ROUND):
        sent = actions.hand_over_due(at=at)
        went += sent
        if not sent:
            break
    actions.finish_letters(by=CLOCK, at=at)
    return went


def wipe_addresses(at: datetime) -> int:
    """Wipe addresses that nobody confirmed, that were refused long ago, and what went to whom long ago."""
    unconfirmed = Subscriber.objects.filter(confirmed_at__isnull=True, asked_at__lt=at - CONFIRM_WITHIN)
    refused = Subscriber.objects.filter(refused_at__lt=at - KEEP_REFUSED)
    old = Delivery.objects.filter(handed_over_at__lt=at - KEEP_DELIVERIES)
    return sum(found.delete()[0] for found in (unconfirmed, refused, old))
