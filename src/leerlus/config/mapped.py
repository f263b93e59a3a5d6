"""Which addresses search engines are told of: only what a visitor may read, by the rule of each app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from leerlus.knowledge.answers.queries import Search, search
from leerlus.knowledge.tools.models import Tool
from leerlus.law.articles.models import Article
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.bottlenecks.workflow import DISSOLVED
from leerlus.linking.communities.models import Community
from leerlus.linking.outcomes.queries.reading import visible_to as visible_outcomes
from leerlus.people.actors import VISITOR
from leerlus.people.models import Theme
from leerlus.system.decisions.queries import list_decisions

if TYPE_CHECKING:
    from collections.abc import Iterator


def map_knowledge() -> Iterator[str]:
    """Yield the themes, the public answers, the tools in the list and the articles of the law; four queries."""
    for theme in Theme.objects.kept():
        yield reverse("public:theme", args=[theme])
    for answer in search(Search()).prefetch_related(None).only("answer_id", "question"):
        yield answer.address
    for slug in Tool.objects.filter(is_shown=True).values_list("slug", flat=True):
        yield reverse("tools:detail", args=[slug])
    for law, number in Article.objects.values_list("law_id", "number"):
        yield reverse("articles:article", args=[law, number])


def map_the_loop() -> Iterator[str]:
    """Yield the published bottlenecks with their outcomes and decisions, and the communities; four queries."""
    bottlenecks = Bottleneck.objects.visible_to(VISITOR).exclude(state=DISSOLVED)
    for pk in bottlenecks.values_list("pk", flat=True):
        yield reverse("bottlenecks:detail", args=[pk])
    for pk in visible_outcomes(VISITOR).values_list("pk", flat=True):
        yield reverse("outcomes:detail", args=[pk])
    for pk in list_decisions(VISITOR).values_list("pk", flat=True):
        yield reverse("decisions:detail", args=[pk])
    for slug in Community.objects.values_list("slug", flat=True):
        yield reverse("communities:detail", args=[slug])
