"""What search finds: each source by name. docs/how-to/vindbaar-maken.md says how an app adds itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from leerlus.knowledge.answers.models import Publication
from leerlus.knowledge.milestones.models import Milestone
from leerlus.knowledge.pages.models import ContentPage, StoryPage
from leerlus.knowledge.tools.models import Tool
from leerlus.law.articles.models import Article, Version
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.communities.models import Community
from leerlus.linking.outcomes.models import Outcome
from leerlus.linking.outcomes.queries.reading import visible_to as visible_outcomes
from leerlus.measures.finding import Document, Source
from leerlus.practice.issues.models import Issue
from leerlus.system.decisions.models import Decision
from leerlus.system.decisions.queries import list_decisions

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

SEARCH_SOURCES = (
    "leerlus.config.found.ANSWERS",
    "leerlus.config.found.TOOLS",
    "leerlus.config.found.OUTCOMES",
    "leerlus.config.found.BOTTLENECKS",
    "leerlus.config.found.ISSUES",
    "leerlus.config.found.DECISIONS",
    "leerlus.config.found.COMMUNITIES",
    "leerlus.config.found.ARTICLES",
    "leerlus.config.found.PAGES",
    "leerlus.config.found.STORIES",
    "leerlus.config.found.MILESTONES",
)
"""In the order in which the filter names them. A source may stand with the app that knows the thing."""

UNDATED = date(2017, 1, 1)
"""What has no date of its own comes last: the year in which the timeline begins."""


def _together(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def _latest() -> QuerySet[Publication]:
    """Return what is said now: one text of each answer that was not withdrawn."""
    return Publication.objects.filter(published_until__isnull=True)


def _read_publication(publication: Publication) -> Document:
    return Document(
        id=publication.pk,
        title=publication.question,
        text=publication.words,
        url=publication.address,
        date=_day(publication.published_from),
        themes=tuple(theme.pk for theme in publication.themes.all()),
        fictional=publication.fictional,
    )


def _read_issue(issue: Issue) -> Document:
    return Document(
        id=issue.pk,
        title=issue.title,
        text=_together(issue.situation, issue.question, issue.tried, issue.meaning),
        url=reverse("issues:detail", args=[issue.pk]),
        date=_day(issue.raised_at),
        themes=(issue.theme_id,),
        fictional=issue.fictional,
    )


def _read_bottleneck(bottleneck: Bottleneck) -> Document:
    return Document(
        id=bottleneck.pk,
        title=bottleneck.title,
        text=_together(bottleneck.summary, bottleneck.meaning),
        url=reverse("bottlenecks:detail", args=[bottleneck.pk]),
        date=_day(bottleneck.founded_at),
        themes=(bottleneck.theme_id,),
        fictional=bottleneck.fictional,
    )


def _read_outcome(outcome: Outcome) -> Document:
    return Document(
        id=outcome.pk,
        title=outcome.title,
        text=_together(outcome.text, outcome.change),
        url=reverse("outcomes:detail", args=[outcome.pk]),
        date=_day(outcome.at),
        themes=(outcome.bottleneck.theme_id,),
        fictional=outcome.bottleneck.fictional,
    )


def _read_decision(decision: Decision) -> Document:
    return Document(
        id=decision.pk,
        title=decision.title,
        text=_together(decision.text, decision.reason, decision.change),
        url=reverse("decisions:detail", args=[decision.pk]),
        date=decision.decided_on,
        themes=(decision.bottleneck.theme_id,),
        fictional=decision.bottleneck.fictional,
    )


def _read_community(community: Community) -> Document:
    """Return what everybody reads of a community; its agreements are for the members."""
    return Document(
        id=community.pk,
        title=community.name,
        text=community.goals,
        url=reverse("communities:detail", args=[community.slug]),
        date=community.started_on or timezone.localdate(),
        themes=tuple(theme.pk for theme in community.themes.all()),
        fictional=community.fictional,
    )


def _articles() -> QuerySet[Article]:
    versions = Version.objects.prefetch_related("paragraphs")
    return Article.objects.select_related("law").prefetch_related(Prefetch("versions", queryset=versions))


def _read_article(article: Article) -> Document:
    """Return what an article says today, or first when it is not in force yet."""
    today, versions = timezone.localdate(), list(article.versions.all())
    now = next((version for version in versions if version.covers(today)), versions[-1])
    return Document(
        id=article.pk,
        title=f"{article}: {article.title}",
        text="\n".join((now.gist, *(paragraph.gist for paragraph in now.paragraphs.all()))),
        url=reverse("articles:article", args=[article.law_id, article.number]),
        date=now.valid_from,
    )


def _read_tool(tool: Tool) -> Document:
    return Document(
        id=tool.pk,
        title=tool.title,
        text=_together(tool.summary, tool.maker),
        url=tool.get_absolute_url(),
        date=tool.made_on or UNDATED,
        themes=tuple(theme.pk for theme in tool.themes.all()),
    )


def _read_milestone(milestone: Milestone) -> Document:
    return Document(
        id=milestone.pk,
        title=milestone.title,
        text=milestone.summary,
        url=milestone.get_absolute_url(),
        date=milestone.on,
        themes=(milestone.theme_id,),
    )


def _read_page(page: ContentPage | StoryPage) -> Document:
    """Return a page with the words of all its blocks, as the content system takes them out."""
    told = page.told_on if isinstance(page, StoryPage) else None
    words = (str(part) for block in page.body for part in block.block.get_searchable_content(block.value))
    return Document(
        id=page.pk,
        title=page.title,
        text=_together(page.intro, *words),
        url=page.url or f"/kennis/{page.slug}/",
        date=told or (_day(page.first_published_at) if page.first_published_at else UNDATED),
        themes=(page.theme_id,) if page.theme_id else (),
        fictional=page.fictional,
    )


# Few, and without a moment of change: what stayed the same is not written again.
TOOLS = Source(
    kind="hulpmiddel",
    label="Hulpmiddelen",
    one="Hulpmiddel",
    things=lambda: Tool.objects.filter(is_shown=True).prefetch_related("themes"),
    changed=lambda _since: Tool.objects.filter(is_shown=True).prefetch_related("themes"),
    read=_read_tool,
    visible=lambda _actor: Tool.objects.filter(is_shown=True),
)
MILESTONES = Source(
    kind="tijdlijn",
    label="Tijdlijn",
    one="Moment op de tijdlijn",
    things=lambda: Milestone.objects.filter(is_shown=True),
    changed=lambda _since: Milestone.objects.filter(is_shown=True),
    read=_read_milestone,
    visible=lambda _actor: Milestone.objects.filter(is_shown=True),
)
PAGES = Source(
    kind="pagina",
    label="Pagina’s",
    one="Pagina",
    things=ContentPage.objects.live,
    changed=lambda since: ContentPage.objects.live().filter(last_published_at__gte=since),
    read=_read_page,
    visible=lambda _actor: ContentPage.objects.live(),
)
STORIES = Source(
    kind="verhaal",
    label="Verhalen",
    one="Verhaal",
    things=StoryPage.objects.live,
    changed=lambda since: StoryPage.objects.live().filter(last_published_at__gte=since),
    read=_read_page,
    visible=lambda _actor: StoryPage.objects.live(),
)
ANSWERS = Source(
    kind="antwoord",
    label="Antwoorden",
    one="Antwoord",
    things=lambda: _latest().prefetch_related("themes"),
    changed=lambda since: _latest().prefetch_related("themes").filter(published_from__gte=since),
    read=_read_publication,
    visible=lambda _actor: _latest(),
)
ISSUES = Source(
    kind="kwestie",
    label="Kwesties",
    one="Kwestie",
    things=Issue.objects.all,
    changed=lambda since: Issue.objects.filter(changed_at__gte=since),
    read=_read_issue,
    visible=Issue.objects.all().visible_to,
)
BOTTLENECKS = Source(
    kind="knelpunt",
    label="Knelpunten",
    one="Knelpunt",
    things=Bottleneck.objects.all,
    changed=lambda since: Bottleneck.objects.filter(changed_at__gte=since),
    read=_read_bottleneck,
    visible=Bottleneck.objects.all().visible_to,
)
OUTCOMES = Source(
    kind="opbrengst",
    label="Opbrengsten",
    one="Opbrengst",
    things=lambda: Outcome.objects.select_related("bottleneck"),
    changed=lambda since: Outcome.objects.select_related("bottleneck").filter(
        Q(at__gte=since) | Q(bottleneck__changed_at__gte=since)
    ),
    read=_read_outcome,
    visible=visible_outcomes,
)
DECISIONS = Source(
    kind="besluit",
    label="Besluiten",
    one="Besluit",
    things=lambda: Decision.objects.select_related("bottleneck"),
    changed=lambda since: Decision.objects.select_related("bottleneck").filter(
        Q(at__gte=since) | Q(bottleneck__changed_at__gte=since)
    ),
    read=_read_decision,
    visible=list_decisions,
)
COMMUNITIES = Source(
    kind="community",
    label="Community’s",
    one="Community",
    things=lambda: Community.objects.prefetch_related("themes"),
    changed=lambda _since: Community.objects.prefetch_related("themes"),  # few, and without a moment of change
    read=_read_community,
    visible=lambda _actor: Community.objects.all(),  # name and goals are for everybody
)
ARTICLES = Source(
    kind="artikel",
    label="Wetsartikelen",
    one="Wetsartikel",
    things=lambda: _articles().filter(versions__isnull=False).distinct(),
    changed=lambda _since: _articles().filter(versions__isnull=False).distinct(),  # a day alone can change which holds
    read=_read_article,
    visible=lambda _actor: Article.objects.all(),
)
