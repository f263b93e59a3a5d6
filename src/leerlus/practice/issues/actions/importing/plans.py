"""What an import would do: which rows are new, which are there already, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leerlus.people.actors import Actor
    from leerlus.practice.issues.actions.importing.rows import Complaint, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Raiser:
    """Who raises the issues of one organisation."""

    actor: Actor
    fictional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would do, and why it will not if anything is wrong.

    new       by their origin: what will be raised         raisers     per organisation: who raises
    same      rows that are there already                  changed     idem, while the list now says something else
    problems  what is wrong with the list as a whole       complaints  what is wrong with single cells
    notes     what the reader should know; nothing that stands in the way
    """

    count: int
    new: Mapping[str, Entry]
    same: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    raisers: Mapping[int, Raiser]
    problems: tuple[str, ...]
    complaints: tuple[Complaint, ...]
    notes: tuple[str, ...]

    @property
    def is_refused(self) -> bool:
        """Whether anything stands in the way; then nothing at all is imported."""
        return bool(self.problems or self.complaints)


def list_rows(numbers: list[int], most: int = 10) -> str:
    """Name some rows in a sentence: `rij 4`, `de rijen 4, 7 en 9`, or the first ones and how many more."""
    if len(numbers) == 1:
        return f"rij {numbers[0]}"
    shown = [str(number) for number in numbers[:most]]
    left = len(numbers) - len(shown)
    last = f"{left} andere" if left else shown.pop()
    return f"de rijen {', '.join(shown)} en {last}"
