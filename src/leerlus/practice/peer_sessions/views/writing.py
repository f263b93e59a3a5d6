"""Taking part in the room: writing, voting, and weighing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerlus.audit.steps import Denied
from leerlus.practice.peer_sessions import actions
from leerlus.practice.peer_sessions.forms import WriteForm
from leerlus.practice.peer_sessions.policies import writings_for
from leerlus.practice.peer_sessions.queries import find_session
from leerlus.practice.peer_sessions.views.deeds import do, read_number

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

LONGER = "Deze tekst is te lang: er passen 5.000 tekens. Maak hem korter; tot die tijd wordt hij niet bewaard."


@login_required
@require_POST
def write(request: ActorRequest, session_id: int) -> HttpResponse:
    """Keep what was written in the boxes of a step; the page does so by itself while one writes."""
    session, me = find_session(request.actor, session_id)
    place, refusal = read_number(request.POST.get("stap")) - 1, ""
    method = None if session.is_over else session.method
    for writing in writings_for(method, me.role, place) if method else ():
        for number in range(1, writing.most + 1):
            prefix = f"{writing.kind}-{number}"
            if f"{prefix}-text" not in request.POST:
                continue
            form = WriteForm(request.POST, prefix=prefix)
            if not form.is_valid():
                refusal = LONGER
                continue
            try:
                actions.write(
                    session_id=session_id,
                    place=place,
                    kind=writing.kind,
                    number=number,
                    text=form.cleaned_data["text"],
                    by=request.actor,
                )
            except Denied as denied:
                refusal = str(denied)
    if method is None:
        refusal = "Deze intervisie is voorbij. Kopieer uw tekst als u die wilt houden."
    if "HX-Request" in request.headers:
        return render(request, "peer_sessions/saved.html", {"refusal": refusal, "saved_at": timezone.now()})
    if refusal:
        messages.warning(request, refusal)
    return redirect("peer_sessions:room", session_id)


@login_required
@require_POST
def vote(request: ActorRequest, session_id: int, entry_id: int) -> HttpResponse:
    """Vote for a case."""
    return do(request, session_id, lambda: actions.vote(session_id=session_id, entry_id=entry_id, by=request.actor))


@login_required
@require_POST
def value(request: ActorRequest, session_id: int, entry_id: int) -> HttpResponse:
    """Say whether something helps."""
    verdict = request.POST.get("oordeel", "")
    return do(
        request,
        session_id,
        lambda: actions.value(session_id=session_id, entry_id=entry_id, verdict=verdict, by=request.actor),
    )
