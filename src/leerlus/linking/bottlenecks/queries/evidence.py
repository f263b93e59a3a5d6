"""What the issues of a bottleneck show together: where it plays, how it grows, how widely and how hard it is felt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Max, Min, Q, Sum
from django.db.models.functions import ExtractMonth, ExtractYear, TruncDate

from leerlus.linking.bottlenecks.models import Bundling
from leerlus.measures.growth import added_lately, grow
from leerlus.measures.weight import Heard, disclose, disclose_parts, shade, weigh
from leerlus.people.actors import KIND_NAMES, OrganisationKind
from leerlus.people.asked import Asked
from leerlus.people.models import Organisation, Region
from leerlus.practice.issues.models import Party, Severity
from leerlus.ui.shapes import Point, Tile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from leerlus.measures.weight import Disclosed, Weight

NO_REGION = "Zonder regio"
FEWEST_TOLD = 10
"""With fewer municipalities that told how many newcomers they guide, a share says nothing."""


class CaseloadShare(NamedTuple):
    """How large a part of the newcomers is guided here, over the municipalities that told how many they guide."""

    percent: int
    municipalities: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What can be counted.

    weight      organisations, never rows              tiles   one per region, by number of organisations
    points      kwesties per month, added up           recent  kwesties of the last three months
    issues      number of kwesties                     kinds   organisations per kind, in words
    severities  organisations per severity, the worst first
    caseload    how large a part of the newcomers the municipalities here guide, if that is known
    small       which numbers everybody may not know
    """

    weight: Weight
    tiles: tuple[Tile, ...]
    points: tuple[Point, ...]
    recent: int
    issues: int
    kinds: tuple[tuple[str, int], ...]
    severities: tuple[tuple[str, int], ...]
    caseload: CaseloadShare | None
    small: int

    @property
    def disclosed_kinds(self) -> Disclosed:
        """What everybody may know of the organisations per kind."""
        return disclose_parts(dict(self.kinds), self.small)

    @property
    def region_count(self) -> int:
        """How many regions it plays in."""
        return len(self.weight.regions)

    @property
    def region_names(self) -> tuple[str, ...]:
        """The regions it plays in, by name."""
        return tuple(sorted(tile.name for tile in self.tiles if tile.count))

    @property
    def worst(self) -> str:
        """The worst that was reported, in words."""
        severity = self.weight.worst[0]
        return Severity(severity).label if severity else ""


def read_evidence(bottleneck_id: int, today: date, small: int) -> Evidence:
    """Count for one bottleneck; three queries, however many issues."""
    weight = weigh(ASK_HEARD(bottleneck_id), today)
    regions = Region.objects.kept()
    per_month = dict(ASK_MONTHS(bottleneck_id))
    line = grow(per_month, today)
    most = max(weight.regions.values(), default=0)
    kinds = tuple((KIND_NAMES[OrganisationKind(kind)], count) for kind, count in weight.kinds)
    return Evidence(
        weight=weight,
        tiles=tuple(_tile(region, weight.regions.get(region.code, 0), most) for region in regions.values()),
        points=tuple(Point(label=month.label, value=month.value) for month in line),
        recent=added_lately(line),
        issues=sum(per_month.values()),
        kinds=kinds,
        severities=tuple((Severity(s).label, n) for s, n in sorted(weight.severities.items(), reverse=True)),
        caseload=_share(weight.caseload),
        small=small,
    )


def _share(here: int) -> CaseloadShare | None:
    """Return which part of all that was told this is; with few municipalities it would say nothing."""
    total, municipalities = next(iter(ASK_CASELOADS()), (0, 0))
    if municipalities < FEWEST_TOLD or not total:
        return None
    return CaseloadShare(percent=round(100 * here / total), municipalities=municipalities)


def disclose_places(bottleneck_id: int, small: int) -> Disclosed:
    """Return what everybody may know of the number of issues per region; one query."""
    regions = Region.objects.kept()
    counted = _bundled(bottleneck_id).values_list("issue__region_id").annotate(count=Count("pk"))
    return disclose({regions[code].name if code else NO_REGION: count for code, count in counted}, small)


def _bundled(bottleneck_id: int) -> QuerySet[Bundling]:
    return Bundling.objects.filter(bottleneck_id=bottleneck_id, until__isnull=True).order_by()


def _tile(region: Region, count: int, most: int) -> Tile:
    return Tile(column=region.column, row=region.row, name=region.name, count=count, shade=shade(count, most))


ASK_HEARD = Asked(
    lambda bottleneck: (
        Party.objects.filter(
            left_at__isnull=True, issue__bundlings__bottleneck=bottleneck, issue__bundlings__until__isnull=True
        )
        .values_list("organisation_id", "organisation__kind", "organisation__region_id")
        .annotate(
            worst=Max("issue__severity"),
            first=Min(TruncDate("joined_at")),
            guided=Max("organisation__caseload"),
        )
    ),
    Heard._make,
)
"""One line per organisation that is a party of the issues in a bottleneck."""

ASK_CASELOADS = Asked(
    lambda: (
        Organisation.objects.filter(caseload__isnull=False)
        .order_by()
        .values_list("kind")
        .annotate(total=Sum("caseload"), municipalities=Count("pk"))
        .values_list("total", "municipalities")
    ),
    tuple,
)
"""How many newcomers all municipalities that told it guide, and how many municipalities that are."""

ASK_MONTHS = Asked(
    lambda bottleneck: (
        _bundled(bottleneck)
        .annotate(year=ExtractYear("issue__raised_at"), month=ExtractMonth("issue__raised_at"))
        .values_list("year", "month")
        .annotate(count=Count("pk"))
    ),
    lambda row: (date(row[0], row[1], 1), row[2]),
)
"""How many issues of a bottleneck were raised in each month, by its first day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The few numbers that a list shows of a bottleneck."""

    organisations: int = 0
    regions: int = 0
    issues: int = 0
    recent: int = 0


def read_spread(bottleneck_ids: Iterable[int], since: date) -> dict[int, Spread]:
    """Count for many bottlenecks at once; one query. `since` is the day from which an issue counts as recent."""
    ids = list(bottleneck_ids)
    active = Q(issue__parties__left_at__isnull=True)
    rows = (
        Bundling.objects.filter(bottleneck_id__in=ids, until__isnull=True)
        .order_by()
        .values_list("bottleneck_id")
        .annotate(
            organisations=Count("issue__parties__organisation_id", distinct=True, filter=active),
            regions=Count("issue__parties__organisation__region_id", distinct=True, filter=active),
            issues=Count("issue_id", distinct=True),
            recent=Count("issue_id", distinct=True, filter=Q(issue__raised_at__date__gt=since)),
        )
    )
    found = {
        pk: Spread(organisations=organisations, regions=regions, issues=issues, recent=recent)
        for pk, organisations, regions, issues, recent in rows
    }
    return {pk: found.get(pk, Spread()) for pk in ids}
