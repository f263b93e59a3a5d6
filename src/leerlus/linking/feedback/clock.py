"""The mail jobs of the worker: plan what is due, hand over what is planned, give up what is uncertain."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from leerlus.linking.feedback.actions import hand_over, plan_digests
from leerlus.linking.feedback.models import Digest

if TYPE_CHECKING:
    from datetime import datetime

PATIENCE = timedelta(minutes=10)
"""Longer than any conversation with a mail server; after this, whoever was handing over is gone."""


def send_digests(at: datetime) -> int:
    """Plan and hand over the digests that are due; return how many went."""
    plan_digests(at=at)
    due = Digest.objects.filter(state=Digest.State.PLANNED, not_before__lte=at).values_list("pk", flat=True)
    return sum(hand_over(digest_id=pk, at=at) for pk in list(due[:500]))


def give_up_uncertain(at: datetime) -> int:
    """Mark digests whose hand-over was cut off: they may have gone, so they are not sent again."""
    stuck = Digest.objects.filter(state=Digest.State.HANDING_OVER, handed_over_at__lt=at - PATIENCE)
    return stuck.update(state=Digest.State.UNCERTAIN, trouble=Digest.Trouble.WORKER)
