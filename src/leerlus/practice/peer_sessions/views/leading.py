"""Leading: begin, go on, choose, take over, call off; and not coming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerlus.audit.steps import Denied
from leerlus.practice.peer_sessions import actions
from leerlus.practice.peer_sessions.queries import find_session
from leerlus.practice.peer_sessions.views.deeds import do, read_number
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest


def _version(request: ActorRequest) -> int:
    return read_number(request.POST.get("version"))


@login_required
@require_POST
def start(request: ActorRequest, session_id: int) -> HttpResponse:
    """Begin."""
    return do(
        request,
        session_id,
        lambda: actions.start(session_id=session_id, version=_version(request), by=request.actor, at=timezone.now()),
    )


@login_required
@require_POST
def next_step(request: ActorRequest, session_id: int) -> HttpResponse:
    """Go to the next step, or end."""
    return do(
        request,
        session_id,
        lambda: actions.next_step(
            session_id=session_id, version=_version(request), by=request.actor, at=timezone.now()
        ),
    )


@login_required
@require_POST
def choose(request: ActorRequest, session_id: int, entry_id: int) -> HttpResponse:
    """Choose the case."""
    return do(
        request,
        session_id,
        lambda: actions.choose(
            session_id=session_id,
            entry_id=entry_id,
            version=_version(request),
            by=request.actor,
            at=timezone.now(),
        ),
    )


@login_required
@require_POST
def take_over(request: ActorRequest, session_id: int) -> HttpResponse:
    """Lead from now on."""
    return do(
        request,
        session_id,
        lambda: actions.take_over(
            session_id=session_id, version=_version(request), by=request.actor, at=timezone.now()
        ),
    )


@login_required
@require_POST
def cancel(request: ActorRequest, session_id: int) -> HttpResponse:
    """Call it off."""
    find_session(request.actor, session_id)
    try:
        actions.cancel(session_id=session_id, version=_version(request), by=request.actor, at=timezone.now())
    except Denied as denied:
        messages.warning(request, str(denied))
        return redirect("peer_sessions:room", session_id)
    say_done(request, "De intervisie is afgezegd. Wat er was geschreven, is weg.")
    return redirect("peer_sessions:list")


@login_required
@require_POST
def leave(request: ActorRequest, session_id: int) -> HttpResponse:
    """Say that one does not come."""
    find_session(request.actor, session_id)
    actions.leave(session_id=session_id, by=request.actor, at=timezone.now())
    say_done(request, "U doet niet mee met deze intervisie.")
    return redirect("peer_sessions:list")
