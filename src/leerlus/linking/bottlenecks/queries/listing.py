"""The list of bottlenecks: finding them, and what a row says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q

from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.bottlenecks.queries.evidence import Spread, read_spread
from leerlus.linking.bottlenecks.queries.standing import Place, locate
from leerlus.linking.bottlenecks.workflow import AT_LINKING, AT_SYSTEM
from leerlus.measures.weight import TREND_DAYS
from leerlus.people.actors import LINKING_ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from leerlus.linking.bottlenecks.models import BottleneckQuerySet
    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What somebody looks for; what is empty does not limit."""

    words: str = ""
    theme: str = ""
    region: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One line of the list."""

    bottleneck: Bottleneck
    place: Place
    spread: Spread


def acts(actor: Actor) -> bool:
    """Tell whether this reader works with dates of bottlenecks."""
    return actor.has(*LINKING_ROLES, Role.SYSTEM_ADVISER, Role.PLATFORM_ADMINISTRATOR)


def search(actor: Actor, wanted: Search) -> BottleneckQuerySet:
    """Return the bottlenecks that this actor may read and looks for; for those who act, what is due first on top."""
    found = Bottleneck.objects.visible_to(actor)
    for word in wanted.words.split():
        found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word) | Q(meaning__icontains=word))
    if wanted.theme:
        found = found.filter(theme_id=wanted.theme)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.region:
        there = Bundling.objects.filter(
            until__isnull=True,
            issue__parties__organisation__region_id=wanted.region,
            issue__parties__left_at__isnull=True,
        )
        found = found.filter(pk__in=there.values("bottleneck_id"))
    if acts(actor):
        waiting = Q(state__in=[*AT_LINKING, *AT_SYSTEM])
        return found.alias(waits=waiting).order_by(F("waits").desc(), F("due_on").asc(nulls_last=True), "-pk")
    return found


def describe(bottlenecks: Iterable[Bottleneck], actor: Actor, today: date) -> list[ListRow]:
    """Return what the list says of each; one query for all."""
    shown = list(bottlenecks)
    spread = read_spread((one.pk for one in shown), today - timedelta(days=TREND_DAYS))
    return [ListRow(bottleneck=one, place=locate(one, actor, today), spread=spread[one.pk]) for one in shown]
