"""The page of a theme: what happened with what was raised about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from leerlus.discovery.public.queries.stories import Story, latest_stories
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.bottlenecks.queries.standing import Place, locate
from leerlus.linking.bottlenecks.workflow import ACTIVE, DISSOLVED, ENDED_WITH_ANSWER
from leerlus.linking.communities.models import Community
from leerlus.linking.outcomes.queries.reading import visible_to as visible_outcomes
from leerlus.practice.issues.models import Issue
from leerlus.system.decisions.queries import list_decisions

if TYPE_CHECKING:
    from datetime import date

    from leerlus.people.actors import Actor
    from leerlus.people.models import Theme

SHOWN = 10
STORIES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBottleneck:
    """A bottleneck that is being worked on, and where it lies."""

    bottleneck: Bottleneck
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage:
    """Everything on the page of a theme.

    issues  how many kwesties a professional can read; None for visitors
    """

    theme: Theme
    stories: tuple[Story, ...]
    being_solved: tuple[OpenBottleneck, ...]
    answered: tuple[Bottleneck, ...]
    communities: tuple[Community, ...]
    open_count: int
    answered_count: int
    outcome_count: int
    decision_count: int
    issues: int | None


def read_theme(actor: Actor, theme: Theme, today: date) -> ThemePage:
    """Return the page of a theme: ten queries, however much there is."""
    visible = Bottleneck.objects.visible_to(actor).filter(theme=theme).exclude(state=DISSOLVED)
    counts = visible.order_by().aggregate(
        open=Count("pk", filter=Q(state__in=ACTIVE)), answered=Count("pk", filter=Q(state__in=ENDED_WITH_ANSWER))
    )
    being_solved = visible.filter(state__in=ACTIVE).select_related("owner_region")[:SHOWN]
    running = Community.objects.filter(themes=theme).filter(Q(ended_on__isnull=True) | Q(ended_on__gte=today))
    return ThemePage(
        theme=theme,
        stories=latest_stories(actor, theme.pk, STORIES),
        being_solved=tuple(OpenBottleneck(bottleneck=one, place=locate(one, actor, today)) for one in being_solved),
        answered=tuple(visible.filter(state__in=ENDED_WITH_ANSWER).order_by("-changed_at", "-pk")[:SHOWN]),
        communities=tuple(running),
        open_count=counts["open"],
        answered_count=counts["answered"],
        outcome_count=visible_outcomes(actor).filter(bottleneck__theme=theme).order_by().count(),
        decision_count=list_decisions(actor, theme=theme.pk).order_by().count(),
        issues=Issue.objects.visible_to(actor).filter(theme=theme).order_by().count() if actor.grants else None,
    )
