"""The promises in words, as they are set in this installation."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from leerlus.ui.dates import number

DAYS_OF_A_WEEK = 7
IN_WEEKS = 28
"""From this many days a term is told in weeks, when it is a whole number of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What is promised, by whom, and within which term."""

    level: str
    what: str
    who: str
    within: str


def term(days: int) -> str:
    """Say a term as people do: "30 dagen", "13 weken"."""
    if days >= IN_WEEKS and days % DAYS_OF_A_WEEK == 0:
        return f"{number(days // DAYS_OF_A_WEEK)} weken"
    return "1 dag" if days == 1 else f"{number(days)} dagen"


def promises() -> tuple[Promise, ...]:
    """Return the promises in the order of the loop."""
    days = settings.PROMISES
    return (
        Promise(level="practice", what="Bericht dat uw kwestie er is", who="Leerlus", within="meteen"),
        Promise(
            level="linking", what="Eerste inhoudelijke reactie", who="de schakel", within=term(days["first_response"])
        ),
        Promise(
            level="linking", what="Een opbrengst, of waar het staat", who="de schakel", within=term(days["outcome"])
        ),
        Promise(
            level="system", what="Signaal aannemen of teruggeven", who="het ministerie", within=term(days["intake"])
        ),
        Promise(level="system", what="Besluit na het aannemen", who="het ministerie", within=term(days["decision"])),
        Promise(level="linking", what="Nieuwe reactie na heropenen", who="de schakel", within=term(days["reopened"])),
        Promise(level="practice", what="Zeggen of het helpt", who="u, die het inbracht", within=term(days["verdict"])),
    )
