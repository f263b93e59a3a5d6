"""Planning a session, asking people for it, and calling it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.people.models import Person
from leerlus.practice.peer_sessions import notify, policies
from leerlus.practice.peer_sessions.actions.keeping import empty
from leerlus.practice.peer_sessions.actions.locking import enter, lock_session, move, note
from leerlus.practice.peer_sessions.models import Participant, PeerSession
from leerlus.practice.peer_sessions.sealing import new_key
from leerlus.practice.peer_sessions.workflow import PLANNED, WORKFLOW, SessionRole, as_data

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.people.actors import Actor
    from leerlus.practice.peer_sessions.workflow import Method

LONGEST_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is planned.

    person_ids  who is asked, without the planner, who leads        note_taker_id  one of them, who takes notes
    previous_id  the session that this one follows, of the same group    mails  whether who is asked gets a mail
    grows  whether more people will come: then the group may be too small as yet
    origin  a mark of the form that was filled in: sent twice it plans once
    """

    method: Method
    planned_at: datetime
    person_ids: tuple[int, ...]
    mode: str = PeerSession.Mode.LIVE
    days_per_step: int = 1
    note_taker_id: int | None = None
    organisation_id: int | None = None
    previous_id: int | None = None
    fictional: bool = False
    mails: bool = True
    grows: bool = False
    origin: str = ""


@transaction.atomic
def plan(*, wish: Plan, by: Actor, at: datetime) -> PeerSession:
    """Plan a session: the planner leads it, and everybody who is asked hears so."""
    grant = policies.check_may_plan(by, wish.organisation_id)
    if by.person_id is None:
        raise Denied("Log eerst in.")
    if not settings.CONFIDENTIAL_KEYS:
        raise Denied("Intervisie kan hier nog niet: wie Leerlus beheert, stelt eerst LEERLUS_CONFIDENTIAL_KEY in.")
    if (known := _planned_before(wish, by)) is not None:
        return known
    others = tuple(dict.fromkeys(person for person in wish.person_ids if person != by.person_id))
    people = {person.pk: person for person in Person.objects.filter(pk__in=others, is_active=True)}
    if len(people) != len(others):
        raise Denied("Eén van de gekozen mensen heeft geen account meer. Kies opnieuw.")
    check_size(wish.method, len(others) + 1, grows=wish.grows)
    if not 1 <= wish.days_per_step <= LONGEST_DAYS:
        raise Denied(f"Kies 1 tot {LONGEST_DAYS} dagen per stap.")
    if wish.previous_id is not None:
        previous = PeerSession.objects.of(by).filter(pk=wish.previous_id)
        if not previous.exists():
            raise Denied(policies.NOT_THERE)
    session = PeerSession(
        organisation_id=grant.organisation_id,
        method_title=wish.method.title,
        method_data=as_data(wish.method),
        mode=wish.mode,
        days_per_step=wish.days_per_step,
        planned_at=wish.planned_at,
        state=PLANNED,
        version=0,
        keep_until=last_day(wish.planned_at),
        sealed_key=new_key(),
        previous_id=wish.previous_id,
        fictional=wish.fictional,
        origin=wish.origin,
    )
    move(session, "plan", as_role=SessionRole.FACILITATOR, at=at)
    Participant.objects.create(session=session, person_id=by.person_id, role=SessionRole.FACILITATOR.value)
    for person in others:
        role = SessionRole.NOTE_TAKER if person == wish.note_taker_id else SessionRole.MEMBER
        Participant.objects.create(session=session, person_id=person, role=role.value)
    if wish.mails:
        notify.ask(session, people.values())
    return session


def _planned_before(wish: Plan, by: Actor) -> PeerSession | None:
    """Return what this planner planned by sending the same form before; two that are sent at once wait in line."""
    if not wish.origin:
        return None
    Person.objects.select_for_update().filter(pk=by.key).first()
    found = PeerSession.objects.filter(origin=wish.origin).first()
    if found is not None and not found.participants.filter(person_id=by.key).exists():
        raise Denied("Dit formulier is al gebruikt. Open het opnieuw.")
    return found


