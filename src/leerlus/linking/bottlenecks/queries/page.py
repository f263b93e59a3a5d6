"""The page of one bottleneck: everything that it shows, in as few questions to the database as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, cast

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, F, Window

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks import policies
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.bottlenecks.queries.evidence import NO_REGION, Evidence, disclose_places, read_evidence
from leerlus.linking.bottlenecks.queries.standing import Place, locate
from leerlus.linking.bottlenecks.workflow import WORKFLOW
from leerlus.people.actors import LINKING_ROLES, Role
from leerlus.people.models import Region
from leerlus.practice.issues.models import Party
from leerlus.practice.issues.policies import may_raise
from leerlus.practice.issues.policies import may_read as may_read_issue
from leerlus.practice.issues.queries import place_in_words
from leerlus.practice.issues.queries.panels import listed
from leerlus.practice.issues.workflow import REOPENED
from leerlus.ui.markup import row_urls
from leerlus.ui.moments import short_dates
from leerlus.ui.shapes import GroupedRow, RowGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from django.core.paginator import Page

    from leerlus.linking.bottlenecks.models import ActionPoint, Voice
    from leerlus.linking.outcomes.models import EffectCheck, Outcome
    from leerlus.measures.weight import Disclosed
    from leerlus.people.actors import Actor
    from leerlus.practice.issues.queries import PanelLink

OF_OUTCOME = ("bottleneck_id", "kind", "title", "change", "at", "ends_on", "ended_at")
ISSUES_PER_PAGE = 25
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
    groups: tuple[RowGroup, ...]
    pages: Page[int] | None
    places: Disclosed | None
    """For the public instead of the issues: how many there are per region, as far as everybody may know."""

    outcomes: tuple[Outcome, ...]
    effect_checks: tuple[EffectCheck, ...]
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
    found = Bottleneck.objects.filter(pk=bottleneck_id).first()
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
    issues = _read_issues(bottleneck, pages) if pages else ()
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
        groups=_group(issues, wording),
        pages=pages,
        places=disclose_places(bottleneck.pk, settings.SMALL_NUMBER) if is_public else None,
        outcomes=tuple(bottleneck.outcomes.only(*OF_OUTCOME)),
        effect_checks=tuple(bottleneck.effect_checks.exclude(result=CANCELLED)),
        panels=_panels_of(actor, bottleneck),
        today=today,
        shared_reason=wording.shared,
    )


def _shared_reason(issues: Sequence[BundledIssue], readable: Collection[int]) -> str:
    reasons = [one.reason for one in issues if one.issue_id in readable]
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


def _read_issues(bottleneck: Bottleneck, pages: Page[int]) -> tuple[BundledIssue, ...]:
    """Return one page of the issues, by region; one query."""
    start = (pages.number - 1) * ISSUES_PER_PAGE
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
