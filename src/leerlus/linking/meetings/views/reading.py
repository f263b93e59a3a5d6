"""Reading about meetings, and saying who comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerlus.audit.steps import Denied
from leerlus.linking.meetings import actions, policies, queries
from leerlus.linking.meetings.forms import AnswerForm, VoteForm
from leerlus.linking.meetings.models import DateVote
from leerlus.linking.meetings.notify import as_calendar
from leerlus.linking.meetings.workflow import PLANNED
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from leerlus.people.middleware import ActorRequest

PAGE = 20


@login_required
@require_safe
def show_list(request: ActorRequest, slug: str) -> HttpResponse:
    """Show the meetings of a community."""
    community, place, found = queries.list_meetings(request.actor, slug)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    may_run = policies.may_run(request.actor, place)
    return render(request, "meetings/list.html", {"community": community, "meetings": page, "may_run": may_run})


@login_required
@require_safe
def show_meeting(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Show one meeting."""
    page = queries.read_meeting(request.actor, meeting_id)
    context = {
        "page": page,
        "presence": queries.read_presence(page),
        "meeting": page.meeting,
        "community": page.community,
        "choices": DateVote.Choice.choices,
    }
    return render(request, "meetings/detail.html", context)


@login_required
@require_POST
def answer(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Say whether one comes."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Denied("Kies of u komt, misschien komt of niet komt.")
    said = actions.answer(meeting_id=meeting_id, says=form.cleaned_data["says"], by=request.actor, at=timezone.now())
    waits = said.answer == "yes" and not said.has_seat
    queued = "U staat op de wachtlijst. Komt er een plaats vrij, dan hoort u het."
    say_done(request, queued if waits else "Uw antwoord is bewaard.")
    return redirect("meetings:detail", meeting_id)


@login_required
@require_POST
def vote(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Say when one can."""
    form = VoteForm(request.POST, meeting=queries.find_meeting(meeting_id))
    if not form.is_valid():
        raise Denied("Kies bij elke datum ja, als het moet of nee.")
    actions.vote(meeting_id=meeting_id, choices=form.choices, by=request.actor, at=timezone.now())
    say_done(request, "Wij weten nu wanneer u kunt.")
    return redirect("meetings:detail", meeting_id)


@login_required
@require_safe
def calendar_file(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Give the meeting for the own calendar."""
    meeting = queries.read_meeting(request.actor, meeting_id).meeting
    if meeting.starts_at is None or meeting.is_concept:
        raise Http404
    # Without the one who asks as a guest: a file that is opened is no invitation that can be answered.
    file = as_calendar(meeting, method="PUBLISH" if meeting.state == PLANNED else "CANCEL", at=meeting.changed_at)
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="bijeenkomst-{meeting.pk}.ics"'
    return answer
