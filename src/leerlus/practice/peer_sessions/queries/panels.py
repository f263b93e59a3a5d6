"""What higher floors show on the pages of intervisie. Config lists who they are; this floor only asks the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from leerlus.practice.issues.queries.panels import PanelLink, listed
from leerlus.practice.peer_sessions.workflow import PLANNED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from leerlus.people.actors import Actor
    from leerlus.practice.peer_sessions.models import PeerSession


def panels_of(session: PeerSession, *, leads: bool) -> tuple[PanelLink, ...]:
    """Return what higher floors show in the room before it begins; nothing once it runs."""
    if session.state != PLANNED:
        return ()
    makers = cast("Iterator[Callable[[PeerSession, bool], Iterable[PanelLink]]]", listed("PEER_SESSION_PANELS"))
    return tuple(panel for make in makers for panel in make(session, leads))


def panels_for(actor: Actor) -> tuple[PanelLink, ...]:
    """Return what higher floors show on the page with one's own sessions."""
    makers = cast("Iterator[Callable[[Actor], Iterable[PanelLink]]]", listed("PEER_LIST_PANELS"))
    return tuple(panel for make in makers for panel in make(actor))
