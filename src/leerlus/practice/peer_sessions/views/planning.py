"""One's own sessions, the methods, and planning a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerlus.audit.steps import Denied
from leerlus.practice.peer_sessions import actions, policies, queries
from leerlus.practice.peer_sessions.forms import AskForm, PlanForm, first_choice
from leerlus.practice.peer_sessions.views.deeds import read_number
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest
    from leerlus.practice.peer_sessions.models import PeerSession
    from leerlus.practice.peer_sessions.workflow import Method

NOBODY_THERE = "Dit adres heeft nog geen account: {}. Vraag de beheerder van die organisatie om een uitnodiging."


@login_required
@require_safe
def list_sessions(request: ActorRequest) -> HttpResponse:
    """Show one's own sessions."""
    context = {
        "own": queries.own_sessions(request.actor),
        "panels": queries.panels_for(request.actor),
        "may_plan": policies.may_plan(request.actor),
        "keeps": bool(policies.organisations_kept(request.actor)),
    }
    return render(request, "peer_sessions/list.html", context)


@login_required
@require_safe
def methods(request: ActorRequest) -> HttpResponse:
    """Explain the methods, step by step."""
    return render(request, "peer_sessions/methods.html", {"methods": queries.methods_for(request.actor)})


@login_required
def plan(request: ActorRequest) -> HttpResponse:
    """Plan a session; with `vorige` for the same group as the time before."""
    policies.check_may_plan(request.actor)
    today = timezone.localdate()
    offered, people = queries.methods_for(request.actor), queries.colleagues(request.actor, today)
    previous_id = read_number(request.POST.get("vorige") or request.GET.get("vorige")) or None
    previous = queries.read_group(request.actor, previous_id) if previous_id else None
    if request.method != "POST":
        initial = first_choice(today)
        if previous:
            known = {person.pk for person in people}
            initial |= {
                "people": [pk for pk in previous if pk in known],
                "addresses": ", ".join(email for pk, email in previous.items() if pk not in known),
            }
        form = PlanForm(initial=initial, methods=offered, colleagues=people)
        return render(request, "peer_sessions/plan.html", {"form": form, "previous_id": previous_id})
    form = PlanForm(request.POST, methods=offered, colleagues=people)
    session = _plan(request, form, offered, previous_id) if form.is_valid() else None
    if session is None:
        return render(request, "peer_sessions/plan.html", {"form": form, "previous_id": previous_id}, status=422)
    say_done(request, "De intervisie is gepland. Iedereen die u vroeg, krijgt een mail.")
    return redirect("peer_sessions:room", session.pk)


def _plan(
    request: ActorRequest, form: PlanForm, offered: Mapping[str, Method], previous_id: int | None
) -> PeerSession | None:
    """Plan what was filled in; None when the form says what is wrong."""
    given = dict(form.cleaned_data)  # what is found wrong goes out of the other
    found = queries.find_people((*given["addresses"], given["note_taker"]))
    missing = [email for email in given["addresses"] if email not in found]
    if missing:
        form.add_error("addresses", NOBODY_THERE.format(", ".join(missing)))
    wanted = (*given.get("people", ()), *(found[email] for email in given["addresses"] if email in found))
    taker = found.get(given["note_taker"])
    if given["note_taker"] and taker not in wanted:
        form.add_error("note_taker", "Vraag deze persoon eerst hierboven, als collega of met het adres.")
    if form.errors:
        return None
    wish = actions.Plan(
        method=offered[given["method"]],
        planned_at=form.planned_at(),
        person_ids=wanted,
        mode=given["mode"],
        days_per_step=given["days_per_step"],
        note_taker_id=taker,
        grows=given["grows"],
        origin=given["origin"],
        previous_id=previous_id,
        fictional=getattr(request.user, "fictional", False),
    )
    try:
        return actions.plan(wish=wish, by=request.actor, at=timezone.now())
    except Denied as denied:
        form.add_error(None, str(denied))
        return None


@login_required
@require_POST
def ask(request: ActorRequest, session_id: int) -> HttpResponse:
    """Ask one more person."""
    queries.find_session(request.actor, session_id)
    form = AskForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Vul een goed e-mailadres in.")
        return redirect("peer_sessions:room", session_id)
    email = form.cleaned_data["email"].lower()
    person_id = queries.find_people([email]).get(email)
    if person_id is None:
        messages.warning(request, NOBODY_THERE.format(email))
        return redirect("peer_sessions:room", session_id)
    try:
        actions.invite(session_id=session_id, person_id=person_id, by=request.actor, at=timezone.now())
    except Denied as denied:
        messages.warning(request, str(denied))
    else:
        say_done(request, "Deze persoon krijgt een mail.")
    return redirect("peer_sessions:room", session_id)
