"""Opening a session to a community, ending that, and signing up. The history stands at the session, without people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from leerlus.audit.steps import Denied
from leerlus.linking.communities.queries import find_community, place_of
from leerlus.linking.open_sessions import policies
from leerlus.linking.open_sessions.models import OpenSession
from leerlus.practice.peer_sessions import actions as peer_sessions

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor
    from leerlus.practice.peer_sessions.models import Participant

NOT_THERE = "Deze intervisie is er niet, of is niet van deze community."


@transaction.atomic
def open_to(*, session_id: int, community_id: int, by: Actor, at: datetime) -> OpenSession:
    """Let the members of a community sign up, until it begins; a session belongs to one community."""
    peer_sessions.open_up(session_id=session_id, is_open=True, by=by, at=at)
    policies.check_may_open_to(by, place_of(by, find_community(community_id), at=at))
    opened, is_new = OpenSession.objects.get_or_create(
        session_id=session_id, defaults={"community_id": community_id, "opened_at": at}
    )
    if not is_new and opened.community_id != community_id:
        raise Denied("Deze intervisie is al van een andere community.")
    return opened


@transaction.atomic
def close(*, session_id: int, by: Actor, at: datetime) -> None:
    """End signing up; who did so still takes part, and it still belongs to the community."""
    peer_sessions.open_up(session_id=session_id, is_open=False, by=by, at=at)


@transaction.atomic
def sign_up(*, session_id: int, by: Actor, at: datetime) -> Participant:
    """Take part in a session of a community of which one is a member; Denied when it is not open to that."""
    opened = OpenSession.objects.filter(session_id=session_id).first()
    if opened is None:
        raise Denied(NOT_THERE)
    policies.check_may_sign_up(place_of(by, find_community(opened.community_id), at=at))
    return peer_sessions.sign_up(session_id=session_id, by=by, at=at)
