"""What higher floors show on the page of an answer. Config lists who they are; this floor only asks the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leerlus.people.actors import Actor

LIST = "leerlus.config.panels.ANSWER_PANELS"
"""The tuple that names them: a name, as ROOT_URLCONF is."""


class Panel(Protocol):
    """Something of a higher floor: a word for what it is, its title, its page, a sentence."""

    label: str
    title: str
    url: str
    text: str


def panels_of(actor: Actor, answer_id: int) -> tuple[Panel, ...]:
    """Return what higher floors show this reader beside this answer."""
    makers = cast(
        "list[Callable[[Actor, int], Iterable[Panel]]]", [import_string(path) for path in import_string(LIST)]
    )
    return tuple(panel for make in makers for panel in make(actor, answer_id))
