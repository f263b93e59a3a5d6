"""Taking part: writing, voting, weighing, and being there. These leave no row in the history."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from leerlus.audit.steps import Denied
from leerlus.practice.peer_sessions import policies
from leerlus.practice.peer_sessions.actions.locking import enter
from leerlus.practice.peer_sessions.models import Entry, Participant, touch
from leerlus.practice.peer_sessions.workflow import ENDED, RUNNING, Kind, opens_now

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor

STILL_THERE = timedelta(seconds=15)
"""How often it is worth writing down that somebody is there."""

LONGEST = 5000


@transaction.atomic
def write(*, session_id: int, place: int, kind: str, text: str, by: Actor, number: int = 1) -> Entry | None:
    """Keep what somebody writes in a step, in the place of what they wrote there before; nothing when it is empty."""
    session, participant = enter(session_id, by)
    if kind not in tuple(Kind):
        raise Denied("U schrijft dit niet in deze stap.")
    policies.check_may_write(session, session.method, participant, place=place, kind=Kind(kind), number=number)
    if len(text) > LONGEST:
        raise Denied(f"Deze tekst heeft {len(text)} tekens; er passen er {LONGEST}. Maak de tekst korter.")
    own = Entry.objects.filter(author=participant, place=place, kind=kind, number=number)
    if session.case_id is not None and own.filter(pk=session.case_id).exists() and not text.strip():
        raise Denied("De groep koos deze casus. U kunt de tekst veranderen, maar niet weghalen.")
    before = own.first()
    known = session.seal.open(before.sealed) if before else ""
    if known == text.strip():
        return before
    entry = None
    if not text.strip():
        own.delete()
    else:
        entry, _ = Entry.objects.update_or_create(
            author=participant,
            place=place,
            kind=kind,
            number=number,
            defaults={"session": session, "sealed": session.seal.close(text.strip()), "verdict": ""},
        )
    if opens_now(session.method, place=place, kind=Kind(kind), position=session.position):
        touch(session.pk)
    return entry


@transaction.atomic
def vote(*, session_id: int, entry_id: int, by: Actor) -> None:
    """Vote for the case of another; a second vote takes the place of the first."""
    session, participant = enter(session_id, by)
    entry = session.entries.filter(pk=entry_id, kind=Kind.PITCH.value).first()
    if entry is None:
        raise Denied("Deze casus is er niet meer.")
    policies.check_may_vote(session, session.method, participant, entry)
    if participant.vote_id == entry.pk:
        return
    participant.vote = entry
    participant.save(update_fields=["vote"])
    touch(session.pk)


@transaction.atomic
def value(*, session_id: int, entry_id: int, verdict: str, by: Actor) -> None:
    """Say as the case presenter whether something helps."""
    session, participant = enter(session_id, by)
    entry = session.entries.filter(pk=entry_id).first()
    if entry is None or session.state not in {RUNNING, ENDED}:
        raise Denied("Dit is er niet meer.")
    policies.check_may_value(session, session.method, participant, entry)
    if verdict not in Entry.Verdict.values:
        raise Denied("Kies: bruikbaar of niet bruikbaar.")
    if entry.verdict == verdict:
        return
    entry.verdict = verdict
    entry.save(update_fields=["verdict"])
    touch(session.pk)


def be_present(*, session_id: int, by: Actor, at: datetime) -> None:
    """Note that somebody has the room open; most times that was known, and then nothing is written."""
    mine = Participant.objects.filter(session_id=session_id, person_id=by.key)
    is_news = Q(seen_at=None) | Q(seen_at__lte=at - STILL_THERE) | Q(attended=False, session__state=RUNNING)
    found = mine.filter(is_news).select_related("session").defer("session__method_data").first()
    if found is not None:
        attended = found.attended or found.session.state == RUNNING
        mine.filter(pk=found.pk).update(seen_at=at, attended=attended)
