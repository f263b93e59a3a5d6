"""The list of outcomes and the page of one: before and now, and whether it still holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db.models import Count, Q

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.bottlenecks.workflow import ACTIVE
from leerlus.linking.outcomes.models import EffectCheck, Outcome
from leerlus.practice.issues.models import Feedback
from leerlus.practice.issues.queries.panels import PanelLink, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor

TEMPORARY = Outcome.Kind.TEMPORARY_AGREEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What somebody looks for; what is empty does not limit."""

    words: str = ""
    theme: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLine:
    """An outcome, and how it stands now.

    standing  holds, temporary, ended (the date has passed) or reopened (it did not help enough)
    """

    outcome: Outcome
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePage:
    """What the page of an outcome shows.

    verdicts  how many said helps, partly, not; only when that is enough not to recognise anybody
    asked     how many were asked
    in_full   whether this reader may see all numbers
    """

    line: OutcomeLine
    asked: int
    answered: int
    verdicts: tuple[tuple[str, int], ...]
    checks: tuple[EffectCheck, ...]
    in_full: bool
    panels: tuple[PanelLink, ...] = ()


def visible_to(actor: Actor) -> QuerySet[Outcome]:
    """Return the outcomes of the bottlenecks that this actor may read."""
    readable = Bottleneck.objects.visible_to(actor)
    return Outcome.objects.filter(bottleneck__in=readable).select_related("bottleneck")


def search(actor: Actor, wanted: Search) -> QuerySet[Outcome]:
    """Return what this actor may read and looks for, newest first."""
    found = visible_to(actor)
    for word in wanted.words.split():
        found = found.filter(
            Q(title__icontains=word)
            | Q(text__icontains=word)
            | Q(change__icontains=word)
            | Q(bottleneck__title__icontains=word)
        )
    if wanted.theme:
        found = found.filter(bottleneck__theme_id=wanted.theme)
    return found.filter(kind=wanted.kind) if wanted.kind else found


def describe(outcomes: Iterable[Outcome], today: date) -> list[OutcomeLine]:
    """Say of each how it stands."""
    return [OutcomeLine(outcome=outcome, standing=standing_of(outcome, today)) for outcome in outcomes]


def standing_of(outcome: Outcome, today: date) -> str:
    """Return holds, temporary, ended or reopened."""
    if outcome.kind == TEMPORARY:
        over = outcome.ended_at is not None or (outcome.ends_on is not None and outcome.ends_on <= today)
        return "ended" if over else "temporary"
    return "reopened" if outcome.bottleneck.state in ACTIVE else "holds"


def read_outcome(actor: Actor, outcome_id: int, today: date, small: int) -> OutcomePage:
    """Return the page of an outcome; Denied when it is not there or not for this reader. Five queries."""
    found = visible_to(actor).filter(pk=outcome_id).first()
    if found is None:
        raise Denied("Deze opbrengst is er niet, of u mag haar niet zien.")
    told = Feedback.objects.filter(cause=found.cause, asks=True).order_by()
    counts = Counter(dict(told.values_list("verdict").annotate(count=Count("pk"))))
    asked = sum(counts.values())
    answered = asked - counts[""]
    enough = bool(actor.grants) or answered >= small
    return OutcomePage(
        line=OutcomeLine(outcome=found, standing=standing_of(found, today)),
        asked=asked,
        answered=answered,
        verdicts=tuple((verdict.label, counts[verdict.value]) for verdict in Feedback.Verdict) if enough else (),
        checks=tuple(EffectCheck.objects.filter(bottleneck_id=found.bottleneck_id, about=found.title)),
        in_full=bool(actor.grants),
        panels=_panels_of(actor, found),
    )


def _panels_of(actor: Actor, outcome: Outcome) -> tuple[PanelLink, ...]:
    """Return what others show beside an outcome; config lists who they are."""
    makers = cast("Iterator[Callable[[Actor, Outcome], Iterable[PanelLink]]]", listed("OUTCOME_PANELS"))
    return tuple(panel for make in makers for panel in make(actor, outcome))
