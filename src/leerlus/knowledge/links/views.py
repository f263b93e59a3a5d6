"""The list of websites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from leerlus.knowledge.links import queries
from leerlus.knowledge.links.forms import WebsitesForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

PAGE = 25


@require_safe
def show_websites(request: ActorRequest) -> HttpResponse:
    """Show the websites that are worth knowing."""
    form = WebsitesForm(request.GET)
    chosen = form.chosen()
    page = Paginator(queries.list_websites(**chosen), PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "lines": queries.as_lines(page.object_list),
        "is_filtered": bool(chosen["theme"]),
    }
    return render(request, "links/list.html", context)
