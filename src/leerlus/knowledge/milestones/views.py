"""The timeline: a picture and a list on one page, and the same as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlus.knowledge.milestones import notify, queries
from leerlus.knowledge.milestones.forms import TimelineForm
from leerlus.knowledge.milestones.models import Milestone
from leerlus.ui.pictures import draw_lanes

if TYPE_CHECKING:
    from leerlus.knowledge.milestones.queries import Moment
    from leerlus.people.middleware import ActorRequest


@require_safe
def show_timeline(request: ActorRequest) -> HttpResponse:
    """Show what happened when, drawn and as a list."""
    form = TimelineForm(request.GET)
    chosen = form.chosen()
    moments = queries.read_timeline(request.actor, theme=chosen["theme"], kind=chosen["kind"])
    names = dict(Milestone.Kind.choices)
    context = {
        "form": form,
        "years": queries.by_year(moments),
        "count": len(moments),
        "picture": draw_lanes([(m.kind, m.on, m.until) for m in moments], names, timezone.localdate()),
        "is_filtered": any(chosen.values()),
        "address": request.GET.urlencode(),
    }
    return render(request, "milestones/timeline.html", context)


@require_safe
def calendar_file(request: ActorRequest) -> HttpResponse:
    """Give what is chosen for the own calendar."""
    return _file(notify.as_calendar(_chosen(request)), "text/calendar", "tijdlijn.ics")


@require_safe
def table_file(request: ActorRequest) -> HttpResponse:
    """Give what is chosen for a spreadsheet."""
    return _file(notify.as_table(_chosen(request)), "text/csv", "tijdlijn.csv")


def _chosen(request: ActorRequest) -> list[Moment]:
    chosen = TimelineForm(request.GET).chosen()
    return queries.read_timeline(request.actor, theme=chosen["theme"], kind=chosen["kind"])


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
