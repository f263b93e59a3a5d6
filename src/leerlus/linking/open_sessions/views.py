"""Pages: the intervisie of a community, and opening a session to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.views.answering import refuse, show_form
from leerlus.linking.open_sessions import actions, queries
from leerlus.linking.open_sessions.forms import OpenForm
from leerlus.practice.peer_sessions.policies import check_may_open_up
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest


@login_required
@require_safe
def show_sessions(request: ActorRequest, slug: str) -> HttpResponse:
    """Show when there is intervisie, and how often there was."""
    page = queries.read_sessions(request.actor, slug, timezone.localdate())
    return render(request, "open_sessions/list.html", {"page": page, "community": page.community})


@login_required
@require_POST
def sign_up(request: ActorRequest, slug: str, session_id: int) -> HttpResponse:
    """Sign up for a session, and go to its room."""
    queries.read_sessions(request.actor, slug, timezone.localdate())
    try:
        actions.sign_up(session_id=session_id, by=request.actor, at=timezone.now())
    except Denied as refusal:
        messages.warning(request, str(refusal))
        return redirect("open_sessions:list", slug)
    say_done(request, "U doet mee. Op de dag zelf opent u deze bladzijde.")
    return redirect("peer_sessions:room", session_id)


@login_required
def open_to(request: ActorRequest, session_id: int) -> HttpResponse:
    """Open a session to a community."""
    session, me, opened = queries.find_own(request.actor, session_id)
    check_may_open_up(session, me)
    communities = [opened.community] if opened else queries.own_communities(request.actor, timezone.localdate())
    form = OpenForm(request.POST or None, communities=communities)
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_to(
                session_id=session_id,
                community_id=form.cleaned_data["community"],
                by=request.actor,
                at=timezone.now(),
            )
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "Leden van de community kunnen zich nu aanmelden.")
            return redirect("peer_sessions:room", session_id)
    return show_form(
        request, "open_sessions/open.html", form, {"session": session, "opened": opened, "communities": communities}
    )


@login_required
@require_POST
def close(request: ActorRequest, session_id: int) -> HttpResponse:
    """End signing up."""
    session, me, _ = queries.find_own(request.actor, session_id)
    check_may_open_up(session, me)
    actions.close(session_id=session_id, by=request.actor, at=timezone.now())
    say_done(request, "Aanmelden kan niet meer. Wie zich al aanmeldde, doet mee.")
    return redirect("peer_sessions:room", session_id)
