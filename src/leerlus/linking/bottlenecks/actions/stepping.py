"""Taking a step with a bottleneck: its issues go along, and their parties hear of it, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from leerlus.audit.models import Event, record
from leerlus.audit.steps import Denied, Stale, due_on
from leerlus.linking.bottlenecks import policies
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.bottlenecks.workflow import ISSUE_STEPS, WORKFLOW
from leerlus.people.actors import LINKING_ROLES, Role
from leerlus.practice.issues.actions import Message, move
from leerlus.practice.issues.models import Closing, Issue
from leerlus.practice.issues.workflow import WORKFLOW as ISSUE_WORKFLOW

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.people.actors import Actor

SPEAKING_ROLES = (Role.SYSTEM_ADVISER, *sorted(LINKING_ROLES), Role.EXPERIENCE_EXPERT)


def lock_bottleneck(bottleneck_id: int, version: int | None = None) -> Bottleneck:
    """Return the bottleneck, locked; raise Stale if somebody changed it since the reader's page was made.

    Lock order everywhere: first the bottleneck, then its issues by number.
    """
    found = Bottleneck.objects.select_for_update().filter(pk=bottleneck_id).first()
    if found is None:
        raise Denied("Dit knelpunt is er niet, of u mag het niet zien.")
    if version is not None and version != found.version:
        raise Stale("Het knelpunt")
    return found


def write_event(
    bottleneck: Bottleneck,
    name: str,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    to_state: str | None = None,
    is_step: bool = False,
    **data: Any,  # noqa: ANN401 - JSON
) -> Event:
    """Write one line of the history of this bottleneck."""
    created = is_step and not WORKFLOW.step(name).sources
    return record(
        subject="bottleneck",
        subject_id=bottleneck.pk,
        name=name,
        is_step=is_step,
        from_state="" if created else bottleneck.state,
        to_state=to_state or bottleneck.state,
        actor_id=by.person_id,
        actor_label=by.label(*SPEAKING_ROLES),
        at=at,
        note=note,
        data=data,
    )


def advance(
    bottleneck: Bottleneck,
    name: str,
    *,
    by: Actor,
    at: datetime,
    message: Message | None,
    due: date | None = None,
    closing: str | None = None,
    note: str = "",
    **data: Any,  # noqa: ANN401 - JSON
) -> Event:
    """Take the step `name` with this bottleneck, which the caller has locked; return the event.

    message  what every party of its issues reads; None only for steps that do not concern them
    due      day for the next party; by default what the step promises from `at`, else as it was
    """
    step = policies.check_may(by, bottleneck, name)
    target = step.arrives(bottleneck.state)
    event = write_event(bottleneck, name, by=by, at=at, note=note, to_state=target, is_step=True, **data)
    ended = target in WORKFLOW.final
    bottleneck.state = target
    bottleneck.turn = step.turn
    bottleneck.due_on = (
        None if ended else due or due_on(step, timezone.localdate(at), settings.PROMISES) or bottleneck.due_on
    )
    bottleneck.closing = bottleneck.closing if closing is None else closing
    bottleneck.closed_at = at if ended else None
    bottleneck.changed_at = at
    bottleneck.version += 1
    bottleneck.save(update_fields=["state", "turn", "due_on", "closing", "closed_at", "changed_at", "version"])
    if message is not None:
        _take_issues_along(bottleneck, name, by, at, message, event)
    return event


def _take_issues_along(  # noqa: PLR0917 - the private half of `advance`
    bottleneck: Bottleneck, name: str, by: Actor, at: datetime, message: Message, event: Event
) -> None:
    issue_step = ISSUE_WORKFLOW.step(ISSUE_STEPS[name])
    issues = list(
        Issue.objects.select_for_update()
        .filter(
            bundlings__bottleneck=bottleneck,
            bundlings__until__isnull=True,
            state__in=issue_step.sources,
        )
        .order_by("pk")
    )
    ending = issue_step.name == "feed_back"
    raiser_label = "de indiener"
    move(
        issues,
        issue_step.name,
        by=by,
        at=at,
        message=message,
        cause=event.pk,
        # An ending has its own term for the answer; every other step shares the date of the bottleneck.
        due=None if ending else bottleneck.due_on,
        turn_label=raiser_label if ending else bottleneck.turn_label,
        closing=bottleneck.closing if ending else Closing.NONE,
    )


@transaction.atomic
def report(*, bottleneck_id: int, text: str, by: Actor, at: datetime, version: int | None = None) -> Bottleneck:
    """Say where it stands, to every party; the term starts again."""
    bottleneck = lock_bottleneck(bottleneck_id, version)
    due = bottleneck.due_on if bottleneck.state == "agreed" else None
    advance(bottleneck, "report", by=by, at=at, note=text, due=due, message=Message(text=text, link=path(bottleneck)))
    return bottleneck


def dissolve_if_empty(bottleneck: Bottleneck, *, by: Actor, at: datetime) -> None:
    """End an open bottleneck that no issue belongs to any more: as if it had not been founded."""
    if bottleneck.state == "open" and not bottleneck.bundlings.filter(until__isnull=True).exists():
        advance(bottleneck, "dissolve", by=by, at=at, message=None)


def path(bottleneck: Bottleneck) -> str:
    """Return the address of its page."""
    return f"/knelpunten/{bottleneck.pk}/"
