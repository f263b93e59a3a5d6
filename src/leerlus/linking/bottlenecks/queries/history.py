"""The history of a bottleneck in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from leerlus.audit.models import Event
from leerlus.linking.bottlenecks.models import Bundling
from leerlus.linking.bottlenecks.policies import may_bundle, works_on
from leerlus.linking.bottlenecks.workflow import WORKFLOW
from leerlus.people.actors import LINKING_ROLES
from leerlus.ui.dates import number
from leerlus.ui.shapes import TrackStep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.people.actors import Actor

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
TEXTS = {"title": "Titel", "summary": "Samenvatting", "meaning": "Wat het voor inburgeraars betekent"}
AT_SYSTEM_EVENTS = frozenset({"accept", "send_back", "decide", "lapse"})


def read_history(actor: Actor, bottleneck: Bottleneck) -> tuple[TrackStep, ...]:
    """Return what happened, latest first; two queries. The public reads the steps, not what was written with them."""
    events = Event.objects.of("bottleneck", bottleneck.pk).only(
        "subject_id", "name", "is_step", "actor_label", "at", "note", "data"
    )
    in_full = bool(actor.grants)
    if not in_full:
        events = events.filter(is_step=True)
    undo = _undoable(actor, bottleneck) if in_full else {}
    return tuple(_line(event, undo, in_full=in_full) for event in events.order_by("-pk")[:MOST])


def _undoable(actor: Actor, bottleneck: Bottleneck) -> dict[int, int]:
    """Return the bundlings that stand and that this actor may undo, per issue."""
    if not actor.has(*LINKING_ROLES):
        return {}
    works = works_on(actor, bottleneck)
    standing = Bundling.objects.filter(bottleneck=bottleneck, until__isnull=True)
    return {
        issue: pk
        for issue, pk, region, theme in standing.values_list("issue_id", "pk", "issue__region_id", "issue__theme_id")
        if works or may_bundle(actor, region, theme)
    }


def _line(event: Event, undo: Mapping[int, int], *, in_full: bool) -> TrackStep:
    standing = [undo[issue] for issue in event.data.get("issues", ()) if issue in undo and event.name == "bundle"]
    url = ""
    if standing:
        url = reverse("bottlenecks:unbundle", args=standing[:1])
        if len(standing) > 1:
            url = f"{reverse('bottlenecks:detail', args=[event.subject_id])}#kwesties"
    return TrackStep(
        title=_title(event),
        at=event.at,
        who=event.actor_label,
        message=(event.note or _old_texts(event)) if in_full else "",
        level="system" if event.name in AT_SYSTEM_EVENTS else "linking",
        url=url,
        link_label="Losmaken" if len(standing) == 1 else "Losmaken: kies in de lijst welke kwestie",
    )


def _old_texts(event: Event) -> str:
    """Say what the texts were before they were changed."""
    old = event.data.get("old", {})
    return " ".join(f"{name} was: “{old[field] or 'leeg'}”." for field, name in TEXTS.items() if field in old)


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
