"""Loading the demo into an empty database, through the real actions; the same seed gives the same demo."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.config.demo import content
from leerlus.config.demo.answering import answer_questions
from leerlus.config.demo.checks import ask_who_tries
from leerlus.config.demo.gathering import gather
from leerlus.config.demo.invented import InventedCluster
from leerlus.config.demo.letters import send_letters
from leerlus.config.demo.mail import lose_some_mail
from leerlus.config.demo.players import make_players
from leerlus.config.demo.sessions import hold_sessions
from leerlus.config.demo.stage import Stage
from leerlus.config.demo.told import ToldLoop
from leerlus.discovery.search.actions import rebuild
from leerlus.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 2021


def is_empty() -> bool:
    """Tell whether nobody is in the database yet."""
    return not Person.objects.exists()


@transaction.atomic
def load(tell: Callable[[str], None], seed: int = SEED) -> int:
    """Fill an empty database with the demo: all of it or nothing. Return how many deeds were done."""
    if not is_empty():
        raise ValueError("De database is niet leeg. Het voorbeeld wordt alleen in een lege database geladen.")
    random = Random(seed)
    today = timezone.localdate()
    tell("Gemeenten, regio’s, organisaties en accounts")
    players = make_players(random, today)
    stage = Stage(today=today)
    for loop in content.loops():
        ToldLoop(loop, players, stage)
    for number, cluster in enumerate(content.clusters()):
        InventedCluster(cluster, number, players, stage, random)
    tell("Veertien echte lussen en de kwesties daaromheen")
    done = stage.play(tell)
    gather(players, timezone.now())
    hold_sessions(players, timezone.localtime())
    answer_questions(players, timezone.now())
    lose_some_mail(timezone.now())
    send_letters(players, timezone.now())
    ask_who_tries(today)
    tell("Index van zoeken")
    rebuild(timezone.now())
    return done
