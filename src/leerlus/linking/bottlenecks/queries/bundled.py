"""The issues of a bottleneck, page by page and by region, as others read them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, F, Window

from leerlus.linking.bottlenecks import policies
from leerlus.linking.bottlenecks.models import Bundling
from leerlus.linking.bottlenecks.queries.evidence import NO_REGION
from leerlus.people.models import Region
from leerlus.practice.issues.models import Party
from leerlus.practice.issues.policies import may_read as may_read_issue
from leerlus.practice.issues.queries import place_in_words
from leerlus.practice.issues.workflow import REOPENED
from leerlus.ui.markup import row_urls
from leerlus.ui.moments import short_dates
from leerlus.ui.shapes import GroupedRow, RowGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.people.actors import Actor

ISSUES_PER_PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueList:
    """One page of the issues; `shared_reason` is why all of them were added, if it is one and they are several."""

    groups: tuple[RowGroup, ...] = ()
    shared_reason: str = ""


class BundledIssue(NamedTuple):
    """An issue in the bottleneck, in the order of `BUNDLED`; what the policies ask of an issue is in it."""

    bundling_id: int
    reason: str
    issue_id: int
    title: str
    state: str
    visibility: str
    theme_id: str
    region_id: str | None
    organisation_id: int
    kind: str
    raised_at: datetime
    fictional: bool
    in_region: int
    """How many of the bottleneck come from the same region, on this page of the list or another."""


BUNDLED = (
    *("pk", "reason", "issue_id", "issue__title", "issue__state", "issue__visibility", "issue__theme_id"),
    *("issue__region_id", "issue__organisation_id", "issue__organisation__kind", "issue__raised_at"),
    "issue__fictional",
    "in_region",
)


def list_issues(actor: Actor, bottleneck: Bottleneck, page: int, *, works: bool) -> IssueList:
    """Return one page of the issues; two queries at most. `works` tells whether the bottleneck is this actor's work."""
    issues = _read_issues(bottleneck, page)
    readable = _readable(actor, issues)
    undo = {
        one.issue_id: one.bundling_id
        for one in issues
        if works or policies.may_bundle(actor, one.region_id, one.theme_id)
    }
    wording = Wording(
        readable=readable,
        undo=undo,
        shared=_shared_reason(issues, readable),
        date_of=short_dates(),
        issue_url=row_urls("issues:detail"),
        undo_url=row_urls("bottlenecks:unbundle"),
    )
    return IssueList(groups=_group(issues, wording), shared_reason=wording.shared)


def _shared_reason(issues: Sequence[BundledIssue], readable: Collection[int]) -> str:
    reasons = [one.reason for one in issues if one.issue_id in readable]
    return reasons[0] if len(reasons) > 1 and len(set(reasons)) == 1 else ""


def _read_issues(bottleneck: Bottleneck, page: int) -> tuple[BundledIssue, ...]:
    """Return one page of the issues, by region; one query."""
    start = (page - 1) * ISSUES_PER_PAGE
    rows = (
        Bundling.objects.filter(bottleneck=bottleneck, until__isnull=True)
        .order_by(F("issue__region__name").asc(nulls_last=True), "-issue__raised_at", "-pk")
        .annotate(in_region=Window(Count("pk"), partition_by=["issue__region_id"]))
        .values_list(*BUNDLED)
    )
    return tuple(BundledIssue(*row) for row in rows[start : start + ISSUES_PER_PAGE])


def _readable(actor: Actor, issues: Sequence[BundledIssue]) -> set[int]:
    """Return which of these the actor may read; a query only if the rest may be their own."""
    readable = {one.issue_id for one in issues if may_read_issue(actor, one)}
    others = [one.issue_id for one in issues if one.issue_id not in readable]
    if others and actor.person_id is not None and actor.grants:
        mine = Party.objects.filter(issue_id__in=others, person_id=actor.person_id, left_at__isnull=True)
        readable.update(mine.values_list("issue_id", flat=True))
    return readable


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What putting the issues of a page into words asks for, found once for all of them.

    undo    the bundling that this reader may undo, per issue
    shared  the reason that all were added for, if it is one
    """

    readable: Collection[int]
    undo: Mapping[int, int]
    shared: str
    date_of: Callable[[datetime], str]
    issue_url: Callable[[int], str]
    undo_url: Callable[[int], str]


def _group(issues: Sequence[BundledIssue], wording: Wording) -> tuple[RowGroup, ...]:
    """Put the issues into words as others read them: never who raised them."""
    regions = Region.objects.kept()
    groups = (list(group) for _, group in groupby(issues, key=attrgetter("region_id")))
    return tuple(
        RowGroup(
            name=regions[group[0].region_id].name if group[0].region_id else NO_REGION,
            count=group[0].in_region,
            rows=tuple(_row(one, wording) for one in group),
        )
        for group in groups
    )


def _row(one: BundledIssue, wording: Wording) -> GroupedRow:
    is_readable, undo = one.issue_id in wording.readable, wording.undo.get(one.issue_id)
    words = f"{place_in_words(one.kind, None)} · {wording.date_of(one.raised_at)}"
    if is_readable and not wording.shared:
        words += f" · toegevoegd omdat: {one.reason}"
    return GroupedRow(
        title=one.title if is_readable else "",
        url=wording.issue_url(one.issue_id),
        words=words,
        hidden="Een kwestie die alleen in de eigen regio te lezen is",
        status="late" if one.state == REOPENED else "",
        status_text="heropend: het hielp niet",
        fictional=one.fictional,
        deed_label="Losmaken",
        deed_url=wording.undo_url(undo) if undo else "",
    )
