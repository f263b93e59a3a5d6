"""Drawing lots: some people out of many, one per organisation, the same ones every time for the same seed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

NEAR_PERCENT = 75
"""So much of the sample comes from where it is most likely met; the rest from elsewhere, to see what spreads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be asked, for one organisation.

    is_near  the organisation is of a kind, or in a region, where it is met
    """

    person: int
    organisation: int
    is_near: bool


def draw(candidates: Iterable[Candidate], *, seed: int, most: int) -> list[Candidate]:
    """Return at most `most` of them: one per organisation, nobody twice, in the order of the lots.

    A lot depends on the seed and a number only, so it is the same in every database and every version of Python, and
    one organisation more does not change the lots of the others. What one part of the sample lacks, the other fills.
    """
    people: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        people[candidate.organisation].append(candidate)
    order = sorted(people, key=lambda organisation: (_lot(seed, "organisation", organisation), organisation))
    chosen = list(_one_each([people[organisation] for organisation in order], seed))
    near = [one for one in chosen if one.is_near]
    elsewhere = [one for one in chosen if not one.is_near]
    wanted = -(-most * NEAR_PERCENT // 100)
    from_elsewhere = elsewhere[: max(most - wanted, most - len(near))]
    kept = {*near[: most - len(from_elsewhere)], *from_elsewhere}
    return [one for one in chosen if one in kept]


def _one_each(organisations: Sequence[Sequence[Candidate]], seed: int) -> Iterator[Candidate]:
    """Yield the first by lot of each organisation who was not taken for another one."""
    taken: set[int] = set()
    for candidates in organisations:
        for one in sorted(candidates, key=lambda one: (_lot(seed, "person", one.person), one.person)):
            if one.person not in taken:
                taken.add(one.person)
                yield one
                break


def _lot(seed: int, kind: str, number: int) -> bytes:
    return hashlib.sha256(f"{seed}:{kind}:{number}".encode()).digest()
