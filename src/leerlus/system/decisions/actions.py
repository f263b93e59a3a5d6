"""Writing: record a decision, and let everybody it grew from hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import formats, timezone

from leerlus.linking.bottlenecks.actions import advance
from leerlus.linking.outcomes.actions import first_check, plan_effect_checks
from leerlus.practice.issues.actions import Message, discard_draft
from leerlus.system.decisions import policies
from leerlus.system.decisions.models import Decision
from leerlus.system.escalations.actions import SPEAKING_ROLES, change, lock_escalation
from leerlus.system.escalations.policies import check_may_handle

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionText:
    """What a decision says; `references` are publications such as `Stb. 2022, 487`."""

    instrument: str
    title: str
    text: str
    reason: str
    change: str
    effective_on: date
    ends_on: date | None = None
    references: tuple[str, ...] = ()


def message_of(text: DecisionText, bottleneck_id: int) -> Message:
    """Return exactly what each party will read; the page shows it before the decision is recorded."""
    instrument = Decision.Instrument(text.instrument).label
    period = f"Dit geldt vanaf {formats.date_format(text.effective_on, 'j F Y')}"
    if text.ends_on:
        period += f", tot {formats.date_format(text.ends_on, 'j F Y')}"
    return Message(
        title=f"{instrument}: {text.title}",
        text=f"{text.text} {period}. Waarom: {text.reason}",
        change=text.change,
        link=f"/knelpunten/{bottleneck_id}/",
    )


@transaction.atomic
def decide(
    *,
    escalation_id: int,
    text: DecisionText,
    by: Actor,
    at: datetime,
    version: int | None = None,
    draft_id: int | None = None,
) -> Decision:
    """Record the decision on an accepted escalation, tell every party, and plan the effect checks."""
    escalation, bottleneck = lock_escalation(escalation_id, version)
    discard_draft(draft_id=draft_id, by=by)
    check_may_handle(by, escalation, "decide")
    policies.check_decision(
        instrument=text.instrument, reason=text.reason, effective_on=text.effective_on, ends_on=text.ends_on
    )
    today = timezone.localdate(at)
    # A decision may take effect earlier than it is recorded; its effect can be seen from the later of the two days.
    seen_from = max(text.effective_on, today)
    due = first_check(seen_from)
    event = advance(
        bottleneck,
        "decide",
        by=by,
        at=at,
        note=text.title,
        message=message_of(text, bottleneck.pk),
        closing=text.instrument,
        due=min(due, text.ends_on) if text.ends_on else due,
    )
    change(escalation, "decide", by=by, at=at, reason=text.reason)
    decision = Decision.objects.create(
        escalation=escalation,
        bottleneck=bottleneck,
        instrument=text.instrument,
        title=text.title,
        text=text.text,
        reason=text.reason,
        change=text.change,
        decided_on=today,
        effective_on=text.effective_on,
        ends_on=text.ends_on,
        references=list(text.references),
        cause=event.pk,
        by_label=by.label(*SPEAKING_ROLES),
        at=at,
    )
    plan_effect_checks(bottleneck=bottleneck, effective_on=seen_from, about=text.title, at=at)
    return decision
