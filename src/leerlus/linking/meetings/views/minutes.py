"""During a meeting: one item at a time in large type; after it: the minutes, as a page and as files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.views.answering import refuse, show_form
from leerlus.linking.meetings import actions, policies, queries
from leerlus.linking.meetings.forms import ConcludeForm, ReportForm, TaskForm
from leerlus.linking.meetings.views.agenda import as_number
from leerlus.linking.meetings.views.word import WORD, as_word
from leerlus.ui.printing import PDF, as_pdf
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from leerlus.people.middleware import ActorRequest

PAGE = Path(__file__).resolve().parent.parent / "templates" / "meetings" / "minutes.typ"


@login_required
def present(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Show one item in large type, and write down what is concluded and who does what as it falls."""
    minutes = queries.read_minutes(request.actor, meeting_id, follow=False)
    meeting = minutes.page.meeting
    policies.check_may_write(request.actor, minutes.page.place, meeting, has_role=minutes.page.has_role)
    count = len(minutes.lines)
    wanted = as_number(request.GET.get("punt", "")) or 1
    number = min(max(wanted, 1), count)
    now = minutes.lines[number - 1]
    owners = queries.owners_of(meeting)
    step = request.POST.get("stap", "")
    concluded = ConcludeForm(request.POST if step == "conclusie" else None, prefix="conclusie")
    due = queries.due_by_default(meeting, timezone.now())
    task = TaskForm(request.POST if step == "actie" else None, owners=owners, initial={"due_on": due}, prefix="actie")
    form = task if step == "actie" else concluded
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        try:
            if step == "actie":
                actions.give_task(item_id=now.line.item.pk, **form.written, by=request.actor, at=at)
            else:
                actions.conclude(item_id=now.line.item.pk, **form.written, by=request.actor, at=at)
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "Opgeschreven.")
            return redirect(f"{reverse('meetings:present', args=[meeting_id])}?punt={number}")
    context = {
        "meeting": meeting,
        "now": now,
        "number": number,
        "guests": minutes.page.guests,
        "may_mark": minutes.page.may_mark,
        "count": count,
        "before": number - 1 if number > 1 else 0,
        "after": number + 1 if number < count else 0,
        "concluded": concluded,
        "task": task,
    }
    return show_form(request, "meetings/present.html", form, context)


@login_required
@require_POST
def take_back(request: ActorRequest, meeting_id: int, conclusion_id: int) -> HttpResponse:
    """Take a conclusion out of the minutes."""
    actions.take_back_conclusion(conclusion_id=conclusion_id, by=request.actor, at=timezone.now())
    say_done(request, "De conclusie is weggehaald.")
    return redirect("meetings:minutes", meeting_id)


@login_required
@require_POST
def finish(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Close the meeting: the minutes stand."""
    actions.finish(meeting_id=meeting_id, by=request.actor, at=timezone.now())
    say_done(request, "De bijeenkomst is afgesloten. Leden lezen het verslag; acties staan bij Mijn werk.")
    return redirect("meetings:minutes", meeting_id)


@login_required
@require_safe
def show_minutes(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Show the minutes."""
    minutes = queries.read_minutes(request.actor, meeting_id)
    meeting = minutes.page.meeting
    can_close = meeting.state == "planned" and meeting.starts_at is not None and meeting.starts_at <= timezone.now()
    context = {
        "minutes": minutes,
        "page": minutes.page,
        "meeting": meeting,
        "community": minutes.page.community,
        "presence": queries.read_presence(minutes.page),
        "writes": minutes.page.may_write and policies.takes_items(meeting),
        "can_close": minutes.page.may_run and can_close,
    }
    return render(request, "meetings/minutes.html", context)


@login_required
@require_safe
def word_file(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Give the minutes as a Word file, with what this reader may read."""
    minutes = queries.read_minutes(request.actor, meeting_id)
    return _as_file(as_word(queries.as_paper(minutes)), WORD, f"verslag-{meeting_id}.docx")


@login_required
@require_safe
def pdf_file(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Give the same as a PDF that a screen reader can read."""
    paper = queries.as_paper(queries.read_minutes(request.actor, meeting_id))
    return _as_file(as_pdf(PAGE, asdict(paper)), PDF, f"verslag-{meeting_id}.pdf")


def _as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
def report(request: ActorRequest, task_id: int) -> HttpResponse:
    """Tell what came of a task."""
    task = queries.find_task(task_id)
    if task is None:
        raise Denied("Deze actie is er niet.")
    page = queries.read_meeting(request.actor, task.meeting_id)
    is_own = task.owner.person_id == request.actor.person_id
    policies.check_may_report(request.actor, page.place, is_own=is_own)
    if request.POST.get("stap") == "doorgeven":
        owner_id = as_number(request.POST.get("wie", "")) or 0
        actions.hand_on_task(task_id=task_id, owner_id=owner_id, by=request.actor, at=timezone.now())
        say_done(request, "Een ander lid doet deze actie nu.")
        return redirect("meetings:minutes", task.meeting_id)
    form = ReportForm(request.POST or None, initial={"report": task.report})
    if request.method == "POST" and form.is_valid():
        done = request.POST.get("stap") == "klaar"
        try:
            actions.report_task(
                task_id=task_id, report=form.cleaned_data["report"], done=done, by=request.actor, at=timezone.now()
            )
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "De actie is klaar." if done else "Uw bericht staat bij de actie.")
            return redirect("meetings:minutes", task.meeting_id)
    owners = queries.owners_of(page.meeting) if page.may_run else []
    context = {"task": task, "meeting": page.meeting, "community": page.community, "owners": owners}
    return show_form(request, "meetings/report.html", form, context)
