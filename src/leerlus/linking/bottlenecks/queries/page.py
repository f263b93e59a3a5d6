"""The page of one bottleneck: everything that it shows, in as few questions to the database as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from django.conf import settings
from django.core.paginator import Paginator

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks import policies
from leerlus.linking.bottlenecks.models import ActionPoint, Bottleneck, Voice
from leerlus.linking.bottlenecks.queries.bundled import ISSUES_PER_PAGE, IssueList, list_issues
from leerlus.linking.bottlenecks.queries.evidence import Evidence, disclose_places, read_evidence
from leerlus.linking.bottlenecks.queries.standing import Place, locate
from leerlus.linking.bottlenecks.workflow import WORKFLOW
from leerlus.people.actors import LINKING_ROLES, Role
from leerlus.people.asked import Asked
from leerlus.practice.issues.policies import may_raise
from leerlus.practice.issues.queries.panels import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from django.core.paginator import Page

    from leerlus.linking.outcomes.models import EffectCheck, Outcome
    from leerlus.measures.weight import Disclosed
    from leerlus.people.actors import Actor
    from leerlus.practice.issues.queries import PanelLink
    from leerlus.ui.shapes import RowGroup

OF_OUTCOME = ("bottleneck_id", "kind", "title", "change", "at", "ends_on", "ended_at")
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


class VoiceLine(NamedTuple):
    """What an experience expert says that it means for inburgeraars."""

    text: str
    label: str
    fictional: bool
    at: datetime


class ActionLine(NamedTuple):
    """Who does what, and by when."""

    pk: int
    text: str
    who: str
    due_on: date
    done_at: datetime | None


ASK_VOICES = Asked(
    lambda bottleneck: Voice.objects.filter(bottleneck_id=bottleneck).values_list(*VoiceLine._fields), VoiceLine._make
)
ASK_ACTIONS = Asked(
    lambda bottleneck: ActionPoint.objects.filter(bottleneck_id=bottleneck).values_list(*ActionLine._fields),
    ActionLine._make,
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
    voices: tuple[VoiceLine, ...]
    action_points: tuple[ActionLine, ...]
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
    listed_issues = list_issues(actor, bottleneck, pages.number, works=works) if pages else IssueList()
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
        voices=tuple(ASK_VOICES(bottleneck.pk)),
        action_points=() if is_public else tuple(sorted(ASK_ACTIONS(bottleneck.pk), key=_not_done_first)),
        groups=listed_issues.groups,
        pages=pages,
        places=disclose_places(bottleneck.pk, settings.SMALL_NUMBER) if is_public else None,
        outcomes=tuple(bottleneck.outcomes.only(*OF_OUTCOME)),
        effect_checks=_checks(bottleneck, works=works),
        panels=_panels_of(actor, bottleneck),
        today=today,
        shared_reason=listed_issues.shared_reason,
    )


def _checks(bottleneck: Bottleneck, *, works: bool) -> tuple[EffectCheck, ...]:
    """Return the effect checks; who works on the bottleneck also reads what others than the parties added."""
    found = bottleneck.effect_checks.exclude(result=CANCELLED)
    return tuple(found.prefetch_related("sample__organisation") if works else found)


def _panels_of(actor: Actor, bottleneck: Bottleneck) -> tuple[PanelLink, ...]:
    """Return what higher floors, which this one does not know, show on the page; config lists who they are."""
    makers = cast("Iterator[Callable[[Actor, Bottleneck], Iterable[PanelLink]]]", listed("BOTTLENECK_PANELS"))
    return tuple(panel for make in makers for panel in make(actor, bottleneck))


def _not_done_first(point: ActionLine) -> tuple[bool, date]:
    return point.done_at is not None, point.due_on


def _choices(bottleneck: Bottleneck, actor: Actor) -> tuple[Choice, ...]:
    """Return the steps from this state; whether something must be filled in first is said on the page of the step."""
    steps = {step.name: step for step in WORKFLOW.available(bottleneck.state, actor.roles)}
    return tuple(
        Choice(name=name, label=steps[name].label, page=page) for name, page in STEP_PAGES.items() if name in steps
    )
