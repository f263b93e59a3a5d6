"""What higher floors show on the pages of an issue. Config lists who they are; this floor only asks the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from leerlus.people.actors import Actor
    from leerlus.practice.issues.models import Issue
    from leerlus.practice.issues.queries.wording import Level

LIST = "leerlus.config.panels"
"""The module that names them, in the tuples ISSUE_PANELS and SIMILAR_SOURCES: a name, as ROOT_URLCONF is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelLink:
    """Something of a higher floor that belongs to an issue: a word for what it is, its title, its page, a sentence.

    level    at which it was made, where a page marks that
    """

    label: str
    title: str
    url: str
    text: str = ""
    level: Level = "system"


def listed(tuple_name: str) -> Iterator[object]:
    """Yield the functions that config lists under this name."""
    for dotted_path in import_string(f"{LIST}.{tuple_name}"):
        yield import_string(dotted_path)


def panels_of(actor: Actor, issue: Issue) -> tuple[PanelLink, ...]:
    """Return what higher floors show this reader beside this issue."""
    makers = cast("Iterator[Callable[[Actor, Issue], Iterable[PanelLink]]]", listed("ISSUE_PANELS"))
    return tuple(panel for make in makers for panel in make(actor, issue))
