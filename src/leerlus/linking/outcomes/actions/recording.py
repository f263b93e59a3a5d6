"""Recording an outcome or a temporary agreement: what each party reads of it, and the deed itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.linking.bottlenecks.actions import advance, edit, lock_bottleneck
from leerlus.linking.outcomes import policies
from leerlus.linking.outcomes.actions.checking import first_check, plan_effect_checks
from leerlus.linking.outcomes.models import Outcome
from leerlus.people.actors import LINKING_ROLES
from leerlus.practice.issues.actions import Message, discard_draft
from leerlus.ui.dates import MONTHS

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.audit.models import Event
    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeText:
    """What an outcome says: the outcome itself, and what changes for the work of the parties."""

    title: str
    text: str
    change: str
    link: str = ""


def message_of_agreement(text: OutcomeText, ends_on: date, bottleneck_id: int) -> Message:
    """Return exactly what each party reads of a temporary agreement; the page shows it before it is made."""
    until = f"{ends_on.day} {MONTHS[ends_on.month - 1]} {ends_on.year}"
    return Message(
        title="Tijdelijke afspraak",
        text=f"{text.title.rstrip('.')}. {text.text}\n\nDeze afspraak geldt tot {until}.",
        change=text.change,
        link=_path(bottleneck_id),
    )


def message_of_outcome(text: OutcomeText, bottleneck_id: int) -> Message:
    """Return exactly what each party reads of an outcome; the page shows it before it is recorded."""
    return Message(title=text.title, text=text.text, change=text.change, link=_path(bottleneck_id))


def _record(
    *,
    bottleneck: Bottleneck,
    kind: str,
    text: OutcomeText,
    event: Event,
    by: Actor,
    at: datetime,
    ends_on: date | None = None,
) -> Outcome:
    return Outcome.objects.create(
        bottleneck=bottleneck,
        kind=kind,
        title=text.title,
        text=text.text,
        change=text.change,
        link=text.link,
        effective_on=timezone.localdate(at),
        ends_on=ends_on,
        cause=event.pk,
        by_label=by.label(*LINKING_ROLES),
        at=at,
    )


@transaction.atomic
def agree(
    *,
    bottleneck_id: int,
    text: OutcomeText,
    ends_on: date,
    by: Actor,
    at: datetime,
    version: int | None = None,
    draft_id: int | None = None,
) -> Outcome:
    """Make a temporary working agreement: practice can go on, until the end date at the latest."""
    bottleneck = lock_bottleneck(bottleneck_id, version)
    discard_draft(draft_id=draft_id, by=by)
    policies.check_period(timezone.localdate(at), ends_on)
    Outcome.objects.filter(bottleneck=bottleneck, kind=Outcome.Kind.TEMPORARY_AGREEMENT, ended_at__isnull=True).update(
        ended_at=at
    )
    message = message_of_agreement(text, ends_on, bottleneck.pk)
    event = advance(bottleneck, "agree", by=by, at=at, note=text.title, due=ends_on, message=message)
    return _record(
        bottleneck=bottleneck,
        kind=Outcome.Kind.TEMPORARY_AGREEMENT,
        text=text,
        event=event,
        by=by,
        at=at,
        ends_on=ends_on,
    )


@transaction.atomic
def solve(
    *,
    bottleneck_id: int,
    kind: str,
    text: OutcomeText,
    by: Actor,
    at: datetime,
    version: int | None = None,
    meaning: str | None = None,
    draft_id: int | None = None,
) -> Outcome:
    """Solve a bottleneck at the linking level, tell every party, and plan the effect checks.

    meaning  what it means for inburgeraars, when it is filled in or changed in the same deed; both happen or neither
    """
    bottleneck = lock_bottleneck(bottleneck_id, version)
    discard_draft(draft_id=draft_id, by=by)
    if meaning is not None and meaning != bottleneck.meaning:
        bottleneck = edit(
            bottleneck_id=bottleneck_id,
            title=bottleneck.title,
            summary=bottleneck.summary,
            meaning=meaning,
            by=by,
            at=at,
        )
    today = timezone.localdate(at)
    message = message_of_outcome(text, bottleneck.pk)
    event = advance(
        bottleneck, "solve", by=by, at=at, note=text.title, message=message, closing=kind, due=first_check(today)
    )
    outcome = _record(bottleneck=bottleneck, kind=kind, text=text, event=event, by=by, at=at)
    plan_effect_checks(bottleneck=bottleneck, effective_on=today, about=text.title, at=at)
    return outcome


def _path(bottleneck_id: int) -> str:
    return f"/knelpunten/{bottleneck_id}/"
