"""The Dutch words in which the drawn documents speak of what the state tables say in code."""

from __future__ import annotations

from leerlus.audit.steps import Audience, Mode, Turn
from leerlus.people.actors import CLOCK_ROLE, ROLE_NAMES, Role

CLOCK_NAME = "Leerlus zelf"

TURNS = {
    Turn.RAISER: "de indiener",
    Turn.COORDINATOR: "de regiocoördinator",
    Turn.OWNER: "de eigenaar van het knelpunt",
    Turn.ADVISER: "de adviseur van het ministerie",
    Turn.NOBODY: "niemand",
}

AUDIENCES = {
    Audience.NOBODY: "niemand",
    Audience.RAISER: "de indiener",
    Audience.PARTIES: "alle partijen",
}

MODES = {
    Mode.BOUNCE_BACK: "terug naar wie het inbracht",
    Mode.RAPID_RESPONSE: "snel iets om mee verder te kunnen",
    Mode.RAISE_AWARENESS: "alle professionals laten weten",
    Mode.INFORM_OF_ACTION: "zeggen wat ermee gebeurde",
    Mode.IMPROVE: "nagaan of het werkt",
}

FIELDS = {
    "title": "titel",
    "situation": "wat er gebeurde",
    "question": "vraag",
    "meaning": "wat het voor de inburgeraar betekent",
    "theme": "thema",
    "text": "tekst",
    "change": "wat er voor het werk verandert",
    "reason": "reden",
    "summary": "samenvatting",
    "kind": "soort opbrengst",
    "why": "waarom de praktijk dit niet kan oplossen",
    "instrument": "soort besluit",
    "effective_on": "ingangsdatum",
    "ends_on": "einddatum",
    "until": "nieuwe datum",
    "due_on": "uiterste dag",
    "publish_on": "dag van publiceren",
}
"""What must be filled in. A field without a word here is drawn by its name in code; a test then asks for the word."""


def name_roles(who: frozenset[str]) -> str:
    """Return the roles in Dutch, in the order in which the code names them, the software itself last."""
    names = [ROLE_NAMES[role].lower() for role in Role if role in who]
    return ", ".join([*names, CLOCK_NAME] if CLOCK_ROLE in who else names)


def name_fields(needs: tuple[str, ...]) -> str:
    """Return what must be filled in, in Dutch."""
    return ", ".join(FIELDS.get(name, f"`{name}`") for name in needs) or "–"
