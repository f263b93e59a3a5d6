"""What stands on the overview of Kennis besides the pages: lists of several apps, which do not know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.discovery.newsletter.workflow import name_answer
from leerlus.knowledge.answers.queries import Search as SearchAnswers
from leerlus.knowledge.answers.queries import search as search_answers
from leerlus.knowledge.milestones.queries import read_timeline
from leerlus.knowledge.pages.queries import Item, Shelf
from leerlus.knowledge.tools.queries import Search, as_lines, list_tools
from leerlus.ui.shapes import News

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor

NEWEST = 4


def shelves_of_lists(actor: Actor) -> list[Shelf]:
    """Return the shelves of what has pages of its own: answers, tools, the timeline, websites and the law."""
    tools = as_lines(list_tools(Search())[:NEWEST], timezone.localdate())
    moments = read_timeline(actor, latest=NEWEST)
    answers = search_answers(SearchAnswers())[:NEWEST]
    return [
        Shelf(
            title="Vragen en antwoorden",
            words="Antwoorden die Divosa, VNG en het ministerie samen goedkeurden. De nieuwste:",
            url="/vragen/",
            link_label="Alle vragen en antwoorden",
            items=tuple(Item(title=each.question, url=each.address) for each in answers),
        ),
        Shelf(
            title="Hulpmiddelen",
            words="Handreikingen, trainingen, modellen en onderzoek. De nieuwste:",
            url="/hulpmiddelen/",
            link_label="Alle hulpmiddelen",
            items=tuple(Item(title=each.tool.title, url=f"/hulpmiddelen/{each.tool.slug}/") for each in tools),
        ),
        Shelf(
            title="Tijdlijn",
            words="Wat er wanneer gebeurde met de wet en in de praktijk. Het laatst:",
            url="/tijdlijn/",
            link_label="De hele tijdlijn",
            items=tuple(
                Item(title=f"{each.when}: {each.title}", url=each.url or f"/tijdlijn/#{each.key}")
                for each in moments[::-1]
            ),
        ),
        Shelf(title="Websites", words="Andere websites, met wat elke website biedt.", url="/websites/"),
        Shelf(title="De wet per artikel", words="Wat elk artikel zegt, vanaf welke dag.", url="/wet/"),
    ]


def news_of_answers(since: datetime, until: datetime) -> list[News]:
    """Return what answers newly say, for the newsletter: one for each text that is public now."""
    found = search_answers(SearchAnswers()).filter(published_from__gt=since, published_from__lte=until)
    return [
        News(
            key=name_answer(each.answer_id, each.number),
            kind="answer",
            title=each.question,
            text=each.note,
            url=each.address,
            theme=_only([theme.pk for theme in each.themes.all()]),
            fictional=each.fictional,
        )
        for each in found.order_by("published_from", "pk")
    ]


def news_of_tools(since: datetime, until: datetime) -> list[News]:
    """Return the tools that editors added, for the newsletter."""
    found = list_tools(Search()).filter(added_at__gt=since, added_at__lte=until)
    return [
        News(
            key=f"tool:{each.pk}",
            kind="tool",
            title=each.title,
            text=each.summary,
            url=each.get_absolute_url(),
            theme=_only([theme.pk for theme in each.themes.all()]),
        )
        for each in found.order_by("added_at", "pk")
    ]


def _only(slugs: list[str]) -> str:
    """Return the theme of what has one; what is about several is for everybody."""
    return slugs[0] if len(slugs) == 1 else ""
