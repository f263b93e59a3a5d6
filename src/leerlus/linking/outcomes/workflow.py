"""The rounds of the effect check and what it asks: does this still happen to you?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Round:
    """One round of the effect check; `promise` names its term, counted from the effective date."""

    number: int
    promise: str
    name: str


ROUNDS = (
    Round(1, "effect_check_first", "eerste effectcheck, na 6 weken"),
    Round(2, "effect_check_second", "tweede effectcheck, na 6 maanden"),
)
