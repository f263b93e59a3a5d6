"""The standard address of a provision on a day: jci, version 1.3.1 ("Juriconnect"), which wetten.overheid.nl opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

OPENS = "https://wetten.overheid.nl/"


def jci_of(bwb: str, article: str, on: date, paragraph: str = "") -> str:
    """Return the address of an article, or of one paragraph (lid) of it, as it was in force on a day.

    `jci1.3:c:BWBR0044770&artikel=11&lid=1&z=2022-01-01&g=2022-01-01`: z is the day from which one looks ("zichtdatum")
    and g the day on which it must be in force ("geldigheidsdatum"). Both are given, so that the address means the same
    text for good.
    """
    place = f"&artikel={article}" + (f"&lid={paragraph}" if paragraph else "")
    return f"jci1.3:c:{bwb}{place}&z={on.isoformat()}&g={on.isoformat()}"


def url_of(jci: str) -> str:
    """Return where a browser opens it."""
    return OPENS + jci
