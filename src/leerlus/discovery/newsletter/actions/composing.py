"""Making a letter: gathering what happened, choosing, ordering and writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.discovery.newsletter import policies
from leerlus.discovery.newsletter.models import Block, Letter
from leerlus.discovery.newsletter.queries import gather_news
from leerlus.discovery.newsletter.workflow import LOOK_BACK

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor

UP, DOWN = "up", "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockText:
    """What a block says and for whom it is; empty theme and region: for everybody."""

    title: str
    text: str
    url: str = ""
    theme: str = ""
    region: str = ""


@transaction.atomic
def start_letter(*, by: Actor, at: datetime) -> Letter:
    """Begin a letter with what happened since the last one; one that is in the making is continued instead."""
    policies.check_may_edit(by)
    waiting = Letter.objects.select_for_update().filter(state="draft").first()
    if waiting is not None:
        return waiting
    last = Letter.objects.filter(cause=None).exclude(started_at=None).aggregate(last=Max("started_at"))["last"]
    letter = Letter.objects.create(since=last or at - LOOK_BACK, made_at=at, changed_at=at)
    _add_news(letter, at)
    return letter


def lock_letter(letter_id: int, *, step: str, version: int | None, by: Actor) -> Letter:
    """Return a letter that the actor may change now, locked; Stale when somebody else changed it meanwhile."""
    letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None:
        raise Denied("Deze nieuwsbrief is er niet.")
    policies.check_may_step(by, step, letter.state)
    if version is not None and version != letter.version:
        raise Stale("De nieuwsbrief")
    return letter


def touch(letter: Letter, at: datetime) -> None:
    """Give a locked letter a new version: what others have before them is old now."""
    Letter.objects.filter(pk=letter.pk).update(version=F("version") + 1, changed_at=at)


def remember(
    letter: Letter, name: str, to_state: str, by: Actor, at: datetime, *, from_state: str | None = None
) -> None:
    """Write down a step of a letter; it came from the state that it was read in, or from the one that is named."""
    record(
        subject="letter",
        subject_id=letter.pk,
        name=name,
        from_state=letter.state if from_state is None else from_state,
        to_state=to_state,
        actor_id=by.person_id,
        actor_label=by.label(),
        at=at,
    )


@transaction.atomic
def gather(*, letter_id: int, version: int, by: Actor, at: datetime) -> int:
    """Add what happened since the letter was begun; return how many blocks came. What was left out stays so."""
    letter = lock_letter(letter_id, step="edit", version=version, by=by)
    added = _add_news(letter, at)
    if added:
        touch(letter, at)
    return added


def _add_news(letter: Letter, at: datetime) -> int:
    known = set(letter.blocks.values_list("source", flat=True))
    place = _last_place(letter)
    new = [news for news in gather_news(letter.since, at) if news.key not in known]
    Block.objects.bulk_create(
        Block(
            letter=letter,
            kind=news.kind,
            source=news.key,
            title=news.title[:140],
            text=news.text[:2000],
            url=news.url,
            theme_id=news.theme or None,
            region_id=news.region or None,
            position=place + number,
            fictional=news.fictional,
        )
        for number, news in enumerate(new, start=1)
    )
    return len(new)


def _last_place(letter: Letter) -> int:
    return letter.blocks.aggregate(last=Max("position"))["last"] or 0


@transaction.atomic
def change_letter(*, letter_id: int, version: int, subject: str, intro: str, by: Actor, at: datetime) -> None:
    """Change the subject and the words at the beginning."""
    letter = lock_letter(letter_id, step="edit", version=version, by=by)
    Letter.objects.filter(pk=letter.pk).update(subject=subject, intro=intro)
    touch(letter, at)


@transaction.atomic
def add_text(*, letter_id: int, version: int, text: BlockText, by: Actor, at: datetime) -> Block:
    """Add a text of the editors, at the end."""
    letter = lock_letter(letter_id, step="edit", version=version, by=by)
    block = Block.objects.create(
        letter=letter, kind=Block.Kind.TEXT, position=_last_place(letter) + 1, **_as_columns(text)
    )
    touch(letter, at)
    return block


@transaction.atomic
def change_block(*, block_id: int, version: int, text: BlockText, by: Actor, at: datetime) -> None:
    """Change the words of a block, where it leads and for whom it is."""
    block, letter = _lock_block(block_id, version, by)
    Block.objects.filter(pk=block.pk).update(**_as_columns(text))
    touch(letter, at)


@transaction.atomic
def leave_out(*, block_id: int, version: int, left_out: bool, by: Actor, at: datetime) -> None:
    """Leave a block out of the letter, or take it in again."""
    block, letter = _lock_block(block_id, version, by)
    Block.objects.filter(pk=block.pk).update(left_out=left_out)
    touch(letter, at)


@transaction.atomic
def move(*, block_id: int, version: int, direction: str, by: Actor, at: datetime) -> None:
    """Put a block one place up or down; the others close ranks, so that each has a place of its own."""
    block, letter = _lock_block(block_id, version, by)
    order = list(letter.blocks.all())
    place = order.index(block)
    other = place + (-1 if direction == UP else 1)
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for number, each in enumerate(order, start=1):
        each.position = number
    Block.objects.bulk_update(order, ["position"])
    touch(letter, at)


def _lock_block(block_id: int, version: int, by: Actor) -> tuple[Block, Letter]:
    block = Block.objects.filter(pk=block_id).first()
    if block is None:
        raise Denied("Dit blok is er niet.")
    return block, lock_letter(block.letter_id, step="edit", version=version, by=by)


def _as_columns(text: BlockText) -> dict[str, str | None]:
    return {
        "title": text.title,
        "text": text.text,
        "url": text.url,
        "theme_id": text.theme or None,
        "region_id": text.region or None,
    }
