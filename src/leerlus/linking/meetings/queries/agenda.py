"""The agenda of a meeting as one reader may read it, in its order, and as a board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.meetings.models import AgendaItem, Preference
from leerlus.practice.issues.models import Issue
from leerlus.ui.markup import row_url

if TYPE_CHECKING:
    from leerlus.linking.meetings.models import Attendance, Cluster, Meeting
    from leerlus.people.actors import Actor

HIDDEN = "Een kwestie die u niet kunt lezen"
"""Who wrote an issue chose who reads it; that it is on an agenda changes nothing about that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """An item as this reader may read it, how many members want it, and whether this reader does."""

    item: AgendaItem
    title: str
    url: str
    votes: int
    is_mine: bool
    fictional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the board; without a cluster: what is not laid anywhere yet."""

    cluster: Cluster | None
    lines: tuple[ItemLine, ...]


def read_agenda(actor: Actor, meeting: Meeting, own: Attendance | None) -> tuple[ItemLine, ...]:
    """Return the items, most wanted first and the standing one last. At most four queries."""
    items = list(meeting.items.all())
    issues = {each.issue_id for each in items if each.issue_id}
    bottlenecks = {each.bottleneck_id for each in items if each.bottleneck_id}
    about_issue = {}
    if issues:
        visible = Issue.objects.visible_to(actor).filter(pk__in=issues)
        about_issue = {pk: (title, made_up) for pk, title, made_up in visible.values_list("pk", "title", "fictional")}
    about = {}
    if bottlenecks:
        seen = Bottleneck.objects.visible_to(actor).filter(pk__in=bottlenecks)
        about = {pk: (title, made_up) for pk, title, made_up in seen.values_list("pk", "title", "fictional")}
    votes = list(Preference.objects.filter(item__meeting=meeting).values_list("item_id", "attendance_id"))
    lines = []
    for item in items:
        title, made_up, url = item.title, False, ""
        if item.issue_id:
            title, made_up = about_issue.get(item.issue_id, (HIDDEN, False))
            url = row_url("issues:detail", item.issue_id) if item.issue_id in about_issue else ""
        elif item.bottleneck_id and item.bottleneck_id in about:
            told, made_up = about[item.bottleneck_id]
            title, url = item.title or told, row_url("bottlenecks:detail", item.bottleneck_id)
        lines.append(
            ItemLine(
                item=item,
                title=title or HIDDEN,
                url=url,
                votes=sum(1 for wanted, _ in votes if wanted == item.pk),
                is_mine=own is not None and (item.pk, own.pk) in votes,
                fictional=made_up,
            )
        )
    return tuple(
        sorted(lines, key=lambda line: (line.item.source == AgendaItem.Source.STANDING, -line.votes, line.item.pk))
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
