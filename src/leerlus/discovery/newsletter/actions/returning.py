"""Returned mail: what was taken by a mail server and came back later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from leerlus.discovery.newsletter.models import Delivery, Letter, Subscriber
from leerlus.discovery.newsletter.notify import read_return_address
from leerlus.discovery.newsletter.workflow import SENT
from leerlus.linking.outbox.models import Mail
from leerlus.measures.returned_mail import read_returned

if TYPE_CHECKING:
    from datetime import datetime

MAY_COME_BACK = (Mail.State.SENT, Mail.State.UNCERTAIN)


def take_returned(raw: bytes, *, at: datetime) -> bool:
    """Read a mail that came in; return whether it was one of ours that came back, for the first time.

    Only an address that we made ourselves counts: a report that somebody thinks up says nothing about any reader.
    """
    report = read_returned(raw)
    if report is None:
        return False
    numbers = [number for address in report.to if (number := read_return_address(address)) is not None]
    return bool(numbers) and _write_down(numbers[0], is_gone=report.is_gone, at=at)


@transaction.atomic
def _write_down(number: int, *, is_gone: bool, at: datetime) -> bool:
    row = Delivery.objects.select_for_update().filter(pk=number, state__in=MAY_COME_BACK).first()
    if row is None:
        return False
    was_sent = row.state == Mail.State.SENT
    Delivery.objects.filter(pk=number).update(state=Mail.State.REFUSED, trouble=Mail.Trouble.ADDRESS)
    # The numbers are filled in when the last mail went; what comes back before that is counted then.
    count = "sent" if was_sent else "unsure"
    Letter.objects.filter(pk=row.letter_id, state=SENT).update(**{count: F(count) - 1, "refused": F("refused") + 1})
    if is_gone:
        Subscriber.objects.filter(pk=row.subscriber_id, refused_at=None).update(refused_at=at)
    return True
