"""What there is to tell: each source is a function that `NEWS_SOURCES` names. All of it is public already."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from django.utils import timezone
from django.utils.module_loading import import_string

from leerlus.discovery.newsletter.workflow import LOOK_AHEAD
from leerlus.linking.communities.models import Community
from leerlus.linking.meetings.models import Meeting
from leerlus.linking.outcomes.queries.reading import visible_to as visible_outcomes
from leerlus.people.actors import VISITOR
from leerlus.system.decisions.queries import list_decisions
from leerlus.ui.dates import long_date
from leerlus.ui.shapes import News

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

SOURCES = "leerlus.config.panels.NEWS_SOURCES"
"""A name, as ROOT_URLCONF is: this floor does not know that one."""


def gather_news(since: datetime, until: datetime) -> list[News]:
    """Return what happened in this time, in the order of the sources."""
    makers = cast(
        "list[Callable[[datetime, datetime], Iterable[News]]]",
        [import_string(path) for path in import_string(SOURCES)],
    )
    return [news for make in makers for news in make(since, until)]


def news_of_outcomes(since: datetime, until: datetime) -> list[News]:
    """Return the outcomes that everybody may read and that still hold."""
    found = visible_outcomes(VISITOR).filter(at__gt=since, at__lte=until, ended_at__isnull=True)
    return [
        News(
            key=f"outcome:{one.pk}",
            kind="outcome",
            title=one.title,
            text=one.change,
            url=f"/opbrengsten/{one.pk}/",
            theme=one.bottleneck.theme_id,
            region=one.bottleneck.owner_region_id or "",
            fictional=one.bottleneck.fictional,
        )
        for one in found.order_by("at", "pk")
    ]


def news_of_decisions(since: datetime, until: datetime) -> list[News]:
    """Return the decisions that everybody may read and that hold: for the whole country."""
    found = list_decisions(VISITOR).filter(at__gt=since, at__lte=until, lapsed_at__isnull=True)
    return [
        News(
            key=f"decision:{one.pk}",
            kind="decision",
            title=one.title,
            text=one.change,
            url=f"/besluiten/{one.pk}/",
            theme=one.bottleneck.theme_id,
            fictional=one.bottleneck.fictional,
        )
        for one in found.order_by("at", "pk")
    ]


def news_of_meetings(_since: datetime, until: datetime) -> list[News]:
    """Return the meetings ahead: that there is one and when; what it is about only those read who take part."""
    coming = Meeting.objects.filter(
        state="planned", for_whom=Meeting.ForWhom.EVERYBODY, starts_at__gt=until, starts_at__lte=until + LOOK_AHEAD
    )
    found = coming.select_related("community").prefetch_related("community__regions", "community__themes")
    return [
        News(
            key=f"meeting:{one.pk}",
            kind="meeting",
            title=f"Bijeenkomst van {one.community.name}",
            text=f"De community komt bij elkaar op {_when(one)}. Wilt u erbij zijn? Word lid van de community.",
            url=f"/communities/{one.community.slug}/",
            theme=_only(theme.pk for theme in one.community.themes.all()),
            region=_only(region.pk for region in one.community.regions.all()),
            fictional=one.fictional,
        )
        for one in found.order_by("starts_at", "pk")
    ]


def news_of_communities(since: datetime, until: datetime) -> list[News]:
    """Return the communities that began."""
    began = Community.objects.filter(
        started_on__gt=timezone.localdate(since), started_on__lte=timezone.localdate(until), ended_on__isnull=True
    )
    return [
        News(
            key=f"community:{one.pk}",
            kind="community",
            title=f"Nieuwe community: {one.name}",
            text=one.goals,
            url=f"/communities/{one.slug}/",
            theme=_only(theme.pk for theme in one.themes.all()),
            region=_only(region.pk for region in one.regions.all()),
            fictional=one.fictional,
        )
        for one in began.prefetch_related("regions", "themes").order_by("started_on", "pk")
    ]


def _when(meeting: Meeting) -> str:
    local = timezone.localtime(meeting.starts_at)
    return f"{long_date(local.date(), date.min)}, {local:%H:%M} uur"


def _only(keys: Iterable[str]) -> str:
    """Return the one key there is: what is about several themes or regions is for everybody."""
    found = list(keys)
    return found[0] if len(found) == 1 else ""
