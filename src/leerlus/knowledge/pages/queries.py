"""Reading: the overview of what is known, and the pages and stories on it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

from leerlus.knowledge.pages.models import ContentPage, StoryPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leerlus.people.actors import Actor

PANELS = "leerlus.config.panels.KNOWLEDGE_SHELVES"
"""The tuple that names what stands on the overview; a name, because the apps on it do not know each other."""

MAP = "leerlus.config.panels.MAP_SOURCES"
"""The tuple that names what else search engines are told of."""

PREFIX = "/kennis/"
MOST_PAGES = 100
MOST_ADDRESSES = 50_000
"""More than these on one map, and search engines refuse it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something on a shelf: its title, its page, and a few words under it."""

    title: str
    url: str
    words: str = ""
    fictional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One kind of knowledge: what it is, how much there is, the way to all of it and some of it."""

    title: str
    words: str
    url: str = ""
    link_label: str = ""
    items: tuple[Item, ...] = ()


def read_shelves(actor: Actor) -> list[Shelf]:
    """Return what stands on the overview for this reader; the queries are those of the shelves."""
    makers: Iterable[Callable[[Actor], Iterable[Shelf]]] = map(import_string, import_string(PANELS))
    return [shelf for make in makers for shelf in make(actor)]


def list_pages(theme: str = "") -> list[Item]:
    """Return the pages that readers may see, by title; one query."""
    found = ContentPage.objects.live().filter(theme=theme) if theme else ContentPage.objects.live()
    return [
        Item(title=page.title, url=f"{PREFIX}{page.slug}/", words=page.intro, fictional=page.fictional)
        for page in found.order_by("title")[:MOST_PAGES]
    ]


def list_stories(theme: str = "", most: int = MOST_PAGES) -> list[Item]:
    """Return the stories that readers may see, the latest first; one query."""
    found = StoryPage.objects.live().filter(theme=theme) if theme else StoryPage.objects.live()
    return [
        Item(title=page.title, url=f"{PREFIX}{page.slug}/", words=page.intro, fictional=page.fictional)
        for page in found.order_by("-told_on", "-pk")[:most]
    ]


def shelves_of_pages(_actor: Actor) -> list[Shelf]:
    """Return the shelves with pages and with stories; two queries."""
    pages, stories = tuple(list_pages()), tuple(list_stories())
    return [
        Shelf(title="Uitleg", words="Over de wet en over hoe wij samen leren.", items=pages),
        Shelf(title="Verhalen", words="Wat mensen in hun werk meemaakten en probeerden.", items=stories),
    ]


def map_addresses() -> list[str]:
    """Return the addresses of pages, stories and all else that visitors may read."""
    written = [
        slug for model in (ContentPage, StoryPage) for slug in model.objects.live().values_list("slug", flat=True)
    ]
    sources: Iterable[Callable[[], Iterable[str]]] = map(import_string, import_string(MAP))
    others = (address for source in sources for address in source())
    return list(islice(chain((f"{PREFIX}{slug}/" for slug in written), others), MOST_ADDRESSES))
