"""What is kept and for how long: wiping sessions, and the methods of an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlus.audit.models import record
from leerlus.audit.steps import Denied
from leerlus.practice.peer_sessions import policies
from leerlus.practice.peer_sessions.actions.locking import lock_session, move
from leerlus.practice.peer_sessions.models import OwnMethod, PeerSession
from leerlus.practice.peer_sessions.workflow import WORKFLOW, as_data

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor
    from leerlus.practice.peer_sessions.workflow import Method


def empty(session: PeerSession) -> None:
    """Take out everything but that it was, when, by which method and with how many; the caller saves it."""
    session.headcount = session.headcount or session.participants.filter(attended=True).count()
    session.case = None
    session.previous = None
    session.sealed_key = ""
    session.method_data = {}
    session.entries.all().delete()
    session.participants.all().delete()


@transaction.atomic
def wipe(*, session_id: int, at: datetime) -> bool:
    """Wipe a session whose time has come; False when another did so before."""
    session = lock_session(session_id)
    if session.keep_until >= timezone.localdate(at) or session.state in WORKFLOW.final:
        return False
    empty(session)
    move(session, "wipe", as_role="Leerlus", at=at)
    return True


def add_method(*, organisation_id: int, method: Method, by: Actor, at: datetime) -> OwnMethod:
    """Add a sound method to an organisation."""
    policies.check_may_keep_methods(by, organisation_id)
    try:
        with transaction.atomic():
            added = OwnMethod.objects.create(
                organisation_id=organisation_id, title=method.title, data=as_data(method), added_at=at
            )
            _note(added, "add_method", by, at)
    except IntegrityError:
        raise Denied(
            "Er is al een methode met deze titel. Haal die eerst weg, of geef deze een andere titel."
        ) from None
    return added


@transaction.atomic
def end_method(*, method_id: int, by: Actor, at: datetime) -> None:
    """Take a method away; sessions that were planned with it keep their own copy."""
    found = OwnMethod.objects.select_for_update().filter(pk=method_id, ended_at__isnull=True).first()
    if found is None:
        raise Denied("Deze methode is er niet meer.")
    policies.check_may_keep_methods(by, found.organisation_id)
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    _note(found, "end_method", by, at)


def _note(method: OwnMethod, name: str, by: Actor, at: datetime) -> None:
    record(
        subject="peer_method",
        subject_id=method.pk,
        name=name,
        is_step=False,
        actor_id=by.person_id,
        actor_label=by.label(),
        at=at,
    )
