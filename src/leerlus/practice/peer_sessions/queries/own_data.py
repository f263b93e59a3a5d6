"""What somebody takes along of intervisie: that they took part, and what they wrote themselves. Nothing of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leerlus.practice.peer_sessions.models import Entry, Participant, PeerSession
from leerlus.practice.peer_sessions.queries.wording import KIND_LABELS
from leerlus.practice.peer_sessions.sealing import Unreadable
from leerlus.practice.peer_sessions.workflow import WORKFLOW, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable


def own_data(person_id: int) -> dict[str, Any]:
    """Return the sessions of a person with what they wrote, opened; two queries. What was wiped is not there."""
    places = list(Participant.objects.filter(person_id=person_id).select_related("session"))
    written: dict[int, list[Entry]] = {}
    for entry in Entry.objects.filter(author__person_id=person_id):
        written.setdefault(entry.author_id, []).append(entry)
    return {"intervisie": [_session(each, written.get(each.pk, ())) for each in places]}


def _session(place: Participant, written: Iterable[Entry]) -> dict[str, Any]:
    session = place.session
    return {
        "methode": session.method_title,
        "gepland": session.planned_at,
        "hoe": PeerSession.Mode(session.mode).label,
        "stand": WORKFLOW.states[session.state],
        "u was": place.role,
        "u was erbij": place.attended,
        "u stemde op een casus": place.vote_id is not None,
        "wordt gewist na": session.keep_until,
        "u schreef": [
            {
                "stap": session.method.steps[each.place].title,
                "wat": KIND_LABELS[Kind(each.kind)],
                "tekst": _open(session, each),
            }
            for each in written
        ],
    }


def _open(session: PeerSession, entry: Entry) -> str | None:
    """Return the text; None when this installation has lost the key to it."""
    try:
        return session.seal.open(entry.sealed)
    except Unreadable:
        return None
