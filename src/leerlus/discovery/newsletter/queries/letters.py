"""The letters: for everybody in the archive, for the editors in the making, and to whom a block went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Prefetch

from leerlus.audit.steps import Denied
from leerlus.discovery.newsletter import policies
from leerlus.discovery.newsletter.models import Block, Letter, Subscriber
from leerlus.discovery.newsletter.workflow import unpack, wants
from leerlus.linking.outbox.models import Mail

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor

MAY_HAVE_IT = (Mail.State.SENT, Mail.State.UNCERTAIN)
"""Whoever has one of these may have read the block: who must hear that it was wrong is better told once too often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A block that went out, with the letter that carried it and how many subscribers of today may have read it."""

    block: Block
    letter: Letter
    recipients: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderCount:
    """How many get a letter, and for how many nothing in it is left."""

    get: int
    skipped: int


def _taken() -> Prefetch[str]:
    return Prefetch("blocks", queryset=Block.objects.filter(left_out=False), to_attr="taken")


def list_out() -> QuerySet[Letter]:
    """Return the letters that everybody may read, newest first."""
    return Letter.objects.out()


def read_out(letter_id: int) -> Letter | None:
    """Return one of them with its blocks as `taken`, or None."""
    return Letter.objects.out().filter(pk=letter_id).prefetch_related(_taken()).first()


def list_letters(actor: Actor) -> QuerySet[Letter]:
    """Return all letters for the editors; Denied for everybody else."""
    policies.check_may_edit(actor)
    return Letter.objects.all()


def find_letter(actor: Actor, letter_id: int) -> Letter:
    """Return a letter for the editors; Denied when it is not there or not for this reader."""
    policies.check_may_edit(actor)
    found = Letter.objects.filter(pk=letter_id).prefetch_related(_taken()).first()
    if found is None:
        raise Denied("Deze nieuwsbrief is er niet.")
    return found


def count_readers(blocks: Sequence[Block]) -> ReaderCount:
    """Return who would get a letter with these blocks now; one query, one row for each choice that somebody made."""
    groups = Subscriber.objects.reached().order_by().values_list("themes", "regions").annotate(count=models.Count("pk"))
    get = skipped = 0
    for themes, regions, count in groups:
        if any(wants(unpack(themes, regions), block) for block in blocks):
            get += count
        else:
            skipped += count
    return ReaderCount(get=get, skipped=skipped)


def recipients_of(block: Block) -> QuerySet[Subscriber]:
    """Return the subscribers who may have read this block, and did not unsubscribe since; each once."""
    had = {"deliveries__edition__blocks": block, "deliveries__state__in": MAY_HAVE_IT}
    return Subscriber.objects.reached().filter(**had).distinct()


def carried(keys: Iterable[str]) -> list[Count]:
    """Return where these things went in a newsletter, as `answer:12`: for who takes back what they published."""
    blocks = Block.objects.filter(source__in=list(keys), left_out=False, letter__in=Letter.objects.out())
    return [
        Count(block=block, letter=block.letter, recipients=recipients_of(block).count())
        for block in blocks.select_related("letter").order_by("-letter__started_at", "position")
    ]
