"""For who administers an organisation: numbers, and own methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerlus.audit.steps import Denied
from leerlus.practice.peer_sessions import actions, policies, queries
from leerlus.practice.peer_sessions.forms import MethodForm
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest


@login_required
@require_safe
def organisation(request: ActorRequest) -> HttpResponse:
    """Show that sessions were, and the methods of the organisation."""
    numbers = queries.numbers_of(request.actor)
    if not numbers:
        raise Denied("Deze pagina is voor wie een organisatie beheert.")
    return render(request, "peer_sessions/organisation.html", {"numbers": numbers})


@login_required
def add_method(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Read a method from a file; what is wrong stands under the form, with the step."""
    policies.check_may_keep_methods(request.actor, organisation_id)
    if request.method != "POST":
        return render(request, "peer_sessions/add_method.html", {"form": MethodForm()})
    form = MethodForm(request.POST, request.FILES)
    if form.is_valid() and form.method is not None:
        try:
            actions.add_method(organisation_id=organisation_id, method=form.method, by=request.actor, at=timezone.now())
        except Denied as denied:
            form.add_error("file", str(denied))
        else:
            say_done(request, f"De methode “{form.method.title}” staat klaar voor uw collega’s.")
            return redirect("peer_sessions:organisation")
    return render(request, "peer_sessions/add_method.html", {"form": form}, status=422)


@login_required
@require_POST
def end_method(request: ActorRequest, method_id: int) -> HttpResponse:
    """Take a method away."""
    actions.end_method(method_id=method_id, by=request.actor, at=timezone.now())
    say_done(request, "De methode is weggehaald. Wat al gepland is, gaat door.")
    return redirect("peer_sessions:organisation")
