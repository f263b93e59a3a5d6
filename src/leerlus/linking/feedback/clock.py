"""The mail job of the worker for digests: plan what is due, and hand over what is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.linking.feedback.actions import plan_digests
from leerlus.linking.feedback.notify import write
from leerlus.linking.outbox.actions import send_due
from leerlus.linking.outbox.models import Mail

if TYPE_CHECKING:
    from datetime import datetime


def send_digests(at: datetime) -> int:
    """Plan and hand over the digests that are due; return how many went."""
    plan_digests(at=at)
    return send_due(Mail.Kind.DIGEST, write, at=at)
