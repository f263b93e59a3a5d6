"""Two invented sessions of intervisie of a community: one that is over, and one that is planned and open."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from leerlus.linking.communities.models import Community
from leerlus.linking.open_sessions.actions import open_to
from leerlus.practice.peer_sessions import actions
from leerlus.practice.peer_sessions.workflow import METHODS

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.config.demo.players import Players
    from leerlus.people.actors import Actor
    from leerlus.practice.peer_sessions.models import PeerSession

COMMUNITY = "achterhoek"
GROUP = ("klantmanager", "docent", "communitytrekker", "ervaringsdeskundige")
ENDED_DAYS_AGO = 42
AHEAD = timedelta(days=7)

WRITTEN: tuple[tuple[int, str, str, str], ...] = (
    (
        1,
        "klantmanager",
        "casus",
        "Een inburgeraar zegt steeds ja, en doet daarna iets anders. Hoe vraag ik door?",
    ),
    (1, "docent", "casus", "Mijn groep is zo verschillend dat ik niemand goed help. Waar begin ik?"),
    (3, "docent", "vraag", "Wat gebeurt er in het gesprek vlak voordat het ja komt?"),
    (3, "ervaringsdeskundige", "vraag", "Weet de inburgeraar dat nee zeggen mag?"),
    (4, "docent", "analyse", "Misschien is ja een manier om het gesprek goed te laten eindigen."),
    (5, "docent", "advies", "Ik zou aan het eind vragen: wat wordt hieraan het moeilijkst?"),
    (5, "ervaringsdeskundige", "advies", "Ik zou eerst vertellen dat nee zeggen geen gevolgen heeft."),
    (6, "klantmanager", "voornemen", "Ik vraag de komende maand in elk gesprek wat het moeilijkst wordt."),
)
"""At which step, who, what and in which words."""


def hold_sessions(players: Players, now: datetime) -> None:
    """Let a group hold a session some weeks ago, and plan the next."""
    leader = players.accounts["communitytrekker"]
    then = (now - timedelta(days=ENDED_DAYS_AGO)).replace(hour=9, minute=0, second=0, microsecond=0)
    session = _plan(players, leader, then, at=then - timedelta(days=14))
    actions.start(session_id=session.pk, version=session.version, by=leader, at=then)
    method = METHODS["incident"]
    for place, step in enumerate(method.steps):
        for name in GROUP:
            actions.be_present(session_id=session.pk, by=players.accounts[name], at=then)
        _write(session, place, players)
        if place == method.choosing:
            pitch = session.entries.filter(kind="casus").order_by("pk").first()
            if pitch is not None:
                _choose(session, pitch.pk, players, then)
        then += timedelta(minutes=step.minutes)
        session.refresh_from_db()
        actions.next_step(session_id=session.pk, version=session.version, by=leader, at=then)
    ahead = (now + AHEAD).replace(hour=9, minute=0, second=0, microsecond=0)
    _plan(players, leader, ahead, at=now, previous_id=session.pk)


def _plan(
    players: Players, leader: Actor, planned_at: datetime, *, at: datetime, previous_id: int | None = None
) -> PeerSession:
    others = tuple(players.accounts[name].key for name in GROUP if players.accounts[name] != leader)
    wish = actions.Plan(
        method=METHODS["incident"],
        planned_at=planned_at,
        person_ids=others,
        previous_id=previous_id,
        fictional=True,
        mails=False,
    )
    session = actions.plan(wish=wish, by=leader, at=at)
    community = Community.objects.get(slug=COMMUNITY)
    open_to(session_id=session.pk, community_id=community.pk, by=leader, at=at)
    session.refresh_from_db()
    return session


def _write(session: PeerSession, place: int, players: Players) -> None:
    for at_step, name, kind, text in WRITTEN:
        if at_step == place:
            entry = actions.write(session_id=session.pk, place=place, kind=kind, text=text, by=players.accounts[name])
            if kind == "advies" and name == "docent" and entry is not None:
                presenter = players.accounts["klantmanager"]
                actions.value(session_id=session.pk, entry_id=entry.pk, verdict="useful", by=presenter)


def _choose(session: PeerSession, entry_id: int, players: Players, at: datetime) -> None:
    actions.vote(session_id=session.pk, entry_id=entry_id, by=players.accounts["docent"])
    session.refresh_from_db()
    leader = players.accounts["communitytrekker"]
    actions.choose(session_id=session.pk, entry_id=entry_id, version=session.version, by=leader, at=at)
