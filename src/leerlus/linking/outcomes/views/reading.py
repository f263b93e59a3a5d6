"""The list of outcomes and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlus.linking.outcomes import queries
from leerlus.linking.outcomes.forms import SearchForm
from leerlus.people.policies import may_edit_content

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

PER_PAGE = 25


@require_safe
def show_list(request: ActorRequest) -> HttpResponse:
    """Show what bottlenecks came to."""
    form = SearchForm(request.GET)
    wanted = form.search()
    page = Paginator(queries.search(request.actor, wanted), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "lines": queries.describe(page.object_list, timezone.localdate()),
        "is_narrowed": wanted != queries.Search(),
    }
    return render(request, "outcomes/list.html", context)


@require_safe
def show_outcome(request: ActorRequest, outcome_id: int) -> HttpResponse:
    """Show one outcome."""
    page = queries.read_outcome(request.actor, outcome_id, timezone.localdate(), settings.SMALL_NUMBER)
    outcome = page.line.outcome
    drafts = may_edit_content(request.actor) and not page.panels and outcome.kind != outcome.Kind.TEMPORARY_AGREEMENT
    context = {"page": page, "outcome": outcome, "bottleneck": outcome.bottleneck, "drafts": drafts}
    return render(request, "outcomes/detail.html", context)
