"""Doing something in the room and going back to it, with a sentence when it could not be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render

from leerlus.audit.steps import Denied
from leerlus.practice.peer_sessions.queries import find_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

LONGEST_NUMBER = 9


def read_number(text: str | None) -> int:
    """Return a number from a form; 0 is no number that anything has."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0


def do(request: ActorRequest, session_id: int, act: Callable[[], object]) -> HttpResponse:
    """Do it. Who does not take part gets no room at all; a refusal to who does is said in the room."""
    find_session(request.actor, session_id)
    refusal = ""
    try:
        act()
    except Denied as denied:
        refusal = str(denied)
    if "HX-Request" in request.headers:
        return render(request, "peer_sessions/refusal.html", {"refusal": refusal})
    if refusal:
        messages.warning(request, refusal)
    return redirect("peer_sessions:room", session_id)
