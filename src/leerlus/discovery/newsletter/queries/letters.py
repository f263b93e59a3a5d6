"""The letters: for everybody in the archive, for the editors in the making, and to whom a block went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch

from leerlus.audit.steps import Denied
from leerlus.discovery.newsletter import policies
from leerlus.discovery.newsletter.models import Block, Delivery, Letter, Subscriber
from leerlus.discovery.newsletter.workflow import OUT, READY, name_answer, unpack, wants
from leerlus.knowledge.answers.queries import recalled_since
from leerlus.linking.outbox.models import Mail

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from leerlus.knowledge.answers.queries import Recalled
    from leerlus.people.actors import Actor

MAY_HAVE_IT = (Mail.State.SENT, Mail.State.UNCERTAIN)
"""Whoever has one of these may have read the block: who must hear that it was wrong is better told once too often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderCount:
    """How many get a letter, and for how many nothing in it is left."""

    get: int
    skipped: int


def _taken() -> Prefetch[str]:
    taken = Block.objects.filter(left_out=False).prefetch_related("corrections")
    return Prefetch("blocks", queryset=taken, to_attr="taken")


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


def recipients_of(blocks: Iterable[Block]) -> QuerySet[Subscriber]:
    """Return the subscribers who may have read any of these blocks, and did not unsubscribe since; each once."""
    had = Delivery.objects.filter(
        subscriber=OuterRef("pk"), state__in=MAY_HAVE_IT, edition__blocks__in=[block.pk for block in blocks]
    )
    return Subscriber.objects.reached().filter(Exists(had))


def readers_of(letter: Letter) -> QuerySet[Subscriber]:
    """Return who a letter is for: everybody, and of a correction those who had what it corrects."""
    return Subscriber.objects.reached() if letter.cause is None else recipients_of(letter.corrects.all())


def find_carrying(recalled: Recalled) -> QuerySet[Block]:
    """Return the blocks of letters that go or went with what an answer says no longer, in this or older words."""
    blocks = Block.objects.filter(source__in=_sources_of(recalled), left_out=False, letter__state__in=(READY, *OUT))
    return blocks.select_related("letter")


def find_recalled(letter: Letter, until: datetime) -> list[Block]:
    """Return the blocks of a letter in the making of which the answer says no longer what they tell; three queries."""
    sources = [source for each in recalled_since(letter.since, until) for source in _sources_of(each)]
    return list(letter.blocks.filter(source__in=sources, left_out=False))


def _sources_of(recalled: Recalled) -> list[str]:
    """Return what blocks are called that told of an answer, up to the text that was recalled."""
    return [name_answer(recalled.answer_id, number) for number in range(1, recalled.used.number + 1)]
