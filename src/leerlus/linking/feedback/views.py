"""Pages: all feedback for this reader, stopping the mails, and for the administrator which mail did not arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from leerlus.audit.steps import Denied
from leerlus.linking.feedback import actions, policies, queries
from leerlus.linking.feedback.notify import person_of_token
from leerlus.linking.feedback.workflow import SHOW_TROUBLE
from leerlus.practice.issues.actions import read_feedback
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpRequest

    from leerlus.people.middleware import ActorRequest

PAGE = 25


@require_GET
def own(request: ActorRequest) -> HttpResponse:
    """Show the feedback for this reader, newest first; with `toon=vragen` only what waits for an answer."""
    policies.check_may_read_own(request.actor)
    only_questions = request.GET.get("toon") == "vragen"
    found = queries.own_feedback(request.actor, only_questions=only_questions)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    unread = [] if only_questions else [feedback.pk for feedback in page if feedback.read_at is None]
    return render(request, "feedback/list.html", {"page": page, "unread": unread, "only_questions": only_questions})


@require_POST
def mark_read(request: ActorRequest) -> HttpResponse:
    """Mark what stood on the page as read."""
    policies.check_may_read_own(request.actor)
    ids = [int(number) for number in request.POST.getlist("bericht") if number.isdecimal()][:PAGE]
    read_feedback(feedback_ids=ids, by=request.actor, at=timezone.now())
    return redirect("feedback:list")


@csrf_exempt  # a mail program posts here without a cookie (RFC 8058); the signed link is the right to do so
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the mails: GET asks and changes nothing, POST stops them."""
    person_id = person_of_token(token)
    if person_id is None:
        raise Http404
    if request.method == "POST":
        actions.unsubscribe(person_id=person_id, at=timezone.now())
        return render(request, "feedback/unsubscribed.html")
    return render(request, "feedback/unsubscribe.html", {"token": token})


@login_required
@require_safe
def undelivered(request: ActorRequest) -> HttpResponse:
    """Show which mail did not arrive, and what can be done."""
    found = queries.undelivered(request.actor, timezone.now())
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    rows = queries.describe_undelivered(request.actor, page.object_list, timezone.localdate())
    return render(request, "feedback/undelivered.html", {"page": page, "rows": rows, "days": SHOW_TROUBLE.days})


@login_required
@require_POST
def send_again(request: ActorRequest, digest_id: int) -> HttpResponse:
    """Send a mail that did not arrive once more; the page said that it may arrive twice."""
    policies.check_may_watch_mail(request.actor)
    try:
        actions.send_again(digest_id=digest_id, by=request.actor, at=timezone.now())
    except Denied as refusal:
        messages.warning(request, str(refusal))
    else:
        say_done(request, "De mail gaat in de volgende ronde opnieuw weg. Lukt het niet, dan staat hij hier weer.")
    return redirect("feedback:undelivered")


@login_required
@require_POST
def settle(request: ActorRequest, digest_id: int) -> HttpResponse:
    """Leave it as it is."""
    policies.check_may_watch_mail(request.actor)
    try:
        actions.settle(digest_id=digest_id, by=request.actor, at=timezone.now())
    except Denied as refusal:
        messages.warning(request, str(refusal))
    else:
        say_done(request, "De mail is van de lijst. De berichten staan voor de lezer bij Terugkoppeling.")
    return redirect("feedback:undelivered")
