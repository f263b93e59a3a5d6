"""Lists: one's own sessions, whom one can ask, which methods there are, and for administrators numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from leerlus.audit.steps import Denied
from leerlus.people.models import Person, RoleGrant
from leerlus.practice.peer_sessions import policies
from leerlus.practice.peer_sessions.models import OwnMethod, Participant, PeerSession
from leerlus.practice.peer_sessions.workflow import ENDED, METHODS, PLANNED, RUNNING, WORKFLOW, from_data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from leerlus.people.actors import Actor
    from leerlus.practice.peer_sessions.workflow import Method

SHOWN = 30
OWN = "eigen-"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """A session in a list of one's own."""

    session: PeerSession
    role: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSessions:
    """The sessions in which somebody takes part."""

    running: tuple[SessionLine, ...]
    planned: tuple[SessionLine, ...]
    ended: tuple[SessionLine, ...]


def own_sessions(actor: Actor) -> OwnSessions:
    """Return the sessions of this actor; one query."""
    rows = Participant.objects.filter(person_id=actor.key).select_related("session").order_by("-session__planned_at")
    lines = [
        SessionLine(session=row.session, role=row.role, state=WORKFLOW.states[row.session.state])
        for row in rows[: 3 * SHOWN]
    ]
    return OwnSessions(
        running=tuple(line for line in lines if line.session.state == RUNNING),
        planned=tuple(line for line in reversed(lines) if line.session.state == PLANNED),
        ended=tuple(line for line in lines if line.session.state == ENDED),
    )


def upcoming(actor: Actor) -> tuple[SessionLine, ...]:
    """Return what this actor has ahead, or is busy with; one query."""
    rows = (
        Participant.objects.filter(person_id=actor.key, session__state__in=(PLANNED, RUNNING))
        .select_related("session")
        .order_by("session__planned_at")
    )
    return tuple(
        SessionLine(session=row.session, role=row.role, state=WORKFLOW.states[row.session.state]) for row in rows[:5]
    )


def colleagues(actor: Actor, today: date) -> Sequence[Person]:
    """Return who works for the same organisations."""
    held = RoleGrant.objects.filter(organisation_id__in=actor.organisation_ids, since__lte=today).filter(
        Q(until__isnull=True) | Q(until__gte=today)
    )
    found = Person.objects.filter(pk__in=held.values("person_id"), is_active=True).exclude(pk=actor.key)
    return list(found.order_by("name", "pk")[:200])


def find_people(emails: Sequence[str]) -> dict[str, int]:
    """Return the accounts behind these addresses, all in small letters."""
    return dict(Person.objects.filter(email__in=emails, is_active=True).values_list("email", "pk"))


def read_group(actor: Actor, session_id: int) -> dict[int, str]:
    """Return number and address of the others in a session in which this actor takes part; nobody for who does not."""
    if not PeerSession.objects.of(actor).filter(pk=session_id).exists():
        raise Denied(policies.NOT_THERE)
    others = Participant.objects.filter(session_id=session_id, person__is_active=True).exclude(person_id=actor.key)
    return dict(others.values_list("person_id", "person__email"))


def own_methods(organisation_ids: Sequence[int] | frozenset[int]) -> list[OwnMethod]:
    """Return the methods that these organisations added."""
    return list(
        OwnMethod.objects.filter(organisation_id__in=organisation_ids, ended_at__isnull=True).select_related(
            "organisation"
        )
    )


def methods_for(actor: Actor) -> dict[str, Method]:
    """Return the methods that this actor may use, by the word that a form has for them."""
    own = {f"{OWN}{each.pk}": from_data(each.data) for each in own_methods(actor.organisation_ids)}
    return {**METHODS, **own}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLine:
    """That a session was: never who, and never what about."""

    day: date
    method: str
    mode: str
    state: str
    headcount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationNumbers:
    """The sessions that colleagues planned, in numbers only."""

    organisation_id: int
    organisation: str
    held: int
    attended: int
    lines: tuple[NumberLine, ...]
    methods: tuple[OwnMethod, ...]


def numbers_of(actor: Actor) -> tuple[OrganisationNumbers, ...]:
    """Return the numbers of the organisations that this actor administers; two queries."""
    kept = policies.organisations_kept(actor)
    rows = PeerSession.objects.filter(organisation_id__in=kept).defer("method_data", "sealed_key")
    found: dict[int, list[NumberLine]] = {}
    for row in rows[:500]:
        line = NumberLine(
            day=row.planned_at.date(),
            method=row.method_title,
            mode=PeerSession.Mode(row.mode).label,
            state=WORKFLOW.states[row.state],
            headcount=row.headcount,
        )
        found.setdefault(row.organisation_id, []).append(line)
    methods = own_methods(list(kept))
    return tuple(
        OrganisationNumbers(
            organisation_id=pk,
            organisation=name,
            held=sum(1 for line in found.get(pk, []) if line.headcount),
            attended=sum(line.headcount for line in found.get(pk, [])),
            lines=tuple(found.get(pk, ())),
            methods=tuple(each for each in methods if each.organisation_id == pk),
        )
        for pk, name in kept.items()
    )
