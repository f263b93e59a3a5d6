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


def failed(*, asked: int, still: int, share_percent: int) -> bool:
    """Tell whether the check failed: the share of those asked who say that it still happens to them is too large.

    asked  all parties that were asked         still  those who answered "helpt niet"
    """
    return asked > 0 and still * 100 >= share_percent * asked