def check_size(method: Method, count: int, *, grows: bool = False) -> None:
    """Raise Denied if the group is too small or too large for the method; one that grows is never too small."""
    if count < method.smallest and not grows:
        raise Denied(
            f"{method.title} doet u met ten minste {method.smallest} mensen, uzelf meegeteld. Nu zijn het er {count}."
            " Vraagt u later nog mensen? Kruis dat dan aan."
        )
    if count > method.largest:
        raise Denied(
            f"{method.title} doet u met ten hoogste {method.largest} mensen, uzelf meegeteld. Nu zijn het er {count}."
        )


def last_day(at: datetime) -> date:
    """Return until when what is said at this moment is kept."""
    return timezone.localdate(at) + timedelta(days=settings.PEER_SESSION_DAYS_KEPT)


@transaction.atomic
def invite(*, session_id: int, person_id: int, by: Actor, at: datetime) -> Participant:
    """Ask one more person, before it begins."""
    session, participant = enter(session_id, by)
    policies.check_leads(participant)
    if session.state != PLANNED:
        raise Denied("Deze intervisie is al begonnen. Er kan niemand meer bij.")
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        raise Denied("Dit account is er niet meer.")
    if session.participants.filter(person_id=person_id).exists():
        raise Denied("Deze persoon doet al mee.")
    check_size(session.method, session.participants.count() + 1, grows=True)
    added = Participant.objects.create(session=session, person=person)
    session.beat += 1
    session.save(update_fields=["beat"])
    note(session, "invite", as_role=participant.role, at=at)
    notify.ask(session, [person])
    return added


@transaction.atomic
def open_up(*, session_id: int, is_open: bool, by: Actor, at: datetime) -> PeerSession:
    """Let others sign up until it begins, or end that; a second time changes nothing."""
    session, participant = enter(session_id, by)
    policies.check_may_open_up(session, participant)
    if session.is_open != is_open:
        session.is_open = is_open
        session.beat += 1
        session.save(update_fields=["is_open", "beat"])
        note(session, "open_up" if is_open else "close", as_role=participant.role, at=at)
    return session


@transaction.atomic
def sign_up(*, session_id: int, by: Actor, at: datetime) -> Participant:
    """Take part in a session that is open; the floor that shows it decides who may know of it. Twice is once."""
    session = lock_session(session_id)
    known = session.participants.filter(person_id=by.key).first()
    if known is not None:
        return known
    policies.check_may_sign_up(session, is_open=session.is_open)
    if session.participants.count() >= session.method.largest:
        raise Denied("Deze groep is vol. Kies een andere datum, of plan zelf intervisie.")
    added = Participant.objects.create(session=session, person_id=by.key)
    session.beat += 1
    session.save(update_fields=["beat"])
    note(session, "sign_up", as_role=added.role, at=at)
    return added


@transaction.atomic
def leave(*, session_id: int, by: Actor, at: datetime) -> None:
    """Say that one does not come, before it begins; the facilitator calls off instead."""
    session, participant = enter(session_id, by)
    if session.state != PLANNED:
        raise Denied("Deze intervisie is al begonnen.")
    if participant.role == SessionRole.FACILITATOR:
        raise Denied("U begeleidt deze intervisie. Zeg haar af, of laat eerst een ander de begeleiding overnemen.")
    participant.delete()
    session.beat += 1
    session.save(update_fields=["beat"])
    note(session, "leave", as_role=participant.role, at=at)


@transaction.atomic
def cancel(*, session_id: int, version: int, by: Actor, at: datetime) -> PeerSession:
    """Call it off; what was written goes at once."""
    session, participant = enter(session_id, by, version)
    policies.check_leads(participant)
    WORKFLOW.check("cancel", session.state)
    empty(session)
    move(session, "cancel", as_role=participant.role, at=at)
    return session
