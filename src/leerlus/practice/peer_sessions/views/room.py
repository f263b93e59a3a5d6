"""The room: the page, and the part of it that a screen fetches again when something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from leerlus.practice.peer_sessions import actions, queries
from leerlus.practice.peer_sessions.forms import AskForm, WriteForm
from leerlus.practice.peer_sessions.views.deeds import read_number
from leerlus.practice.peer_sessions.workflow import ENDED, PLANNED

if TYPE_CHECKING:
    from leerlus.people.middleware import ActorRequest


@login_required
@require_safe
@never_cache
def room(request: ActorRequest, session_id: int) -> HttpResponse:
    """Show the room. Having it open is being there."""
    actions.be_present(session_id=session_id, by=request.actor, at=timezone.now())
    return render(request, "peer_sessions/room.html", show(request, session_id))


@login_required
@require_safe
@never_cache
def part(request: ActorRequest, session_id: int) -> HttpResponse:
    """Show what changes of the room; nothing when the screen has the latest."""
    session, me = queries.find_session(request.actor, session_id)
    actions.be_present(session_id=session_id, by=request.actor, at=timezone.now())
    offered = queries.may_take_over_now(session, me, timezone.now())
    if session.beat == read_number(request.GET.get("stand")) and offered == (request.GET.get("overnemen") == "1"):
        return HttpResponse(status=204)
    return render(request, "peer_sessions/part.html", show(request, session_id))


@login_required
@require_safe
@never_cache
def certificate(request: ActorRequest, session_id: int) -> HttpResponse:
    """Hand over the certificate of attendance."""
    content = queries.print_certificate(request.actor, session_id, timezone.now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="bewijs-intervisie.pdf"'
    return response


def show(request: ActorRequest, session_id: int) -> dict[str, Any]:
    """Return what both need."""
    now = timezone.now()
    found = queries.read_room(request.actor, session_id, now)
    boxes = [(box, WriteForm(prefix=box.name, initial={"text": box.text})) for box in found.boxes]
    for box, form in boxes:
        form.fields["text"].label = box.label
    is_planned = found.session.state == PLANNED
    return {
        "room": found,
        "session": found.session,
        "boxes": boxes,
        "now": now,
        "stream": "" if found.session.is_over else queries.stream_address(session_id),
        "is_planned": is_planned,
        "panels": queries.panels_of(found.session, leads=found.may_start),
        "is_ended": found.session.state == ENDED,
        "ask": AskForm() if is_planned and found.may_start else None,
    }
