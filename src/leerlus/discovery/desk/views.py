"""Pages: the desk of whoever is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerlus.discovery.desk import queries
from leerlus.practice.issues.actions import read_feedback
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

MOST_AT_ONCE = 100
LONGEST_NUMBER = 15


@login_required
@require_safe
def work(request: ActorRequest) -> HttpResponse:
    """Show what this reader must do now, and what concerns them."""
    page = queries.read_desk(request.actor, timezone.now())
    return render(request, "desk/work.html", {"page": page})


@login_required
@require_POST
def mark_read(request: ActorRequest) -> HttpResponse:
    """Remember that the news on the desk was read."""
    asked = request.POST.getlist("bericht")[:MOST_AT_ONCE]
    numbers = [int(number) for number in asked if number.isdecimal() and len(number) <= LONGEST_NUMBER]
    read_feedback(feedback_ids=numbers, by=request.actor, at=timezone.now())
    say_done(request, "Deze berichten zijn gelezen. U vindt ze terug bij Terugkoppeling.")
    return redirect("desk:work")
