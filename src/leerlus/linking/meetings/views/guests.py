"""Newcomers at the table: the page of who runs the meeting, and the one behind a personal link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.views.answering import refuse, show_form
from leerlus.linking.meetings import actions, policies, queries
from leerlus.linking.meetings.forms import GuestAnswerForm, GuestForm
from leerlus.linking.meetings.notify import guest_of_token, guest_path
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest


@login_required
@never_cache
def show_guests(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Show the places for people without an account, each with its link, and make one."""
    page = queries.read_meeting(request.actor, meeting_id)
    policies.check_may_run_meeting(request.actor, page.place)
    form = GuestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite_guest(
                meeting_id=meeting_id, label=form.cleaned_data["label"], by=request.actor, at=timezone.now()
            )
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "De link staat klaar. Geef hem aan één persoon.")
            return redirect("meetings:guests", meeting_id)
    guests = [(guest, settings.BASE_URL + guest_path(guest)) for guest in page.guests if not guest.withdrawn_at]
    context = {"meeting": page.meeting, "community": page.community, "guests": guests}
    return show_form(request, "meetings/guests.html", form, context)


@login_required
@require_POST
def withdraw_guest(request: ActorRequest, meeting_id: int, guest_id: int) -> HttpResponse:
    """Close a link."""
    actions.withdraw_guest(guest_id=guest_id, by=request.actor, at=timezone.now())
    say_done(request, "Deze link werkt niet meer.")
    return redirect("meetings:guests", meeting_id)


@never_cache
def be_guest(request: ActorRequest, token: str) -> HttpResponse:
    """Answer without an account: whether one comes, and what it means."""
    guest = queries.find_guest(guest_of_token(token))
    if guest is None:
        return _say_closed(request, "Deze link klopt niet. Is hij helemaal overgenomen?")
    try:
        policies.check_link_is_open(guest, guest.meeting, at=timezone.now())
    except Denied as refusal:
        return _say_closed(request, str(refusal))
    form = GuestAnswerForm(request.POST or None, initial={"says": guest.answer, "text": guest.text})
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_as_guest(guest_id=guest.pk, **form.written, at=timezone.now())
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "Dank u wel. Uw antwoord is bewaard.")
            return redirect("meetings:be_guest", token)
    return show_form(request, "meetings/guest.html", form, {"meeting": guest.meeting, "guest": guest})


def _say_closed(request: ActorRequest, reason: str) -> HttpResponse:
    return render(request, "meetings/guest_closed.html", {"reason": reason}, status=404)
