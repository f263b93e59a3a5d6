"""Doing what the plan says: all rows in one transaction, or none."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.practice.issues.actions.importing.planning import Wish, plan_import
from leerlus.practice.issues.actions.moving import note
from leerlus.practice.issues.actions.raising import raise_issue

if TYPE_CHECKING:
    from datetime import date

    from leerlus.measures.sheets import Table
    from leerlus.practice.issues.actions.importing.plans import Plan

NOON = time(12)
"""A list knows the day only; noon is that day in every season."""


def import_issues(*, table: Table, wish: Wish, at: datetime) -> Plan:
    """Raise every new row of the list and return what was done; if anything is wrong, nothing is written.

    The issue is as old as the list says, but the promise counts from now: earlier nobody could keep it.
    """
    plan = plan_import(table=table, wish=wish, today=timezone.localdate(at))
    if plan.is_refused:
        return plan
    try:
        _raise_all(plan, at)
    except IntegrityError as cause:
        # The plan was made before the transaction, so that others are not kept waiting; the origin is unique.
        raise Denied(
            "Iemand anders las tegelijk dezelfde lijst in. Er is niets ingelezen. Probeer het opnieuw."
        ) from cause
    return plan


@transaction.atomic
def _raise_all(plan: Plan, at: datetime) -> None:
    for origin, entry in plan.new.items():
        raiser = plan.raisers[entry.organisation]
        issue = raise_issue(
            text=entry.text,
            by=raiser.actor,
            at=_moment(entry.day, at),
            known_at=at,
            organisation_id=entry.organisation,
            fictional=raiser.fictional,
            origin=origin,
        )
        note(issue, "import", raiser.actor, at, f"Ingelezen uit een lijst: {origin}")


def _moment(day: date | None, at: datetime) -> datetime:
    """Return a moment on that day, never later than now."""
    return at if day is None else min(at, timezone.make_aware(datetime.combine(day, NOON)))
