"""The inbox, and the dossier of one escalation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlus.people.models import Theme
from leerlus.system.escalations import policies, queries
from leerlus.system.escalations.forms import InboxFilter

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

PAGE = 25
LATEST_ENDED = 5


@require_safe
def inbox(request: ActorRequest) -> HttpResponse:
    """Show what the system level has to do; without a filter also the latest that ended."""
    policies.check_may_read(request.actor)
    today = timezone.localdate()
    form = InboxFilter(request.GET, themes=Theme.objects.all())
    form.is_valid()  # an address that somebody changed by hand narrows by what it got right
    state, theme = form.cleaned_data.get("staat", ""), form.cleaned_data.get("thema", "")
    found = queries.list_escalations(today, state=state, theme=theme)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    running = list(page.object_list)
    shows_ended = not state and page.number == 1
    ended = queries.list_escalations(today, state=queries.ENDED, theme=theme)[:LATEST_ENDED] if shows_ended else ()
    rows = queries.read_rows([*running, *ended], request.actor, today)
    context = {
        "form": form,
        "page": page,
        "groups": queries.group_rows(rows[: len(running)]),
        "ended": rows[len(running) :],
        "is_filtered": bool(state or theme),
        "theme": theme,
    }
    return render(request, "escalations/list.html", context)


@require_safe
def dossier(request: ActorRequest, escalation_id: int) -> HttpResponse:
    """Show one escalation on one page that can be laid on a table."""
    escalation = queries.find_escalation(request.actor, escalation_id)
    today = timezone.localdate()
    context = {
        "dossier": queries.read_dossier(request.actor, escalation, today),
        "escalation": escalation,
        "bottleneck": escalation.bottleneck,
        "instruments": queries.INSTRUMENTS,
        "printed_on": queries.on_day(today),
    }
    return render(request, "escalations/detail.html", context)
