"""Sending a letter: one button, time to think again, and a row for each reader before the first mail goes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, F

from leerlus.audit.steps import Denied
from leerlus.discovery.newsletter import policies
from leerlus.discovery.newsletter.actions.composing import lock_letter, remember, touch
from leerlus.discovery.newsletter.models import Block, Delivery, Edition, Letter
from leerlus.discovery.newsletter.notify import address, personal_token, write
from leerlus.discovery.newsletter.queries import find_recalled, readers_of
from leerlus.discovery.newsletter.workflow import READY, SENDING, SENT, THINK_AGAIN, unpack, wants
from leerlus.linking.outbox.models import Mail
from leerlus.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from leerlus.people.actors import Actor

PLAN_AT_ONCE = 2000
"""So many rows are made in one transaction: others can write in between."""


@transaction.atomic
def send(*, letter_id: int, version: int, by: Actor, at: datetime) -> Letter:
    """Let a letter go: the first mail leaves after a few minutes, until then it can be taken back."""
    letter = lock_letter(letter_id, step="send", version=version, by=by)
    policies.check_is_full(letter.subject, letter.blocks.filter(left_out=False).count())
    policies.check_still_true([block.title for block in find_recalled(letter, at)])
    Letter.objects.filter(pk=letter.pk).update(state=READY, starts_at=at + THINK_AGAIN)
    touch(letter, at)
    remember(letter, "send", READY, by, at)
    return letter


@transaction.atomic
def take_back(*, letter_id: int, by: Actor, at: datetime) -> None:
    """Take a letter back before the first mail went; Denied when that is too late."""
    letter = lock_letter(letter_id, step="take_back", version=None, by=by)
    Letter.objects.filter(pk=letter.pk).update(state="draft", starts_at=None)
    touch(letter, at)
    remember(letter, "take_back", "draft", by, at)


def send_test(*, letter_id: int, by: Actor) -> str:
    """Mail the letter with all its blocks to whoever asks; return the address. OSError or SMTPException: it did not."""
    policies.check_may_edit(by)
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is None:
        raise Denied("Deze nieuwsbrief is er niet.")
    email = Person.objects.values_list("email", flat=True).get(pk=by.key)
    written = write(letter, list(letter.blocks.filter(left_out=False)))
    message = address(written, to=email, token=personal_token(0), number=f"proef-{letter.pk}-{letter.version}")
    message.subject = f"Proef: {message.subject}"
    message.send()
    return email


def start_due(*, by: Actor, at: datetime) -> int:
    """Let the letters begin whose time to think again is over; return how many."""
    started = 0
    for pk in Letter.objects.filter(state=READY, starts_at__lte=at).values_list("pk", flat=True):
        with transaction.atomic():
            letter = Letter.objects.select_for_update().get(pk=pk)
            if letter.state != READY or letter.starts_at is None or letter.starts_at > at:
                continue  # taken back while we came here
            Letter.objects.filter(pk=pk).update(state=SENDING, started_at=at, version=F("version") + 1)
            remember(letter, "start", SENDING, by, at)
            started += 1
    return started


def plan_deliveries(*, at: datetime) -> int:
    """Make a row for each reader of the letters that are being sent; return how many.

    Each batch is one transaction that also says how far it came: whoever is killed goes on there, and nobody stands
    in twice.
    """
    made = 0
    for pk in Letter.objects.filter(state=SENDING, planned_at__isnull=True).values_list("pk", flat=True):
        while True:
            count, more = _plan_batch(pk, at)
            made += count
            if not more:
                break
    return made


@transaction.atomic
def _plan_batch(letter_id: int, at: datetime) -> tuple[int, bool]:
    letter = Letter.objects.select_for_update().get(pk=letter_id)
    if letter.planned_at is not None:
        return 0, False
    readers = readers_of(letter).filter(pk__gt=letter.planned_through, confirmed_at__lte=letter.started_at)
    batch = list(readers.order_by("pk").values_list("pk", "themes", "regions")[:PLAN_AT_ONCE])
    if not batch:
        Letter.objects.filter(pk=letter_id).update(planned_at=at)
        return 0, False
    blocks = list(letter.blocks.filter(left_out=False))
    editions = {
        choice: _find_edition(letter, [block for block in blocks if wants(unpack(*choice), block)])
        for choice in {(themes, regions) for _, themes, regions in batch}
    }
    rows = [
        Delivery(letter_id=letter_id, subscriber_id=pk, edition_id=edition, not_before=at)
        for pk, themes, regions in batch
        if (edition := editions[themes, regions]) is not None
    ]
    Delivery.objects.bulk_create(rows)
    Letter.objects.filter(pk=letter_id).update(
        planned_through=batch[-1][0], skipped=F("skipped") + len(batch) - len(rows)
    )
    return len(rows), True


def _find_edition(letter: Letter, blocks: Sequence[Block]) -> int | None:
    """Return the edition with these blocks; None when there is nothing in it."""
    if not blocks:
        return None
    key = " ".join(str(block.pk) for block in blocks)
    edition, is_new = Edition.objects.get_or_create(letter=letter, key=key)
    if is_new:
        edition.blocks.set(blocks)
    return edition.pk


def finish_letters(*, by: Actor, at: datetime) -> int:
    """Close the letters of which every mail ended, with how it ended; return how many."""
    waiting = Delivery.objects.filter(state__in=(Mail.State.PLANNED, Mail.State.HANDING_OVER)).values("letter")
    done = Letter.objects.filter(state=SENDING, planned_at__isnull=False).exclude(pk__in=waiting)
    for letter in done:
        counts = Counter(dict(letter.deliveries.order_by().values_list("state").annotate(count=Count("pk"))))
        with transaction.atomic():
            changed = Letter.objects.filter(pk=letter.pk, state=SENDING).update(
                state=SENT,
                finished_at=at,
                sent=counts[Mail.State.SENT],
                unsure=counts[Mail.State.UNCERTAIN],
                refused=counts[Mail.State.REFUSED],
            )
            if changed:
                remember(letter, "finish", SENT, by, at)
    return len(done)
