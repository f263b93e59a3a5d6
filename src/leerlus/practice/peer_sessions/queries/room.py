"""The room: exactly what this participant may see at this step. Nothing else is opened, let alone put on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied
from leerlus.practice.peer_sessions import policies
from leerlus.practice.peer_sessions.models import Entry, Participant, PeerSession
from leerlus.practice.peer_sessions.queries.shown import Box, Group, Line, Person, Pitch, Room
from leerlus.practice.peer_sessions.queries.wording import BOX_LABELS, KIND_LABELS, SOMEBODY_GONE
from leerlus.practice.peer_sessions.workflow import (
    ENDED,
    PLANNED,
    RUNNING,
    Kind,
    SessionRole,
    opens_at,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from leerlus.people.actors import Actor
    from leerlus.practice.peer_sessions.workflow import MethodStep, Writing


def find_session(actor: Actor, session_id: int) -> tuple[PeerSession, Participant]:
    """Return a session and who the actor is in it; Denied for everybody else, whatever their roles elsewhere."""
    found = Participant.objects.filter(session_id=session_id, person_id=actor.key).select_related("session").first()
    if found is None:
        raise Denied(policies.NOT_THERE)
    return found.session, found


def may_take_over_now(session: PeerSession, me: Participant, at: datetime) -> bool:
    """Tell whether this participant may lead from now on; one query. It depends on the clock, so no step tells it."""
    if session.state not in {PLANNED, RUNNING}:
        return False
    facilitator = Participant.objects.filter(
        session=session, role=SessionRole.FACILITATOR.value, person__is_active=True
    ).first()
    return policies.may_take_over(session, me, facilitator, at)


def read_room(actor: Actor, session_id: int, at: datetime) -> Room:
    """Return the room as this participant may see it; four queries, six when the group was together before."""
    session, me = find_session(actor, session_id)
    method = session.method
    everybody = list(Participant.objects.filter(session=session).select_related("person"))
    names = {each.pk: _name(each) for each in everybody}
    facilitator = next((each for each in everybody if each.role == SessionRole.FACILITATOR), None)
    present = facilitator if facilitator and facilitator.person and facilitator.person.is_active else None
    entries = list(session.entries.all()) if session.state in {RUNNING, ENDED} else []
    mine = [each for each in entries if policies.may_read_entry(session, method, me, each)]
    running = session.state == RUNNING
    step = method.steps[session.position] if running else None
    leads = me.role == SessionRole.FACILITATOR
    choosing = running and session.position == method.choosing
    return Room(
        session=session,
        role=me.role,
        people=tuple(Person(name=names[each.pk], role=each.role, is_me=each.pk == me.pk) for each in everybody),
        steps=method.steps,
        step=step,
        task=step.tasks.get(SessionRole(me.role)) if step else None,
        is_away=policies.is_away(method, me.role, session.position),
        ends_at=session.ends_at(),
        boxes=_boxes(session, me, mine),
        groups=_groups(session, me, mine, names, without_pitches=choosing),
        pitches=_pitches(session, me, mine, names, everybody) if choosing else (),
        has_case=session.case_id is not None,
        kept=_kept(session, actor)
        if running and any(each.kind == Kind.FOLLOW_UP for each in step_writings(step))
        else (),
        may_start=leads and session.state == PLANNED,
        may_go_on=leads and running and not (choosing and session.case_id is None),
        may_take_over=session.state in {PLANNED, RUNNING} and policies.may_take_over(session, me, present, at),
        may_cancel=leads and session.state in {PLANNED, RUNNING},
        may_share=session.state == ENDED and me.role == SessionRole.PRESENTER,
        attended=me.attended,
    )


def step_writings(step: MethodStep | None) -> Sequence[Writing]:
    """Return what is written in a step."""
    return step.writings if step else ()


def _name(participant: Participant) -> str:
    return participant.person.name if participant.person else SOMEBODY_GONE


def _boxes(session: PeerSession, me: Participant, mine: Sequence[Entry]) -> tuple[Box, ...]:
    """Return what this participant may write now."""
    if session.state != RUNNING:
        return ()
    place = session.position
    own = {
        (each.kind, each.number): session.seal.open(each.sealed)
        for each in mine
        if each.author_id == me.pk and each.place == place
    }
    return tuple(
        Box(
            place=place,
            kind=writing.kind,
            number=number,
            label=BOX_LABELS[writing.kind] + (f" ({number})" if writing.most > 1 else ""),
            text=own.get((writing.kind, number), ""),
            readers=_readers(session, writing),
        )
        for writing in policies.writings_for(session.method, me.role, place)
        for number in range(1, writing.most + 1)
    )


def _readers(session: PeerSession, writing: Writing) -> str:
    """Say who will read it, and from when."""
    method = session.method
    if not writing.opens:
        return "Alleen u leest dit."
    others = opens_at(method, writing, SessionRole.MEMBER)
    presenter = opens_at(method, writing, SessionRole.PRESENTER)
    if others is None or presenter is None:
        return "Alleen u leest dit."
    words = "meteen" if others <= session.position else f"vanaf {_step(session, others)}"
    if others == presenter:
        return f"De groep leest dit {words}."
    return f"De groep leest dit {words}, de casusinbrenger vanaf {_step(session, presenter)}."


def _step(session: PeerSession, place: int) -> str:
    return f"stap {place + 1} (“{session.method.steps[place].title}”)"


def _groups(
    session: PeerSession, me: Participant, mine: Sequence[Entry], names: dict[int, str], *, without_pitches: bool
) -> tuple[Group, ...]:
    """Return what this participant may read, the latest step first while it runs."""
    found: dict[tuple[int, str], list[Line]] = {}
    for each in mine:
        if each.kind == Kind.PITCH and (without_pitches or (each.pk != session.case_id and session.case_id)):
            continue
        if session.state == RUNNING and each.author_id == me.pk and each.place == session.position:
            continue  # it stands in its box
        line = Line(
            entry_id=each.pk,
            text=session.seal.open(each.sealed),
            who="u" if each.author_id == me.pk else names[each.author_id],
            is_own=each.author_id == me.pk,
            verdict=each.verdict,
            asks=policies.may_value(session, session.method, me, each),
        )
        found.setdefault((each.place, each.kind), []).append(line)
    order = sorted(found, reverse=session.state == RUNNING)
    return tuple(
        Group(
            label="De casus" if kind == Kind.PITCH and session.case_id else KIND_LABELS[kind],
            step=session.method.steps[place].title,
            lines=tuple(found[place, kind]),
        )
        for place, kind in order
    )


def _pitches(
    session: PeerSession,
    me: Participant,
    mine: Sequence[Entry],
    names: dict[int, str],
    everybody: Sequence[Participant],
) -> tuple[Pitch, ...]:
    votes = [each.vote_id for each in everybody]
    leads = me.role == SessionRole.FACILITATOR
    facilitators = {each.pk for each in everybody if each.role == SessionRole.FACILITATOR}
    return tuple(
        Pitch(
            entry_id=each.pk,
            text=session.seal.open(each.sealed),
            who="u" if each.author_id == me.pk else names[each.author_id],
            is_own=each.author_id == me.pk,
            votes=votes.count(each.pk),
            is_my_vote=me.vote_id == each.pk,
            may_vote=each.author_id != me.pk and me.vote_id != each.pk,
            may_choose=leads and each.author_id not in facilitators and each.pk != session.case_id,
            is_chosen=each.pk == session.case_id,
        )
        for each in mine
        if each.kind == Kind.PITCH
    )


def _kept(session: PeerSession, actor: Actor) -> tuple[str, ...]:
    """Return the useful advice that this person got the time before, and what they said they would do."""
    if session.previous_id is None:
        return ()
    before = (
        Participant.objects.filter(
            session_id=session.previous_id,
            session__state=ENDED,
            person_id=actor.key,
            role=SessionRole.PRESENTER.value,
        )
        .select_related("session")
        .first()
    )
    if before is None:
        return ()
    earlier = before.session
    return tuple(
        earlier.seal.open(each.sealed)
        for each in earlier.entries.all()
        if policies.may_read_entry(earlier, earlier.method, before, each)
        and (each.verdict == Entry.Verdict.USEFUL or (each.kind == Kind.PLAN and each.author_id == before.pk))
    )
