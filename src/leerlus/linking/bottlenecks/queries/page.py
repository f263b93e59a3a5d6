"""The page of one bottleneck: everything that it shows, in as few questions to the database as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks import policies
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.bottlenecks.queries.evidence import NO_REGION, Evidence, read_evidence
from leerlus.linking.bottlenecks.queries.history import read_history
from leerlus.linking.bottlenecks.queries.standing import Place, locate
from leerlus.linking.bottlenecks.workflow import WORKFLOW
from leerlus.people.actors import LINKING_ROLES, Role
from leerlus.practice.issues.models import Issue
from leerlus.practice.issues.policies import may_raise
from leerlus.practice.issues.queries import place_of
from leerlus.practice.issues.queries.listing import LONG_TEXTS
from leerlus.practice.issues.queries.panels import listed
from leerlus.practice.issues.workflow import REOPENED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from django.core.paginator import Page

    from leerlus.linking.bottlenecks.models import ActionPoint, Voice
    from leerlus.linking.outcomes.models import EffectCheck, Outcome
    from leerlus.people.actors import Actor
    from leerlus.practice.issues.queries import PanelLink
    from leerlus.ui.shapes import TrackStep

ISSUES_PER_PAGE = 50
CANCELLED = "cancelled"
"""The result of an effect check that did not take place: history tells it, the page need not."""


STEP_PAGES = {
    "solve": "outcomes:solve",
    "agree": "outcomes:agree",
    "report": "bottlenecks:report",
    "offer": "escalations:offer",
    "reopen": "outcomes:reopen",
}
"""The page behind each step that somebody at the linking level may take, in the order of the buttons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A step that this reader may take: the words of the button and the name of the page behind it."""

    name: str
    label: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BundledIssue:
    """An issue in the bottleneck as others read it: never who raised it."""

    bundling: Bundling
    title: str
    source: str
    reopened: bool
    may_read: bool
    may_unbundle: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionGroup:
    """The issues of one region that stand on this page of the list, and how many that region has in all."""

    name: str
    count: int
    issues: tuple[BundledIssue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BottleneckPage:
    """What the page shows; what a reader may not see is empty."""

    bottleneck: Bottleneck
    place: Place
    evidence: Evidence
    is_public: bool
    may_edit: bool
    may_speak: bool
    may_add_issues: bool
    may_raise: bool
    choices: tuple[Choice, ...]
    voices: tuple[Voice, ...]
    action_points: tuple[ActionPoint, ...]
    groups: tuple[RegionGroup, ...]
    pages: Page[int] | None
    outcomes: tuple[Outcome, ...]
    effect_checks: tuple[EffectCheck, ...]
    history: tuple[TrackStep, ...]
    panels: tuple[PanelLink, ...]
    today: date
    shared_reason: str
    """The reason that all issues on this page were added for, if it is one and they are several."""

    @property
    def agreement(self) -> Outcome | None:
        """The temporary agreement that holds now."""
        return next((one for one in self.outcomes if one.ends_on and one.ended_at is None), None)

    @property
    def check_running(self) -> bool:
        """Whether the parties are being asked now if it still happens."""
        return any(check.asked_at and not check.result for check in self.effect_checks)


def read_bottleneck(actor: Actor, bottleneck_id: int) -> Bottleneck:
    """Return a bottleneck that this actor may read; Denied otherwise."""
    found = Bottleneck.objects.select_related("theme", "owner_region").filter(pk=bottleneck_id).first()
    if found is None:
        raise Denied("Dit knelpunt is er niet, of u mag het niet zien.")
    policies.check_may_read(actor, found)
    return found


def read_page(actor: Actor, bottleneck: Bottleneck, today: date, page_number: int | str = 1) -> BottleneckPage:
    """Return what the page of a bottleneck shows to this actor."""
    evidence = read_evidence(bottleneck.pk, today, settings.SMALL_NUMBER)
    is_public = not actor.grants
    works = policies.works_on(actor, bottleneck)
    pages = None if is_public else Paginator(range(evidence.issues), ISSUES_PER_PAGE).get_page(page_number)
    groups = _groups(bottleneck, actor, evidence, pages) if pages else ()
    undo = {one.bundling.issue_id: one.bundling.pk for group in groups for one in group.issues if one.may_unbundle}
    return BottleneckPage(
        bottleneck=bottleneck,
        place=locate(bottleneck, actor, today),
        evidence=evidence,
        is_public=is_public,
        may_edit=works,
        may_speak=actor.has(Role.EXPERIENCE_EXPERT),
        may_add_issues=bottleneck.takes_issues and actor.has(*LINKING_ROLES),
        may_raise=may_raise(actor),
        choices=_choices(bottleneck, actor) if works else (),
        voices=tuple(bottleneck.voices.all()),
        action_points=() if is_public else tuple(sorted(bottleneck.action_points.all(), key=_not_done_first)),
        groups=groups,
        pages=pages,
        outcomes=tuple(bottleneck.outcomes.all()),
        effect_checks=tuple(bottleneck.effect_checks.exclude(result=CANCELLED)),
        history=read_history(bottleneck, in_full=not is_public, undo=undo),
        panels=_panels_of(actor, bottleneck),
        today=today,
        shared_reason=_shared_reason(groups),
    )


def _shared_reason(groups: tuple[RegionGroup, ...]) -> str:
    reasons = [one.bundling.reason for group in groups for one in group.issues if one.may_read]
    return reasons[0] if len(reasons) > 1 and len(set(reasons)) == 1 else ""


def _panels_of(actor: Actor, bottleneck: Bottleneck) -> tuple[PanelLink, ...]:
    """Return what higher floors, which this one does not know, show on the page; config lists who they are."""
    makers = cast("Iterator[Callable[[Actor, Bottleneck], Iterable[PanelLink]]]", listed("BOTTLENECK_PANELS"))
    return tuple(panel for make in makers for panel in make(actor, bottleneck))


def _not_done_first(point: ActionPoint) -> tuple[bool, date]:
    return point.done_at is not None, point.due_on


def _choices(bottleneck: Bottleneck, actor: Actor) -> tuple[Choice, ...]:
    """Return the steps from this state; whether something must be filled in first is said on the page of the step."""
    steps = {step.name: step for step in WORKFLOW.available(bottleneck.state, actor.roles)}
    return tuple(
        Choice(name=name, label=steps[name].label, page=page) for name, page in STEP_PAGES.items() if name in steps
    )


def _groups(bottleneck: Bottleneck, actor: Actor, evidence: Evidence, pages: Page[int]) -> tuple[RegionGroup, ...]:
    """Return one page of the issues, by region; one query."""
    readable = Issue.objects.visible_to(actor).filter(pk=OuterRef("issue_id"))
    start = (pages.number - 1) * ISSUES_PER_PAGE
    bundlings: Iterable[Bundling] = (
        Bundling.objects.filter(bottleneck=bottleneck, until__isnull=True)
        .select_related("issue__organisation", "issue__region")
        .defer(*(f"issue__{name}" for name in LONG_TEXTS), "before")
        .annotate(readable=Exists(readable))
        .order_by(F("issue__region__name").asc(nulls_last=True), "-issue__raised_at", "-pk")
    )[start : start + ISSUES_PER_PAGE]
    works = policies.works_on(actor, bottleneck)
    return tuple(
        RegionGroup(
            name=name,
            count=evidence.places[name],
            issues=tuple(_issue(bundling, actor, works=works) for bundling in group),
        )
        for name, group in groupby(bundlings, key=lambda bundling: _region_of(bundling.issue))
    )


def _region_of(issue: Issue) -> str:
    return issue.region.name if issue.region else NO_REGION


def _issue(bundling: Bundling, actor: Actor, *, works: bool) -> BundledIssue:
    issue = bundling.issue
    readable = bool(getattr(bundling, "readable", False))
    reaches = actor.holds(*LINKING_ROLES, region=issue.region_id, theme=issue.theme_id) is not None
    return BundledIssue(
        bundling=bundling,
        title=issue.title if readable else "",
        source=place_of(issue.organisation, None),
        reopened=issue.state == REOPENED,
        may_read=readable,
        may_unbundle=works or reaches,
    )
