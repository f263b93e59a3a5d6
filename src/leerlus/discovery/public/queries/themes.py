"""The page of a theme: what happened with what was raised about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Func, Q, QuerySet, Subquery
from django.urls import reverse

from leerlus.discovery.public.queries.cited import CitedArticle, cited_articles
from leerlus.discovery.public.queries.stories import Story, latest_stories
from leerlus.knowledge.answers.queries import Search
from leerlus.knowledge.answers.queries import search as search_answers
from leerlus.knowledge.milestones.models import Milestone
from leerlus.knowledge.milestones.queries import as_moment
from leerlus.knowledge.pages.queries import list_stories
from leerlus.knowledge.tools.models import Tool
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.bottlenecks.queries.standing import locate
from leerlus.linking.bottlenecks.workflow import ACTIVE, DISSOLVED, ENDED_WITH_ANSWER
from leerlus.linking.communities.models import Community
from leerlus.linking.outcomes.queries.reading import visible_to as visible_outcomes
from leerlus.people.models import Theme
from leerlus.people.queries import Knower, all_who_know, who_know
from leerlus.practice.issues.models import Issue
from leerlus.system.decisions.queries import list_decisions
from leerlus.ui.dates import in_days, long_date
from leerlus.ui.shapes import WorkRow

if TYPE_CHECKING:
    from datetime import date

    from leerlus.knowledge.answers.models import Publication
    from leerlus.knowledge.milestones.queries import Moment
    from leerlus.knowledge.pages.queries import Item
    from leerlus.people.actors import Actor

SHOWN = 10
STORIES = 6
KNOWN = 6
"""How many answers, tools, moments and stories of people stand on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage:
    """Everything on the page of a theme.

    told     stories that editors wrote
    issues   how many kwesties a professional can read; None for visitors
    knowers  who may be asked, to who takes part; to others only how many they are
    """

    theme: Theme
    stories: tuple[Story, ...]
    being_solved: tuple[WorkRow, ...]
    answered: tuple[Bottleneck, ...]
    communities: tuple[Community, ...]
    answers: tuple[Publication, ...]
    articles: tuple[CitedArticle, ...]
    tools: tuple[Tool, ...]
    moments: tuple[Moment, ...]
    told: tuple[Item, ...]
    open_count: int
    answered_count: int
    outcome_count: int
    decision_count: int
    issues: int | None
    knowers: tuple[Knower, ...]
    knower_count: int

    @property
    def near(self) -> tuple[Knower, ...]:
        """Who may be asked and stands on the page at once; the others unfold."""
        return self.knowers[:KNOWN]

    @property
    def further(self) -> tuple[Knower, ...]:
        """The others who may be asked."""
        return self.knowers[KNOWN:]


def read_theme(actor: Actor, theme: Theme, today: date) -> ThemePage:
    """Return the page of a theme: at most twelve queries, however much there is."""
    visible = Bottleneck.objects.visible_to(actor).filter(theme=theme).exclude(state=DISSOLVED)
    open_count, answered_count, outcome_count, decision_count, issue_count, knower_count = Theme.objects.values_list(
        _how_many(visible.filter(state__in=ACTIVE)),
        _how_many(visible.filter(state__in=ENDED_WITH_ANSWER)),
        _how_many(visible_outcomes(actor).filter(bottleneck__theme=theme)),
        _how_many(list_decisions(actor, theme=theme.pk)),
        _how_many(Issue.objects.visible_to(actor).filter(theme=theme)),
        _how_many(all_who_know(theme.pk, today)),
    ).get(pk=theme.pk)
    being_solved = visible.filter(state__in=ACTIVE)[:SHOWN]
    running = Community.objects.filter(themes=theme).filter(Q(ended_on__isnull=True) | Q(ended_on__gte=today))
    return ThemePage(
        theme=theme,
        stories=latest_stories(actor, theme.pk, STORIES),
        being_solved=tuple(_row(one, actor, today) for one in being_solved),
        answered=tuple(visible.filter(state__in=ENDED_WITH_ANSWER).order_by("-changed_at", "-pk")[:SHOWN]),
        communities=tuple(running),
        answers=tuple(search_answers(Search(theme=theme.pk)).prefetch_related(None)[:KNOWN]),
        articles=cited_articles(theme.pk, KNOWN),
        tools=tuple(Tool.objects.filter(is_shown=True, themes=theme).order_by("-made_on", "title")[:KNOWN]),
        moments=tuple(
            map(as_moment, Milestone.objects.filter(is_shown=True, theme=theme).order_by("-on", "-pk")[:KNOWN])
        ),
        told=tuple(list_stories(theme.pk, KNOWN)),
        open_count=open_count,
        answered_count=answered_count,
        outcome_count=outcome_count,
        decision_count=decision_count,
        issues=issue_count if actor.grants else None,
        knowers=who_know(actor, theme.pk, today) if knower_count else (),
        knower_count=knower_count,
    )


def _how_many(found: QuerySet[Any]) -> Subquery:
    """Count as a part of another question, so that six counts cost one query."""
    return Subquery(found.order_by().annotate(how_many=Func(F("pk"), function="COUNT")).values("how_many"))


def _row(one: Bottleneck, actor: Actor, today: date) -> WorkRow:
    """Say of a bottleneck that is being worked on where it lies, and by when somebody must act."""
    place = locate(one, actor, today)
    by_when = f" uiterlijk {long_date(place.due_on, today)}" if place.due_on else ""
    late = place.status == "late" and place.due_on is not None
    return WorkRow(
        title=one.title,
        url=reverse("bottlenecks:detail", args=[one.pk]),
        why=f"Ligt bij {place.who}. {place.what}{by_when}.",
        status="late" if late else "open",
        status_text=in_days(place.due_on, today) if late and place.due_on else place.state,
        level=place.level,
        fictional=one.fictional,
    )
