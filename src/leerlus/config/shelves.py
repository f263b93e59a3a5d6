"""What stands on the overview of Kennis besides the pages: lists of several apps, which do not know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.knowledge.milestones.queries import read_timeline
from leerlus.knowledge.pages.queries import Item, Shelf
from leerlus.knowledge.tools.queries import Search, as_lines, list_tools

if TYPE_CHECKING:
    from leerlus.people.actors import Actor

NEWEST = 4


def shelves_of_lists(actor: Actor) -> list[Shelf]:
    """Return the shelves of what has pages of its own: tools, the timeline, websites and the law."""
    tools = as_lines(list_tools(Search())[:NEWEST], timezone.localdate())
    moments = read_timeline(actor, latest=NEWEST)
    return [
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
