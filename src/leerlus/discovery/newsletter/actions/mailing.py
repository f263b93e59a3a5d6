"""Handing the mails of letters to the mail server: each at most once, many over one connection."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.mail import get_connection
from django.db import transaction

from leerlus.discovery.newsletter.models import Delivery, Edition, Subscriber
from leerlus.discovery.newsletter.notify import Written, address, personal_token, return_address, write
from leerlus.discovery.newsletter.workflow import is_permanent
from leerlus.linking.outbox.models import Mail
from leerlus.linking.outbox.workflow import MOST_TRIES, PATIENCE, wait_after

if TYPE_CHECKING:
    from datetime import datetime

State = Mail.State
Trouble = Mail.Trouble
AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class Ended:
    """How handing over one mail ended, still to be written down; `gone`: the address does not exist."""

    pk: int
    state: State
    trouble: str = ""
    tries: int = 0
    gone: bool = False


def hand_over_due(*, at: datetime, most: int = AT_A_TIME) -> int:
    """Hand over what is due, over one connection; return how many went.

    Each mail is claimed and that is committed before the mail server hears of it; in the same transaction stands how
    the one before it ended. Whoever is killed leaves one mail of which nobody knows, and that one is not sent again. A
    row that is gone, because its reader unsubscribed a moment ago, cannot be claimed.
    """
    give_up_uncertain(at)
    due = list(
        Delivery.objects.filter(state=State.PLANNED, not_before__lte=at)
        .order_by("pk")
        .values_list("pk", "edition_id", "subscriber_id", "subscriber__email", "tries")[:most]
    )
    if not due:
        return 0
    connection = get_connection()
    if not _opens(connection):
        return 0  # nothing was claimed: the next round tries again
    went, before = 0, None
    words: dict[int, Written] = {}
    try:
        for pk, edition_id, subscriber_id, email, tries in due:
            if not _turn(before, pk, at):
                before = None
                continue
            if edition_id not in words:
                words[edition_id] = _write(edition_id)
            token = personal_token(subscriber_id)
            message = address(
                words[edition_id],
                to=email,
                token=token,
                number=str(pk),
                returns_to=return_address(str(pk)),
                connection=connection,
            )
            before = _hand_over(message, pk, tries)
            went += before.state == State.SENT
            if before.trouble in (Trouble.LINE, Trouble.SERVER):
                connection.close()
                if not _opens(connection):
                    break
    finally:
        if before is not None:
            _turn(before, None, at)
        connection.close()
    return went


def _opens(connection: Any) -> bool:  # noqa: ANN401 - any of Django's mail backends
    try:
        connection.open()
    except (smtplib.SMTPException, OSError):
        return False
    return True


def _write(edition_id: int) -> Written:
    edition = Edition.objects.select_related("letter").get(pk=edition_id)
    return write(edition.letter, list(edition.blocks.all()))


def _hand_over(message: Any, pk: int, tries: int) -> Ended:  # noqa: ANN401 - a mail of Django
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        return Ended(pk, State.REFUSED, Trouble.ADDRESS, tries + 1, gone=is_permanent(refusal.recipients))
    except smtplib.SMTPResponseException:
        return Ended(pk, State.REFUSED, Trouble.SERVER, tries + 1)
    except (smtplib.SMTPException, OSError):
        # The line broke; the server may have taken the mail already. Better not twice.
        return Ended(pk, State.UNCERTAIN, Trouble.LINE)
    return Ended(pk, State.SENT)


@transaction.atomic
def _turn(before: Ended | None, pk: int | None, at: datetime) -> bool:
    """Write down how the last mail ended and claim the next one; return whether that is ours now."""
    if before is not None:
        _write_down(before, at)
    if pk is None:
        return False
    ours = Delivery.objects.filter(pk=pk, state=State.PLANNED, not_before__lte=at)
    return bool(ours.update(state=State.HANDING_OVER, handed_over_at=at))


def _write_down(ended: Ended, at: datetime) -> None:
    row = Delivery.objects.filter(pk=ended.pk, state=State.HANDING_OVER)
    if ended.state != State.REFUSED:
        row.update(state=ended.state, trouble=ended.trouble)
        return
    gives_up = ended.gone or ended.tries >= MOST_TRIES
    row.update(
        state=State.REFUSED if gives_up else State.PLANNED,
        trouble=ended.trouble,
        tries=ended.tries,
        not_before=at + wait_after(ended.tries),
    )
    if gives_up and ended.trouble == Trouble.ADDRESS:
        Subscriber.objects.filter(deliveries=ended.pk).update(refused_at=at)


def give_up_uncertain(at: datetime) -> int:
    """Mark mail whose hand-over was cut off: it may have gone, so it is not sent again."""
    stuck = Delivery.objects.filter(state=State.HANDING_OVER, handed_over_at__lt=at - PATIENCE)
    return stuck.update(state=State.UNCERTAIN, trouble=Trouble.WORKER)
