"""Correcting: whoever read an answer in a letter hears that it was withdrawn, or that it says something else now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from leerlus.discovery.newsletter.actions.composing import remember
from leerlus.discovery.newsletter.models import Block, Letter
from leerlus.discovery.newsletter.queries import find_carrying, recipients_of
from leerlus.discovery.newsletter.workflow import SENDING, SENT
from leerlus.knowledge.answers.queries import recalled_since
from leerlus.linking.outbox.workflow import KEEP_FRESH
from leerlus.people.actors import CLOCK

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from leerlus.knowledge.answers.queries import Recalled


def correct_letters(*, at: datetime) -> int:
    """Make a correction for each recalled answer that readers had in a letter; return how many were made.

    A letter that is still going out is waited for: then it is known who has it, and the correction comes after it.
    """
    found = recalled_since(at - KEEP_FRESH, at)
    done = set(Letter.objects.filter(cause__in=[each.cause for each in found]).values_list("cause", flat=True))
    made = 0
    for recalled in found:
        if recalled.cause in done:
            continue
        blocks = list(find_carrying(recalled))
        if any(block.letter.state != SENT for block in blocks) or not recipients_of(blocks).exists():
            continue
        made += _correct(recalled, blocks, at)
    return made


def _correct(recalled: Recalled, blocks: Sequence[Block], at: datetime) -> bool:
    did = "is vervallen" if recalled.withdrawn else "is veranderd"
    try:
        with transaction.atomic():
            letter = Letter.objects.create(
                subject=f"Rectificatie: een antwoord {did}",
                intro=f"U las dit antwoord in een nieuwsbrief van ons. Het {did}. Gebruikte u het, kijk dan of uw werk "
                "nog klopt.",
                state=SENDING,
                since=at,
                made_at=at,
                changed_at=at,
                started_at=at,
                cause=recalled.cause,
                fictional=recalled.used.fictional,
            )
            letter.corrects.set(blocks)
            Block.objects.create(
                letter=letter,
                kind=Block.Kind.ANSWER,
                title=recalled.question[:140],
                text=recalled.sentence[:2000],
                url=recalled.address,
                position=1,
                fictional=recalled.used.fictional,
            )
            remember(letter, "correct", SENDING, CLOCK, at, from_state="")
    except IntegrityError:
        return False  # another worker made it meanwhile
    return True
