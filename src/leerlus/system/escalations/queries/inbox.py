"""The inbox of the system level: what is late, what is due, what is new, and what has ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Value, When
from django.urls import reverse
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.bottlenecks.policies import works_on
from leerlus.linking.bottlenecks.queries.evidence import read_spread
from leerlus.people.actors import Role
from leerlus.system.escalations import policies
from leerlus.system.escalations.models import Escalation
from leerlus.system.escalations.queries.terms import SOON_DAYS, Clock, clock_of, lasted, on_day
from leerlus.system.escalations.workflow import ACCEPTED, OFFERED, WORKFLOW

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from leerlus.audit.steps import Step
    from leerlus.linking.bottlenecks.queries.evidence import Spread
    from leerlus.people.actors import Actor
    from leerlus.system.decisions.models import Decision

ENDED = "ended"
"""What the filter calls all states in which nothing is to be done any more."""

STEP_PAGES = {
    "accept": "escalations:accept",
    "send_back": "escalations:send_back",
    "take_back": "escalations:take_back",
    "decide": "decisions:decide",
    "postpone": "escalations:postpone",
}
"""The page behind each step."""

HEADINGS = {"late": "Te laat", "due": "Binnen een maand", "new": "Nieuw", "open": "In behandeling"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A step that this reader may take now: its name in the table, the verb on the button, the page behind it."""

    name: str
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the inbox."""

    escalation: Escalation
    bottleneck: Bottleneck
    state: str
    clock: Clock
    offered: str
    ended: str
    spread: Spread
    decision: Decision | None
    next_label: str
    next_url: str


def find_escalation(actor: Actor, escalation_id: int) -> Escalation:
    """Return the escalation for this reader; Denied in the same words when there is none."""
    policies.check_may_read(actor)
    found = Escalation.objects.select_related("bottleneck", "decision").filter(pk=escalation_id).first()
    if found is None:
        raise Denied("Dit signaal is er niet, of u mag het niet zien.")
    return found


def find_bottleneck(actor: Actor, bottleneck_id: int) -> Bottleneck:
    """Return the bottleneck that this actor may offer at some time: an own one; Denied otherwise."""
    found = Bottleneck.objects.filter(pk=bottleneck_id).first()
    if found is None or not works_on(actor, found):
        raise Denied("Alleen de eigenaar van een knelpunt biedt het aan: de coördinator van de regio of de landelijke.")
    return found


def running_escalation(bottleneck_id: int) -> Escalation | None:
    """Return the escalation of this bottleneck that has not ended, if there is one."""
    running = Escalation.objects.filter(bottleneck_id=bottleneck_id).exclude(state__in=WORKFLOW.final)
    return running.select_related("bottleneck").first()


def list_escalations(today: date, *, state: str = "", theme: str = "") -> QuerySet[Escalation]:
    """Return what runs, what is late on top; with a state or ENDED that part, the latest ended first."""
    found = Escalation.objects.select_related("bottleneck", "decision")
    if theme:
        found = found.filter(bottleneck__theme_id=theme)
    if state == ENDED:
        found = found.filter(state__in=WORKFLOW.final)
    elif state:
        found = found.filter(state=state)
    else:
        found = found.exclude(state__in=WORKFLOW.final)
    if state == ENDED or state in WORKFLOW.final:
        return found.order_by("-ended_at", "-pk")
    rank = Case(
        When(due_on__lt=today, then=Value(0)),
        When(due_on__lte=today + timedelta(days=SOON_DAYS), then=Value(1)),
        When(state=OFFERED, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return found.alias(rank=rank).order_by("rank", "due_on", "pk")


def takes(actor: Actor, escalation: Escalation, step: Step) -> bool:
    """Tell whether this step is this reader's to take, now or at another time."""
    if Role.SYSTEM_ADVISER in step.who:
        return actor.has(Role.SYSTEM_ADVISER)
    return works_on(actor, escalation.bottleneck)


def check_takes(actor: Actor, escalation: Escalation, name: str) -> None:
    """Raise Denied if this step is somebody else's to take."""
    step = WORKFLOW.step(name)
    if not takes(actor, escalation, step):
        advises = Role.SYSTEM_ADVISER in step.who
        who = "de adviseur van het ministerie" if advises else "de eigenaar van dit knelpunt"
        raise Denied(f"{step.label} doet alleen {who}.")


def choices_of(actor: Actor, escalation: Escalation) -> tuple[Choice, ...]:
    """Return the steps that this reader may take now, in the order of the table."""
    return tuple(
        Choice(name=step.name, label=step.label, url=reverse(STEP_PAGES[step.name], args=[escalation.pk]))
        for step in WORKFLOW.available(escalation.state, actor.roles)
        if takes(actor, escalation, step)
    )


def read_rows(escalations: Iterable[Escalation], actor: Actor, today: date) -> list[Row]:
    """Return what the list says of each; one query for all."""
    shown = list(escalations)
    spread = read_spread([one.bottleneck_id for one in shown], today)
    return [
        Row(
            escalation=one,
            bottleneck=one.bottleneck,
            state=WORKFLOW.states[one.state],
            clock=clock_of(one.state, one.due_on, today),
            offered=_offered(timezone.localdate(one.offered_at), today),
            ended=_ended(one),
            spread=spread[one.bottleneck_id],
            decision=getattr(one, "decision", None),
            **_next(actor, one),
        )
        for one in shown
    ]


def _offered(day: date, today: date) -> str:
    """Say since when it waits."""
    return "vandaag" if day >= today else f"op {on_day(day)}, {lasted(day, today)} geleden"


def _next(actor: Actor, escalation: Escalation) -> dict[str, str]:
    """Return the one step that comes next for this reader; what needs a judgement starts at the dossier.

    Taking back is possible, but nobody is asked for it: that stands in the dossier alone.
    """
    first = next(iter(choices_of(actor, escalation)), None)
    if first is None or first.name == "take_back":
        return {"next_label": "", "next_url": ""}
    if first.name == "accept":
        address = reverse("escalations:detail", args=[escalation.pk])
        return {"next_label": "Aannemen of teruggeven", "next_url": address}
    return {"next_label": first.label, "next_url": first.url}


def _ended(escalation: Escalation) -> str:
    """Say when it ended, and how long that took since it was offered."""
    if escalation.ended_at is None:
        return ""
    day, start = timezone.localdate(escalation.ended_at), timezone.localdate(escalation.offered_at)
    what = next(step.done for step in WORKFLOW.steps if step.target == escalation.state)
    return f"{what} op {on_day(day)}, {lasted(start, day)} na het aanbieden."


def group_rows(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Put rows that follow each other under the heading that says why they are here."""
    headed = ((HEADINGS.get(row.clock.status, "Afgerond"), row) for row in rows)
    return [(heading, [row for _, row in group]) for heading, group in groupby(headed, key=lambda pair: pair[0])]


STATE_CHOICES = (
    ("", "Alles wat loopt"),
    (OFFERED, WORKFLOW.states[OFFERED]),
    (ACCEPTED, WORKFLOW.states[ACCEPTED]),
    (ENDED, "Alles wat is afgerond"),
    *((state, WORKFLOW.states[state]) for state in WORKFLOW.states if state in WORKFLOW.final),
)
