"""The agenda of a meeting as one reader may read it, in its order, and as a board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Count, Model, Q

from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.meetings.models import AgendaItem
from leerlus.practice.issues.models import Issue
from leerlus.ui.markup import row_url

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from leerlus.linking.meetings.models import Attendance, Cluster, Meeting
    from leerlus.people.actors import Actor
Row = TypeVar("Row", bound=Model)

KEPT_OF_ISSUE = ("title", "fictional", "state", "region", "theme")

HIDDEN = "Een kwestie die u niet kunt lezen"
"""Who wrote an issue chose who reads it; that it is on an agenda changes nothing about that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """An item as this reader may read it, how many members want it, and whether this reader does.

    issue, bottleneck   what it is about, if this reader may read that
    """

    item: AgendaItem
    title: str
    url: str
    votes: int
    is_mine: bool
    fictional: bool
    issue: Issue | None
    bottleneck: Bottleneck | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the board; without a cluster: what is not laid anywhere yet."""

    cluster: Cluster | None
    lines: tuple[ItemLine, ...]


def read_agenda(actor: Actor, meeting: Meeting, own: Attendance | None) -> tuple[ItemLine, ...]:
    """Return the items, most wanted first and the standing one last. At most three queries."""
    mine = Count("preferences", filter=Q(preferences__attendance=own.pk if own else None))
    items = list(meeting.items.select_related("cluster").annotate(votes=Count("preferences"), mine=mine))
    issues = _found(Issue.objects.visible_to(actor).only(*KEPT_OF_ISSUE), {each.issue_id for each in items})
    bottlenecks = _found(Bottleneck.objects.visible_to(actor), {each.bottleneck_id for each in items})
    lines = [_as_line(item, issues.get(item.issue_id or 0), bottlenecks.get(item.bottleneck_id or 0)) for item in items]
    return tuple(
        sorted(lines, key=lambda line: (line.item.source == AgendaItem.Source.STANDING, -line.votes, line.item.pk))
    )


def _found(visible: QuerySet[Row], numbers: set[int | None]) -> dict[int, Row]:
    """Return those of these that this reader may read, by number; one query, none when there is nothing to find."""
    wanted = [number for number in numbers if number]
    return {each.pk: each for each in visible.filter(pk__in=wanted)} if wanted else {}


def _as_line(item: AgendaItem, issue: Issue | None, bottleneck: Bottleneck | None) -> ItemLine:
    title, url = item.title, ""
    if issue is not None:
        title, url = issue.title, row_url("issues:detail", issue.pk)
    elif item.issue_id:
        title = HIDDEN
    elif bottleneck is not None:
        title, url = item.title or bottleneck.title, row_url("bottlenecks:detail", bottleneck.pk)
    about = issue or bottleneck
    return ItemLine(
        item=item,
        title=title or HIDDEN,
        url=url,
        votes=item.votes,  # type: ignore[attr-defined] # annotated
        is_mine=bool(item.mine),  # type: ignore[attr-defined] # annotated
        fictional=about.fictional if about else False,
        issue=issue,
        bottleneck=bottleneck,
    )


def as_board(meeting: Meeting, lines: tuple[ItemLine, ...]) -> tuple[Column, ...]:
    """Return the items in columns: what is not laid anywhere yet first. One query."""
    movable = [line for line in lines if line.item.source != AgendaItem.Source.STANDING]
    clusters: list[Cluster | None] = [None, *meeting.clusters.all()]
    return tuple(
        Column(
            cluster=cluster,
            lines=tuple(line for line in movable if line.item.cluster_id == (cluster.pk if cluster else None)),
        )
        for cluster in clusters
    )
