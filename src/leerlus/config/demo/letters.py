"""Invented readers of the newsletter, three letters that went to them, and one in the making."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from leerlus.discovery.newsletter import actions
from leerlus.discovery.newsletter.models import Delivery, Letter, Subscriber
from leerlus.discovery.newsletter.workflow import THINK_AGAIN, pack
from leerlus.people.actors import CLOCK
from leerlus.people.models import Region, Theme

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.config.demo.players import Players
    from leerlus.people.actors import Actor

READERS = 36
MOST_BLOCKS = 6

PAST = (
    (170, "Dit is er met uw signalen gebeurd", "De praktijk bracht veel in. Hieronder leest u wat daarmee is gedaan."),
    (105, "Nieuwe antwoorden en een besluit", "Ook deze keer begint het nieuws bij wat u tegenkwam in uw werk."),
    (45, "Wat er verandert in uw werk", "Kort en per onderwerp: wat er veranderde, en wat u daarvan merkt."),
)
"""How many days ago, the subject and the words at the beginning."""

COMING = "Wat er deze maand met uw signalen gebeurde"
OWN_TEXT = actions.BlockText(
    title="Vertel ons wat u mist",
    text="Staat er iets niet in waar u wel over wilt lezen? Dien een kwestie in. Daar begint elk nieuws.",
    url="/zo-werkt-het/",
)


def send_letters(players: Players, now: datetime) -> None:
    """Let readers subscribe, send the letters of the past, and begin the next."""
    editor = players.accounts["kennisredacteur"]
    _readers(now)
    for days, subject, intro in PAST:
        letter = _write(editor, subject, intro, now - timedelta(days=days))
        _send(letter, editor, now - timedelta(days=days))
    _write(editor, COMING, "", now)


def _readers(now: datetime) -> None:
    themes = list(Theme.objects.values_list("pk", flat=True))
    regions = list(Region.objects.values_list("pk", flat=True))
    Subscriber.objects.bulk_create(
        Subscriber(
            email=f"lezer{number}@nieuwsbrief.invalid",
            themes=pack(themes[number % len(themes) :][: number % 4]),
            regions=pack(regions[number % len(regions) :][: number % 3]),
            code="fictief",
            asked_at=now - timedelta(days=200 - 4 * number),
            confirmed_at=now - timedelta(days=200 - 4 * number),
        )
        for number in range(READERS)
    )


def _write(editor: Actor, subject: str, intro: str, at: datetime) -> Letter:
    letter = actions.start_letter(by=editor, at=at)
    Letter.objects.filter(pk=letter.pk).update(fictional=True)
    actions.change_letter(letter_id=letter.pk, version=letter.version, subject=subject, intro=intro, by=editor, at=at)
    letter.refresh_from_db()
    actions.add_text(letter_id=letter.pk, version=letter.version, text=OWN_TEXT, by=editor, at=at)
    for block in letter.blocks.exclude(kind="text")[MOST_BLOCKS:]:
        letter.refresh_from_db()
        actions.leave_out(block_id=block.pk, version=letter.version, left_out=True, by=editor, at=at)
    letter.refresh_from_db()
    return letter


def _send(letter: Letter, editor: Actor, at: datetime) -> None:
    """Let it go without mailing anybody: the readers do not exist."""
    actions.send(letter_id=letter.pk, version=letter.version, by=editor, at=at)
    later = at + THINK_AGAIN
    actions.start_due(by=CLOCK, at=later)
    actions.plan_deliveries(at=later)
    Delivery.objects.filter(letter=letter).update(state="sent", handed_over_at=later)
    actions.finish_letters(by=CLOCK, at=later)
