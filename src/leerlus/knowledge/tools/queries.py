"""Reading the tools: the list, and one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from leerlus.audit.steps import Denied
from leerlus.knowledge.links.queries import PointedTo, dead_since
from leerlus.knowledge.tools.models import Tool
from leerlus.ui.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from django.db.models import QuerySet

NEWEST, BY_TITLE, TO_REVIEW = "nieuw", "titel", "herbeoordelen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What somebody looks for; empty is everything."""

    words: str = ""
    theme: str = ""
    kind: str = ""
    audience: str = ""
    order: str = NEWEST

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.words or self.theme or self.kind or self.audience)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolLine:
    """A tool with what readers must know about it; `made` is its date in words, `dead_since` when its link is dead."""

    tool: Tool
    made: str
    was_due: bool
    dead_since: date | None


def list_tools(search: Search) -> QuerySet[Tool]:
    """Return the tools for readers, with their themes; two queries."""
    found = Tool.objects.filter(is_shown=True).prefetch_related("themes")
    for word in search.words.split():
        found = found.filter(title__icontains=word) | found.filter(summary__icontains=word)
    narrowed = {"themes": search.theme, "kind": search.kind, "audience": search.audience}
    found = found.filter(**{name: value for name, value in narrowed.items() if value}).distinct()
    if search.order == BY_TITLE:
        return found.order_by("title", "pk")
    by = "review_on" if search.order == TO_REVIEW else "made_on"
    first = F(by).asc(nulls_last=True) if search.order == TO_REVIEW else F(by).desc(nulls_last=True)
    return found.order_by(first, "title", "pk")


def as_lines(tools: Iterable[Tool], today: date) -> list[ToolLine]:
    """Return tools with what is known of their links; one query more."""
    found = list(tools)
    dead = dead_since(each.url for each in found if each.url)
    return [
        ToolLine(
            tool=each,
            made=say_date(each),
            was_due=each.review_on is not None and each.review_on < today,
            dead_since=dead.get(each.url),
        )
        for each in found
    ]


def read_tool(slug: str, today: date) -> ToolLine:
    """Return one tool; Denied when it is not there. Three queries."""
    found = Tool.objects.filter(is_shown=True, slug=slug).select_related("document").prefetch_related("themes").first()
    if found is None:
        raise Denied("Dit hulpmiddel staat hier niet meer. Kijk in de lijst of er een ander is.")
    return as_lines([found], today)[0]


def say_date(tool: Tool) -> str:
    """Say when it was made, as exactly as that is known; empty when it is not."""
    day = tool.made_on
    if day is None:
        return ""
    if tool.precision == Tool.Precision.YEAR:
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return month if tool.precision == Tool.Precision.MONTH else f"{day.day} {month}"


def links_of_tools() -> Iterator[PointedTo]:
    """Yield the links of the tools, for who checks whether they work."""
    for pk, title, url in Tool.objects.filter(is_shown=True).exclude(url="").values_list("pk", "title", "url"):
        yield PointedTo(url=url, title=title, edit_url=f"/redactie/hulpmiddelen/edit/{pk}/")
