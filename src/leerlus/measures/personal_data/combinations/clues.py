"""What a clue is: words that tell one thing of a person, and how many people that leaves.

Points are reckoned, not felt: each point leaves about a third of the people. So 1 leaves one in three, 2 one in ten,
3 one in thirty and 4 one in a hundred. Points of different aspects add up, as the shares would be multiplied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Aspect = Literal["origin", "group", "age", "household", "work", "health", "arrival", "place", "known"]

ASPECT_NAMES: dict[Aspect, str] = {
    "origin": "herkomst",
    "group": "achtergrond",
    "age": "leeftijd",
    "household": "gezin",
    "work": "beroep",
    "health": "gezondheid",
    "arrival": "datum",
    "place": "plaats",
    "known": "bekendheid",
}

THIRD, TENTH, THIRTIETH, HUNDREDTH, HARDLY_ANYBODY = 1, 2, 3, 4, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """Words that tell one thing of a person.

    instead  what to write in their place; empty when leaving them out is best
    leads    the word stands before what it says something of: “Syrische gezinnen”
    alone    it can only be said of one person or one family: “alleenstaande moeder”
    """

    start: int
    end: int
    words: str
    aspect: Aspect
    points: int
    instead: str = ""
    leads: bool = False
    alone: bool = False
