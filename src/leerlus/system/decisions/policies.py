"""When a decision may be recorded; who may, stands in the table of the escalation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied

if TYPE_CHECKING:
    from datetime import date


def check_decision(*, instrument: str, reason: str, effective_on: date, ends_on: date | None) -> None:
    """Raise Denied if the decision has no reason, or a temporary one has no end date after its start."""
    if not reason.strip():
        raise Denied("Een besluit heeft altijd een reden. Schrijf waarom, ook als er niets verandert.")
    if instrument == "temporary_exception" and ends_on is None:
        raise Denied("Een tijdelijke uitzondering heeft altijd een einddatum. Vul die in.")
    if ends_on is not None and ends_on <= effective_on:
        raise Denied("De einddatum ligt niet na de ingangsdatum. Kies een latere einddatum.")
