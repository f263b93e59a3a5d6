"""What the work brings to the table: proposals for the agenda of a community."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.linking.bottlenecks.models import ActionPoint, Bottleneck
from leerlus.linking.bottlenecks.workflow import AT_LINKING, WORKFLOW
from leerlus.linking.communities.models import Community
from leerlus.linking.meetings.models import AgendaItem, Task
from leerlus.linking.meetings.workflow import TASK
from leerlus.practice.issues.models import Feedback, Issue
from leerlus.practice.issues.workflow import LOOSE
from leerlus.ui.dates import long_date, number
from leerlus.ui.markup import row_url

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import Q as Filter

    from leerlus.linking.communities.policies import Place
    from leerlus.linking.meetings.models import Meeting
    from leerlus.people.actors import Actor

SHOWN = 12
"""So many of each kind are proposed; an agenda holds fewer."""

LATELY = timedelta(days=90)
RETURNS = ("send_back", "take_back", "check_failed", "reopen", "lapse", "agreement_ends")
"""The steps that bring a bottleneck back to the linking level."""

Source = AgendaItem.Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something that may come on the agenda; `key` names it in the form."""

    key: str
    title: str
    why: str
    url: str
    fictional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalGroup:
    """Proposals of one kind."""

    name: str
    proposals: tuple[Proposal, ...]


def propose(
    actor: Actor, meeting: Meeting, community: Community, place: Place, *, on_it: Sequence[AgendaItem]
) -> tuple[ProposalGroup, ...]:
    """Return what waits in the regions or themes of a community and is not on the agenda yet; five queries."""
    issues = {item.issue_id for item in on_it if item.issue_id}
    bottlenecks = {item.bottleneck_id for item in on_it if item.bottleneck_id}
    today = timezone.localdate()
    until = timezone.localdate(meeting.starts_at) if meeting.starts_at else today
    groups = (
        ("Van de vorige keer", _tasks(meeting, {item.title for item in on_it if item.title}, today)),
        ("Kwesties die wachten", _issues(actor, community, place, issues, today)),
        ("Knelpunten die terugkwamen", _bottlenecks(actor, community, place, bottlenecks)),
        ("Acties die af moeten zijn", _actions(actor, community, place, until, today)),
        ("Antwoorden die niet hielpen", _feedback(actor, community, place, issues, timezone.now() - LATELY)),
    )
    return tuple(ProposalGroup(name=name, proposals=tuple(found)) for name, found in groups if found)


def _reach(community: Community, place: Place, *, region: str, theme: str) -> Filter:
    """Return what is in the regions of a regional community, or about the themes of a thematic one."""
    if community.kind == Community.Kind.THEMATIC:
        return Q(**{f"{theme}__in": sorted(place.themes)})
    return Q(**{f"{region}__in": sorted(place.regions)})


def _issues(actor: Actor, community: Community, place: Place, known: set[int], today: date) -> list[Proposal]:
    reach = _reach(community, place, region="region_id", theme="theme_id")
    found = Issue.objects.visible_to(actor).in_short().filter(reach, state__in=LOOSE).exclude(pk__in=known)
    return [
        Proposal(
            key=f"{Source.ISSUE}-{each.pk}",
            title=each.title,
            why=f"{each.get_state_display()}. Antwoord uiterlijk: {long_date(each.due_on, today)}."
            if each.due_on
            else each.get_state_display(),
            url=row_url("issues:detail", each.pk),
            fictional=each.fictional,
        )
        for each in found.order_by("due_on", "pk")[:SHOWN]
    ]


def _bottlenecks(actor: Actor, community: Community, place: Place, known: set[int]) -> list[Proposal]:
    reach = _reach(community, place, region="bundlings__issue__region_id", theme="theme_id")
    steps = Event.objects.filter(subject="bottleneck", subject_id=OuterRef("pk"), is_step=True).order_by("-pk")
    found = (
        Bottleneck.objects.visible_to(actor)
        .filter(reach, state__in=AT_LINKING)
        .exclude(pk__in=known)
        .annotate(last=Subquery(steps.values("name")[:1]))
        .filter(last__in=RETURNS)
        .distinct()
    )
    return [
        Proposal(
            key=f"{Source.BOTTLENECK}-{each.pk}",
            title=each.title,
            why=f"{WORKFLOW.step(each.last).done}.",  # type: ignore[attr-defined] # annotated
            url=row_url("bottlenecks:detail", each.pk),
            fictional=each.fictional,
        )
        for each in found.order_by("-changed_at", "pk")[:SHOWN]
    ]


def _actions(actor: Actor, community: Community, place: Place, until: date, today: date) -> list[Proposal]:
    reach = _reach(community, place, region="bottleneck__owner_region_id", theme="bottleneck__theme_id")
    visible = Bottleneck.objects.visible_to(actor)
    found = ActionPoint.objects.filter(reach, bottleneck__in=visible, done_at__isnull=True, due_on__lte=until)
    return [
        Proposal(
            key=f"{Source.ACTION}-{each.pk}",
            title=each.text,
            why=f"{each.who} zou dit doen. Klaar: {long_date(each.due_on, today)}.",
            url=f"{row_url('bottlenecks:detail', each.bottleneck_id)}#acties",
            fictional=each.bottleneck.fictional,
        )
        for each in found.select_related("bottleneck").order_by("due_on", "pk")[:SHOWN]
    ]


def _tasks(meeting: Meeting, known: set[str], today: date) -> list[Proposal]:
    """Return what members would do, and what owners of a solution tell, since it was given."""
    found = Task.objects.filter(meeting__community_id=meeting.community_id, done_at__isnull=True)
    listed = found.exclude(meeting=meeting).exclude(text__in=known).select_related("owner__organisation")
    return [
        Proposal(
            key=f"{TASK}-{each.pk}",
            title=each.text,
            why=f"{each.kind} van {each.owner}. Klaar: {long_date(each.due_on, today)}.",
            url=row_url("meetings:minutes", each.meeting_id),
            fictional=False,
        )
        for each in listed[:SHOWN]
    ]


def _feedback(actor: Actor, community: Community, place: Place, known: set[int], since: datetime) -> list[Proposal]:
    """Count per issue how often an answer did not help; never what somebody remarked, or who."""
    reach = _reach(community, place, region="region_id", theme="theme_id")
    said = Q(feedback__verdict__in=[Feedback.Verdict.NOT, Feedback.Verdict.PARTLY], feedback__answered_at__gte=since)
    found = (
        Issue.objects.visible_to(actor)
        .in_short()
        .filter(reach)
        .exclude(pk__in=known)
        .annotate(said=Count("feedback", filter=said))
        .filter(said__gt=0)
    )
    return [
        Proposal(
            key=f"{Source.FEEDBACK}-{each.pk}",
            title=each.title,
            why=f"{number(each.said)} keer “helpt niet” of “deels”.",  # type: ignore[attr-defined] # annotated
            url=row_url("issues:detail", each.pk),
            fictional=each.fictional,
        )
        for each in found.order_by("-said", "pk")[:SHOWN]
    ]
