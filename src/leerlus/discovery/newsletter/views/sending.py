"""How a letter will look, a test mail, and sending it."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING

from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlus.audit.steps import Denied
from leerlus.discovery.newsletter import actions, policies, queries
from leerlus.discovery.newsletter.notify import write
from leerlus.discovery.newsletter.views.composing import read_version
from leerlus.discovery.newsletter.workflow import THINK_AGAIN
from leerlus.ui.dates import number
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from leerlus.discovery.newsletter.models import Block, Letter
    from leerlus.people.middleware import ActorRequest


def _taken(letter: Letter) -> list[Block]:
    return list(letter.blocks.filter(left_out=False))


@login_required
@require_safe
def preview(request: ActorRequest, letter_id: int) -> HttpResponse:
    """Show a letter as on a phone, as on a desktop and as plain text."""
    letter = queries.find_letter(request.actor, letter_id)
    return render(request, "newsletter/preview.html", {"letter": letter, "text": write(letter, _taken(letter)).text})


@csp_replace({"style-src": ["'unsafe-inline'"], "frame-ancestors": ["'self'"]})  # type: ignore[arg-type] # a mail has its style inside
@xframe_options_sameorigin
@login_required
@require_safe
def preview_html(request: ActorRequest, letter_id: int) -> HttpResponse:
    """Show what a mail program shows, for the frames of the preview."""
    letter = queries.find_letter(request.actor, letter_id)
    return HttpResponse(write(letter, _taken(letter)).html)


@login_required
@require_POST
def send_test(request: ActorRequest, letter_id: int) -> HttpResponse:
    """Mail the letter to whoever asks."""
    policies.check_may_edit(request.actor)
    try:
        email = actions.send_test(letter_id=letter_id, by=request.actor)
    except (smtplib.SMTPException, OSError):
        messages.warning(request, "De proef ging niet weg: de mailserver antwoordt niet. Probeer het zo opnieuw.")
    else:
        say_done(request, f"De proef is naar {email} gestuurd. Alle blokken staan erin.")
    return redirect("newsletter:edit", letter_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: ActorRequest, letter_id: int) -> HttpResponse:
    """Ask once, saying to how many, and let the letter go."""
    letter = queries.find_letter(request.actor, letter_id)
    count = queries.count_readers(_taken(letter))
    refused = ""
    if request.method == "POST":
        try:
            actions.send(letter_id=letter_id, version=read_version(request), by=request.actor, at=timezone.now())
        except Denied as refusal:
            refused = str(refusal)
        else:
            say_done(
                request,
                f"De nieuwsbrief gaat over {THINK_AGAIN.seconds // 60} minuten naar {number(count.get)} adressen.",
                undo_url=reverse("newsletter:take_back", args=[letter_id]),
            )
            return redirect("newsletter:edit", letter_id)
    context = {"letter": letter, "count": count, "refused": refused, "minutes": THINK_AGAIN.seconds // 60}
    return render(request, "newsletter/send.html", context, status=409 if refused else 200)


@login_required
@require_POST
def take_back(request: ActorRequest, letter_id: int) -> HttpResponse:
    """Take a letter back before the first mail went."""
    policies.check_may_edit(request.actor)
    try:
        actions.take_back(letter_id=letter_id, by=request.actor, at=timezone.now())
    except Denied as refusal:
        messages.warning(request, str(refusal))
    else:
        say_done(request, "De nieuwsbrief is teruggehaald. Er ging nog niets weg.")
    return redirect("newsletter:edit", letter_id)
