"""Who does what at a meeting, and who really came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone

from leerlus.audit.steps import Denied, Stale
from leerlus.linking.bottlenecks.views.answering import CONFLICT, refuse, show_form
from leerlus.linking.meetings import actions, policies, queries
from leerlus.linking.meetings.forms import RolesForm
from leerlus.linking.meetings.views.agenda import as_number
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

MOST = 1000


@login_required
def give_roles(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Say who leads the meeting and who writes it down; also after it was planned."""
    page = queries.read_meeting(request.actor, meeting_id)
    meeting = page.meeting
    policies.check_may_give_roles(request.actor, page.place, meeting)
    given = {"chair_id": meeting.chair_id, "note_taker_id": meeting.note_taker_id, "version": meeting.version}
    form = RolesForm(request.POST or None, owners=queries.owners_of(meeting), initial=given)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
        try:
            actions.give_roles(meeting_id=meeting_id, **wanted, by=request.actor, at=timezone.now())
        except Denied as refusal:
            refuse(form, refusal, version=meeting.version)
        else:
            say_done(request, "De rollen zijn bewaard. Voorzitter en notulist schrijven nu mee aan het verslag.")
            return redirect("meetings:detail", meeting_id)
    return show_form(request, "meetings/roles.html", form, {"meeting": meeting, "community": page.community})


@login_required
def mark_presence(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Mark who really came, all at once."""
    page = queries.read_meeting(request.actor, meeting_id)
    meeting, today = page.meeting, timezone.localdate()
    policies.check_may_mark_presence(request.actor, page.place, meeting, has_role=page.has_role, today=today)
    stale = ""
    if request.method == "POST":
        try:
            actions.mark_presence(
                meeting_id=meeting_id,
                members=_ticks(request, "lid"),
                guests=_ticks(request, "gast"),
                by=request.actor,
                at=timezone.now(),
                version=as_number(request.POST.get("version", "")) or 0,
            )
        except Stale as refusal:
            stale = str(refusal)
        else:
            say_done(request, "Bewaard wie er waren.")
            return redirect("meetings:minutes", meeting_id)
    members, guests = _ticks(request, "lid"), _ticks(request, "gast")
    marked = meeting.presence_at is not None
    context = {
        "meeting": meeting,
        "community": page.community,
        "stale": stale,
        "members": [
            (each, members.get(each.pk, bool(each.came) if marked else each.has_seat))
            for each in sorted(page.invited, key=lambda one: (one.membership.organisation.name, one.pk))
        ],
        "guests": [
            (each, guests.get(each.pk, bool(each.came) if marked else each.answer == "yes"))
            for each in page.guests
            if not each.withdrawn_at
        ],
    }
    return render(request, "meetings/presence.html", context, status=CONFLICT if stale else 200)


def _ticks(request: ActorRequest, name: str) -> dict[int, bool]:
    """Return of each place that stood on the page whether it was ticked."""
    shown = [as_number(text) for text in request.POST.getlist(f"{name}_getoond")[:MOST]]
    ticked = {as_number(text) for text in request.POST.getlist(name)[:MOST]}
    return {number: number in ticked for number in shown if number is not None}
