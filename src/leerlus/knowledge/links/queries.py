"""Reading: the websites, and which links do not work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

from leerlus.knowledge.links.models import FAILURES, LinkCheck, Website

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from django.db.models import QuerySet

SOURCES = "leerlus.config.panels.LINK_SOURCES"
"""The tuple that names who points to websites."""

NEWEST, BY_NAME = "nieuw", "naam"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointedTo:
    """A link on one of our pages: what it is called there, and where an editor mends it."""

    url: str
    title: str
    edit_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLink:
    """A link that does not work, since when and why."""

    link: PointedTo
    since: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebsiteLine:
    """A website in the list; `dead_since` when its link does not work."""

    website: Website
    dead_since: date | None


def list_websites(*, theme: str = "", order: str = BY_NAME) -> QuerySet[Website]:
    """Return the websites for readers, with their themes; two queries."""
    found = Website.objects.filter(is_shown=True).prefetch_related("themes")
    if theme:
        found = found.filter(themes=theme)
    return found.order_by("-pk") if order == NEWEST else found


def as_lines(websites: Iterable[Website]) -> list[WebsiteLine]:
    """Return them with what is known of their links; one query more."""
    found = list(websites)
    dead = dead_since(each.url for each in found)
    return [WebsiteLine(website=each, dead_since=dead.get(each.url)) for each in found]


def dead_since(urls: Iterable[str]) -> dict[str, date]:
    """Return since when each of these links does not work, of those that do not; one query."""
    found = LinkCheck.objects.filter(url__in=list(urls), failures__gte=FAILURES)
    return {url: day for url, day in found.order_by().values_list("url", "failed_on") if day}


def all_links() -> Iterator[PointedTo]:
    """Yield every link of every source that config names."""
    for dotted_path in import_string(SOURCES):
        source: Callable[[], Iterable[PointedTo]] = import_string(dotted_path)
        yield from source()


def links_of_websites() -> Iterator[PointedTo]:
    """Yield the links in the list of websites."""
    for pk, name, url in Website.objects.filter(is_shown=True).values_list("pk", "name", "url"):
        yield PointedTo(url=url, title=name, edit_url=f"/redactie/websites/edit/{pk}/")


def dead_links() -> list[DeadLink]:
    """Return what does not work and is still pointed to, the longest first; two queries and those of the sources."""
    dead = LinkCheck.objects.filter(failures__gte=FAILURES).in_bulk(field_name="url")
    if not dead:
        return []
    found = [
        DeadLink(link=link, since=check.failed_on, reason=check.reason)
        for link in all_links()
        if (check := dead.get(link.url)) and check.failed_on
    ]
    return sorted(found, key=lambda each: (each.since, each.link.title))
