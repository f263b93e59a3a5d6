"""The main menu per kind of reader, and what else every page needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from leerlus.people.actors import VISITOR
from leerlus.people.queries import demo_accounts
from leerlus.system.escalations.policies import READERS
from leerlus.ui.shapes import NavItem

if TYPE_CHECKING:
    from django.http import HttpRequest

    from leerlus.people.actors import Actor

SEE_ESCALATIONS = READERS

START = ("Start", "/", "")
DESK = ("Mijn werk", "/mijn-werk/", "")
ISSUES = ("Kwesties", "/kwesties/", "practice")
PEER_SESSIONS = ("Intervisie", "/intervisie/", "practice")
BOTTLENECKS = ("Knelpunten", "/knelpunten/", "linking")
OUTCOMES = ("Opbrengsten", "/opbrengsten/", "linking")
ESCALATIONS = ("Signalen", "/signalen/", "system")
DECISIONS = ("Besluiten", "/besluiten/", "system")
KNOWLEDGE = ("Kennis", "/kennis/", "")
THEMES = ("Thema’s", "/themas/", "")
COMMUNITIES = ("Community’s", "/communities/", "linking")

ALSO_UNDER = {
    "/communities/": ("/bijeenkomsten/",),
    "/kennis/": ("/hulpmiddelen/", "/websites/", "/tijdlijn/", "/wet/", "/vragen/"),
}
"""Pages with an address of their own that belong to an entry all the same."""

VISITOR_MENU = (START, KNOWLEDGE, THEMES, BOTTLENECKS, OUTCOMES, DECISIONS)
MENU = (DESK, ISSUES, PEER_SESSIONS, BOTTLENECKS, OUTCOMES, KNOWLEDGE, COMMUNITIES)
MENU_WITH_ESCALATIONS = (DESK, ISSUES, PEER_SESSIONS, BOTTLENECKS, ESCALATIONS, KNOWLEDGE, COMMUNITIES)


def menu_of(actor: Actor) -> tuple[tuple[str, str, str], ...]:
    """Return label, address and level of each entry that this reader gets."""
    if actor.is_visitor:
        return VISITOR_MENU
    return MENU_WITH_ESCALATIONS if actor.has(*SEE_ESCALATIONS) else MENU


def is_current(path: str, url: str) -> bool:
    """Tell whether a page belongs to an entry; the start page only to itself."""
    return path == url if url == "/" else path.startswith((url, *ALSO_UNDER.get(url, ())))


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give every template the menu, and in the demo the accounts to choose from."""
    actor: Actor = getattr(request, "actor", VISITOR)  # a broken request gets its page before the actor is known
    items = tuple(
        NavItem(label=label, url=url, current=is_current(request.path, url), level=level)
        for label, url, level in menu_of(actor)
    )
    if not settings.DEMO:
        return {"navigation": items}
    return {
        "navigation": items,
        "demo": True,
        "demo_strip": "people/demo_strip.html",
        "demo_accounts": SimpleLazyObject(demo_accounts),
    }
