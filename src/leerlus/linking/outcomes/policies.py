"""Who may record an outcome: the same table as the bottleneck's steps `agree` and `solve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied

if TYPE_CHECKING:
    from datetime import date


def check_period(effective_on: date, ends_on: date | None) -> None:
    """Raise Denied if something temporary ends before it starts."""
    if ends_on is not None and ends_on <= effective_on:
        raise Denied("De einddatum ligt niet na de begindatum. Kies een latere einddatum.")
