"""Pages: all feedback for this reader, and stopping the mails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerlus.linking.feedback import actions, policies, queries
from leerlus.linking.feedback.notify import person_of_token
from leerlus.practice.issues.actions import read_feedback

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
