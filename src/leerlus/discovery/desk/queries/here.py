"""What there is for a reader at all, in one question: most desks need little of what could stand on one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, IntegerField, Q, Value

from leerlus.linking.communities.models import Membership
from leerlus.linking.communities.workflow import ASKED, INVITED, MEMBER
from leerlus.linking.meetings.models import Meeting, Task
from leerlus.linking.meetings.workflow import CONCEPT
from leerlus.linking.outcomes.queries import waiting_questions
from leerlus.linking.recalls.models import Recall
from leerlus.people.asked import Asked
from leerlus.practice.issues.models import Draft
from leerlus.practice.peer_sessions.models import Participant
from leerlus.practice.peer_sessions.workflow import PLANNED, RUNNING

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What there is.

    own        the communities of which the reader is a member, with whether they lead it
    kinds      of what there is besides: invited, task, draft, session, sampled, recall; and of anybody: left (a task
               of who went), asked (to take part), concept (a meeting that a rhythm proposes)
    """

    own: dict[int, bool]
    kinds: frozenset[str]


def look(actor: Actor) -> Here:
    """Return what there is for this reader; one query."""
    rows = ASK_HERE(actor.key)
    own = {number: kind == "leads" for kind, number in rows if kind in {"leads", "member"} and number is not None}
    return Here(own=own, kinds=frozenset(kind for kind, _ in rows) - {"leads", "member"})


def _rows(kind: str, found: QuerySet[Any], number: Any = None) -> Any:  # noqa: ANN401 - rows of two columns
    """Return rows (kind, number) of these; without a number they become one row."""
    named = {"here": Value(kind, CharField()), "number": number or Value(None, IntegerField())}
    return found.order_by().annotate(**named).values_list("here", "number")


def _question(person: int) -> Any:  # noqa: ANN401 - a union of rows from several tables
    places = Membership.objects.filter(person_id=person)
    tasks = Task.objects.filter(done_at__isnull=True)
    return _rows("leads", places.filter(state=MEMBER, leads=True), F("community_id")).union(
        _rows("member", places.filter(state=MEMBER, leads=False), F("community_id")),
        _rows("invited", places.filter(state=INVITED)),
        _rows("asked", Membership.objects.filter(state=ASKED)),
        _rows("task", tasks.filter(owner__person_id=person)),
        _rows("left", tasks.filter(~Q(owner__state=MEMBER))),
        _rows("concept", Meeting.objects.filter(state=CONCEPT)),
        _rows("sampled", waiting_questions().filter(person_id=person)),
        _rows("recall", Recall.objects.filter(person_id=person, read_at=None)),
        _rows("draft", Draft.objects.filter(person_id=person)),
        _rows("session", Participant.objects.filter(person_id=person, session__state__in=(PLANNED, RUNNING))),
    )


ASK_HERE: Asked[tuple[str, int | None]] = Asked(_question, tuple)
