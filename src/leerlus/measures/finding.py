"""What search wants to know of an app whose things it finds, and what it keeps of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One thing as search keeps it: only what everybody who may see the thing may read.

    id      the primary key of the thing         url    its page, a path on this site
    themes  slugs of themes                      date   what it is sorted and filtered by
    """

    id: int
    title: str
    text: str
    url: str
    date: date
    themes: tuple[str, ...] = ()
    fictional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What one app lets search find.

    kind      a short Dutch word for the address: `kwestie`      label, one   on the page: "Kwesties", "Kwestie"
    things    all things that somebody may find, as a query set
    changed   the same, as far as they changed since a moment; it may return too many, never too few
    read      makes the document of a thing
    visible   the things that this reader may see, asked for every search: search itself decides nothing
    """

    kind: str
    label: str
    one: str
    things: Callable[[], QuerySet[Any]]
    changed: Callable[[datetime], QuerySet[Any]]
    read: Callable[[Any], Document]
    visible: Callable[[Actor], QuerySet[Any]]
