"""What came of a meeting, as one reader may read it, and what happened with it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.bottlenecks.policies import may_bundle, works_on
from leerlus.linking.bottlenecks.workflow import AT_LINKING, WORKFLOW
from leerlus.linking.communities.workflow import MEMBER
from leerlus.linking.meetings.models import Conclusion, Task
from leerlus.linking.meetings.queries.reading import read_meeting
from leerlus.linking.meetings.queries.rhythm import next_in_rhythm
from leerlus.linking.meetings.workflow import CANCELLED
from leerlus.practice.issues.workflow import LOOSE
from leerlus.ui.markup import row_url

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.linking.communities.models import Membership
    from leerlus.linking.meetings.models import Cluster, Meeting
    from leerlus.linking.meetings.queries.agenda import ItemLine
    from leerlus.linking.meetings.queries.reading import MeetingPage
    from leerlus.people.actors import Actor

WITHOUT_RHYTHM = timedelta(weeks=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteLine:
    """An item with what was concluded and who does what.

    since       where the issue or bottleneck stands now, e.g. in which bottleneck it was bundled; since_url its page
    offer_url   where who works on this bottleneck offers it to the system level
    bundle_url  where who may makes a bottleneck of this issue, which can then be offered
    lies_with   who else must offer this bottleneck, e.g. `de regiocoördinator van Twente`
    """

    line: ItemLine
    conclusions: tuple[Conclusion, ...]
    tasks: tuple[Task, ...]
    since: str
    since_url: str
    offer_url: str = ""
    bundle_url: str = ""
    lies_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleOffer:
    """The issues of one cluster that can still be bundled in one step."""

    cluster: Cluster
    count: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes of a meeting."""

    page: MeetingPage
    lines: tuple[MinuteLine, ...]
    bundles: tuple[BundleOffer, ...]
    loose: tuple[Task, ...]


def read_minutes(actor: Actor, meeting_id: int, *, follow: bool = True) -> Minutes:
    """Return what came of a meeting; Denied for who does not take part. At most thirteen queries, whatever it holds.

    follow  also find where each issue stands now; one query more
    """
    page = read_meeting(actor, meeting_id)
    meeting = page.meeting
    conclusions = list(Conclusion.objects.filter(item__meeting=meeting))
    tasks = list(meeting.tasks.select_related("owner__person", "owner__organisation"))
    issues = {line.issue.pk: line.issue for line in page.agenda if line.issue}
    bundled = _bundled(actor, list(issues)) if follow else {}

    def write(line: ItemLine) -> MinuteLine:
        issue = line.issue
        bottleneck = line.bottleneck or (bundled.get(issue.pk) if issue else None)
        since, since_url, onward = "", "", {}
        if bottleneck is not None:
            told = WORKFLOW.states[bottleneck.state]
            since = f"Gebundeld in “{bottleneck.title}”: {told.lower()}" if issue else told
            since_url = row_url("bottlenecks:detail", bottleneck.pk)
            if bottleneck.state in AT_LINKING and works_on(actor, bottleneck):
                onward = {"offer_url": f"/signalen/aanbieden/{bottleneck.pk}/"}
            elif bottleneck.state in AT_LINKING:
                onward = {"lies_with": bottleneck.owner_label}
        elif issue is not None:
            since, since_url = issue.get_state_display(), row_url("issues:detail", issue.pk)
            if issue.state in LOOSE and may_bundle(actor, issue.region_id, issue.theme_id):
                onward = {"bundle_url": f"/knelpunten/bundelen/?kwestie={issue.pk}"}
        return MinuteLine(
            line=line,
            conclusions=tuple(each for each in conclusions if each.item_id == line.item.pk),
            tasks=tuple(each for each in tasks if each.item_id == line.item.pk),
            since=since,
            since_url=since_url,
            **onward,
        )

    return Minutes(
        page=page,
        lines=tuple(write(line) for line in page.agenda),
        bundles=_bundles(actor, page.agenda, bundled) if follow else (),
        loose=tuple(each for each in tasks if each.item_id is None),
    )


def _bundled(actor: Actor, issue_ids: list[int]) -> dict[int, Bottleneck]:
    """Return the bottleneck of each issue that is in one, as far as this reader may read it; one query."""
    if not issue_ids:
        return {}
    visible = Bottleneck.objects.visible_to(actor)
    found = Bundling.objects.filter(issue__in=issue_ids, until__isnull=True, bottleneck__in=visible)
    return {each.issue_id: each.bottleneck for each in found.select_related("bottleneck")}


def _bundles(actor: Actor, agenda: tuple[ItemLine, ...], bundled: dict[int, Bottleneck]) -> tuple[BundleOffer, ...]:
    """Return for each cluster the page on which its issues are bundled, with those that this reader may bundle."""
    found = []
    clusters = {line.item.cluster.pk: line.item.cluster for line in agenda if line.item.cluster}
    for cluster in sorted(clusters.values(), key=lambda each: each.pk):
        here = [
            line.issue
            for line in agenda
            if line.issue is not None
            and line.item.cluster_id == cluster.pk
            and line.issue.pk not in bundled
            and line.issue.state in LOOSE
            and may_bundle(actor, line.issue.region_id, line.issue.theme_id)
        ]
        if here:
            chosen = "&".join(f"kwestie={issue.pk}" for issue in here)
            found.append(BundleOffer(cluster=cluster, count=len(here), url=f"/knelpunten/bundelen/?{chosen}"))
    return tuple(found)


def due_by_default(meeting: Meeting, at: datetime) -> date:
    """Return the day of the next meeting: planned, by the rhythm, or six weeks from now. At most two queries."""
    after = meeting.starts_at or at
    planned = meeting.community.meetings.filter(starts_at__gt=after).exclude(state=CANCELLED).order_by("starts_at")
    following = planned.values_list("starts_at", flat=True).first() or next_in_rhythm(meeting.community, after)
    return timezone.localdate(following or max(after, at) + WITHOUT_RHYTHM)


def owners_of(meeting: Meeting) -> list[Membership]:
    """Return who can be given a task: the members of now; one query."""
    return list(meeting.community.memberships.filter(state=MEMBER).select_related("person", "organisation"))


def find_task(task_id: int) -> Task | None:
    """Return a task with its owner and meeting; one query."""
    related = Task.objects.select_related("owner__person", "owner__organisation", "meeting__community")
    return related.filter(pk=task_id).first()
