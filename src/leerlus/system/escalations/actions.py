"""Writing: offer a bottleneck to the system level, take it back, accept it or send it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import formats, timezone

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.bottlenecks.actions import advance, lock_bottleneck
from leerlus.people.actors import LINKING_ROLES, Role
from leerlus.practice.issues.actions import Message, discard_draft
from leerlus.system.escalations import policies
from leerlus.system.escalations.models import Escalation
from leerlus.system.escalations.workflow import WORKFLOW

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.people.actors import Actor

SPEAKING_ROLES = (Role.SYSTEM_ADVISER, *sorted(LINKING_ROLES))


def lock_escalation(escalation_id: int, version: int | None = None) -> tuple[Escalation, Bottleneck]:
    """Return the escalation and its bottleneck, locked; raise Stale if somebody was first."""
    found = Escalation.objects.filter(pk=escalation_id).values_list("bottleneck_id", flat=True).first()
    if found is None:
        raise Denied("Dit signaal is er niet, of u mag het niet zien.")
    bottleneck = lock_bottleneck(found)
    escalation = Escalation.objects.select_for_update().get(pk=escalation_id)
    escalation.bottleneck = bottleneck
    if version is not None and version != escalation.version:
        raise Stale("Het signaal")
    return escalation, bottleneck


def change(
    escalation: Escalation, name: str, *, by: Actor, at: datetime, reason: str = "", created: bool = False
) -> None:
    """Write the step of the escalation itself; the caller has checked the rights and moves the bottleneck."""
    step = WORKFLOW.step(name)
    source = "" if created else escalation.state
    target = step.arrives(source)
    ended = target in WORKFLOW.final
    escalation.state = target
    # The escalation and its bottleneck wait for the same party, so they share one date.
    escalation.due_on = None if ended else escalation.bottleneck.due_on
    escalation.ended_at = at if ended else None
    escalation.reason = reason or escalation.reason
    escalation.version += 0 if created else 1
    escalation.save()
    record(
        subject="escalation",
        subject_id=escalation.pk,
        name=name,
        from_state=source,
        to_state=target,
        actor_id=by.person_id,
        actor_label=by.label(*SPEAKING_ROLES),
        at=at,
        note=reason,
    )


@transaction.atomic
def offer(
    *,
    bottleneck_id: int,
    question: str,
    why: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
    draft_id: int | None = None,
) -> Escalation:
    """Offer a bottleneck to the system level: what practice cannot solve, and what is asked."""
    bottleneck = lock_bottleneck(bottleneck_id, version)
    discard_draft(draft_id=draft_id, by=by)
    message = Message(
        title="Doorgegeven aan het stelsel",
        text=f"De praktijk kan dit niet zelf oplossen. {why} Gevraagd aan het ministerie: {question}",
        link=f"/knelpunten/{bottleneck.pk}/",
    )
    advance(bottleneck, "offer", by=by, at=at, note=question, message=message)
    escalation = Escalation(
        bottleneck=bottleneck,
        question=question,
        why=why,
        offered_by_label=by.label(*SPEAKING_ROLES),
        offered_at=at,
    )
    change(escalation, "offer", by=by, at=at, created=True)
    return escalation


@transaction.atomic
def take_back(*, escalation_id: int, reason: str, by: Actor, at: datetime, version: int | None = None) -> Escalation:
    """Take an offered escalation back to the linking level, as long as it was not accepted."""
    escalation, bottleneck = lock_escalation(escalation_id, version)
    message = _message(bottleneck, f"De schakel neemt het signaal terug. {reason}", "Terug bij de schakel")
    advance(bottleneck, "take_back", by=by, at=at, note=reason, message=message)
    WORKFLOW.check("take_back", escalation.state)
    change(escalation, "take_back", by=by, at=at, reason=reason)
    return escalation


@transaction.atomic
def accept(*, escalation_id: int, by: Actor, at: datetime, version: int | None = None) -> Escalation:
    """Accept an escalation: from here it ends with a decision, within the promised term."""
    escalation, bottleneck = lock_escalation(escalation_id, version)
    policies.check_may_handle(by, escalation, "accept")
    text = "Het ministerie heeft dit aangenomen en neemt er een besluit over."
    advance(bottleneck, "accept", by=by, at=at, message=_message(bottleneck, text, "Aangenomen door het stelsel"))
    escalation.accepted_at = at
    change(escalation, "accept", by=by, at=at)
    return escalation


@transaction.atomic
def send_back(*, escalation_id: int, reason: str, by: Actor, at: datetime, version: int | None = None) -> Escalation:
    """Return an offered escalation to the linking level, with the reason."""
    escalation, bottleneck = lock_escalation(escalation_id, version)
    policies.check_may_handle(by, escalation, "send_back")
    message = _message(bottleneck, f"Het ministerie geeft dit terug. {reason}", "Terug bij de schakel")
    advance(bottleneck, "send_back", by=by, at=at, note=reason, message=message)
    change(escalation, "send_back", by=by, at=at, reason=reason)
    return escalation


@transaction.atomic
def postpone(
    *, escalation_id: int, until: date, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Escalation:
    """Say why the decision comes later, and on which day: the promise gets a new date, and every party hears it."""
    escalation, bottleneck = lock_escalation(escalation_id, version)
    policies.check_may_handle(by, escalation, "postpone")
    policies.check_until(until, timezone.localdate(at))
    day = formats.date_format(until, "j F Y")
    message = _message(bottleneck, f"Het besluit komt later: uiterlijk {day}. {reason}", "Het stelsel besluit later")
    advance(bottleneck, "postpone", by=by, at=at, note=reason, message=message, due=until)
    change(escalation, "postpone", by=by, at=at, reason=reason)
    return escalation


def _message(bottleneck: Bottleneck, text: str, title: str) -> Message:
    return Message(title=title, text=text, link=f"/knelpunten/{bottleneck.pk}/")
