"""What the worker does about mail of every kind: give up what was cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.linking.outbox.models import Mail
from leerlus.linking.outbox.workflow import PATIENCE

if TYPE_CHECKING:
    from datetime import datetime


def give_up_uncertain(at: datetime) -> int:
    """Mark mail whose hand-over was cut off: it may have gone, so it is not sent again."""
    stuck = Mail.objects.filter(state=Mail.State.HANDING_OVER, handed_over_at__lt=at - PATIENCE)
    return stuck.update(state=Mail.State.UNCERTAIN, trouble=Mail.Trouble.WORKER)
