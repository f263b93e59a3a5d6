"""The history of a bottleneck in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from leerlus.audit.models import Event
from leerlus.linking.bottlenecks.workflow import WORKFLOW
from leerlus.ui.dates import number
from leerlus.ui.shapes import TrackStep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leerlus.linking.bottlenecks.models import Bottleneck

MOST = 100
"""More than the latest hundred events is not read by anybody; the history itself keeps all of them."""

OTHER_EVENTS = {
    "edit": "Tekst aangepast",
    "publish": "Gepubliceerd",
    "unpublish": "Publicatie ingetrokken",
    "add_action_point": "Actie toegevoegd",
    "finish_action_point": "Actie klaar",
    "resume_action_point": "Actie weer open",
    "add_voice": "Ervaring toegevoegd",
}
AT_SYSTEM_EVENTS = frozenset({"accept", "send_back", "decide", "lapse"})


def read_history(bottleneck: Bottleneck, *, in_full: bool, undo: Mapping[int, int]) -> tuple[TrackStep, ...]:
    """Return what happened, latest first; one query.

    in_full  also what was written, and what happened beside the steps; not for the public
    undo     the bundling that still stands and that this reader may undo, per issue
    """
    events = Event.objects.of("bottleneck", bottleneck.pk)
    if not in_full:
        events = events.filter(is_step=True)
    return tuple(_line(event, undo, in_full=in_full) for event in events.order_by("-pk")[:MOST])


def _line(event: Event, undo: Mapping[int, int], *, in_full: bool) -> TrackStep:
    standing = [undo[issue] for issue in event.data.get("issues", ()) if issue in undo and event.name == "bundle"]
    url = ""
    if standing:
        url = reverse("bottlenecks:unbundle", args=standing) if len(standing) == 1 else "#kwesties"
    return TrackStep(
        title=_title(event),
        at=event.at,
        who=event.actor_label,
        message=event.note if in_full else "",
        level="system" if event.name in AT_SYSTEM_EVENTS else "linking",
        url=url,
        link_label="Losmaken" if len(standing) == 1 else "Losmaken: kies hierboven welke kwestie",
    )


def _title(event: Event) -> str:
    if event.is_step:
        return WORKFLOW.step(event.name).done
    count = len(event.data.get("issues", ()))
    words = "1 kwestie" if count == 1 else f"{number(count)} kwesties"
    if event.name == "bundle":
        return f"{words} toegevoegd"
    if event.name == "unbundle":
        return f"{words} losgemaakt"
    return OTHER_EVENTS.get(event.name, event.name)
