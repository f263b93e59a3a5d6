"""Weerklank: how widely and how hard a bottleneck is felt, counted so that size does not decide.

Organisations and regions are counted, never rows: a city that raises twenty issues counts once, as a village does.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from leerlus.measures.disclosure import suppress_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

TREND_DAYS = 91
"""The length of the two periods that the trend compares: a quarter of a year."""


class Trend(StrEnum):
    """Whether more or fewer organisations join than before."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    QUIET = "quiet"


class Heard(NamedTuple):
    """That an organisation met it: how bad at worst, and since when. One organisation may be heard several times."""

    organisation: int
    kind: str
    region: str | None
    severity: int
    since: date
    caseload: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How widely and how hard it is felt.

    organisations  how many different organisations met it
    regions        how many of them per region; organisations without a region (such as DUO) are not in it
    kinds          how many of them per kind of organisation, most first
    severities     how many of them per severity, of the worst that each one reported
    caseload       how many newcomers the organisations that told it guide together
    joined         how many joined in the last quarter     joined_before  and in the quarter before
    """

    organisations: int
    regions: Mapping[str, int]
    kinds: tuple[tuple[str, int], ...]
    severities: Mapping[int, int]
    caseload: int
    joined: int
    joined_before: int

    @property
    def trend(self) -> Trend:
        """Compare the last quarter with the one before."""
        if not self.joined and not self.joined_before:
            return Trend.QUIET
        if self.joined == self.joined_before:
            return Trend.STEADY
        return Trend.RISING if self.joined > self.joined_before else Trend.FALLING

    @property
    def worst(self) -> tuple[int, int]:
        """Return the highest severity that was reported and by how many organisations; (0, 0) without any."""
        severity = max(self.severities, default=0)
        return severity, self.severities.get(severity, 0)


def weigh(rows: Iterable[Heard], today: date) -> Weight:
    """Weigh what was heard up to `today`; the order of the rows and repetition make no difference."""
    known: dict[int, Heard] = {}
    for row in rows:
        other = known.get(row.organisation)
        known[row.organisation] = row if other is None else _merge(other, row)
    quarter, half_year = today - timedelta(days=TREND_DAYS), today - timedelta(days=2 * TREND_DAYS)
    kinds = Counter(one.kind for one in known.values())
    return Weight(
        organisations=len(known),
        regions=Counter(one.region for one in known.values() if one.region),
        kinds=tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        severities=Counter(one.severity for one in known.values()),
        caseload=sum(one.caseload or 0 for one in known.values()),
        joined=sum(quarter < one.since <= today for one in known.values()),
        joined_before=sum(half_year < one.since <= quarter for one in known.values()),
    )


def _merge(one: Heard, other: Heard) -> Heard:
    """Take two messages of one organisation as one: the worst, since the first day; never two regions."""
    return Heard(
        organisation=one.organisation,
        kind=min(one.kind, other.kind),
        region=min(filter(None, (one.region, other.region)), default=None),
        severity=max(one.severity, other.severity),
        since=min(one.since, other.since),
        caseload=max(one.caseload or 0, other.caseload or 0) or None,
    )


def shade(count: int, most: int) -> int:
    """Return how dark a region is on the map, from 0 (none) to 5 (the most)."""
    if count <= 0 or most <= 0:
        return 0
    return max(1, -(-count * 5 // most))


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """Counts as everybody may read them.

    counts     per name, most first; None where it is more than none and too few to show
    total      None when it is too small itself, or when one could subtract to find the one that is hidden
    more_than  a number that the total is larger than, for when it is hidden
    """

    counts: tuple[tuple[str, int | None], ...]
    total: int | None
    more_than: int


def disclose(counts: Mapping[str, int], threshold: int) -> Disclosed:
    """Hide each number by which somebody might be recognised; names without anything are left out."""
    present = sorted((name, count) for name, count in counts.items() if count > 0)
    table = suppress_table([[count for _, count in present]], threshold)
    shown = list(zip((name for name, _ in present), table.cells[0], strict=True))
    return Disclosed(
        counts=tuple(sorted(shown, key=lambda pair: -(pair[1] or 0))),
        total=table.total,
        more_than=sum(count or 0 for _, count in shown),
    )


def disclose_parts(counts: Mapping[str, int], threshold: int) -> Disclosed:
    """Do the same where pages show the total anyway when it is large: then all parts are shown, or none is."""
    present = {name: count for name, count in counts.items() if count > 0}
    total = sum(present.values())
    is_open = all(count >= threshold for count in present.values())
    order = sorted(present.items(), key=lambda pair: (-pair[1], pair[0]) if is_open else (0, pair[0]))
    return Disclosed(
        counts=tuple((name, count if is_open else None) for name, count in order),
        total=total if total == 0 or total >= threshold else None,
        more_than=0,
    )
