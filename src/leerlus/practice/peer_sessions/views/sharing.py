"""The one way out: the case presenter writes the lesson anew, as a kwestie of which only "intervisie" is known.

Nothing is stored here, and nothing goes along: no number, no text, no row in the history, and not that
somebody agreed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.practice.issues.models import Source
from leerlus.practice.issues.policies import may_raise
from leerlus.practice.peer_sessions import queries
from leerlus.practice.peer_sessions.forms import ConsentForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest


@login_required
def share(request: ActorRequest, session_id: int) -> HttpResponse:
    """Ask whether the case presenter wants this, and bring them to the empty form of a kwestie."""
    found = queries.read_room(request.actor, session_id, timezone.now())
    if not found.may_share:
        raise Denied("Alleen wie de casus inbracht, deelt de les eruit, en pas na afloop.")
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(f"{reverse('issues:raise')}?bron={Source.PEER_SESSION}")
    context = {"form": form, "session": found.session, "may_raise": may_raise(request.actor)}
    return render(request, "peer_sessions/share.html", context, status=422 if form.errors else 200)
