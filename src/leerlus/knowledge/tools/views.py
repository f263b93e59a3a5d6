"""Pages of tools: the list, and one tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlus.knowledge.tools import queries
from leerlus.knowledge.tools.forms import ToolsForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

PAGE = 25


@require_safe
def show_tools(request: ActorRequest) -> HttpResponse:
    """Show the tools that somebody looks for."""
    form = ToolsForm(request.GET)
    search = form.search()
    page = Paginator(queries.list_tools(search), PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "lines": queries.as_lines(page.object_list, timezone.localdate()),
        "is_filtered": search.narrows,
    }
    return render(request, "tools/list.html", context)


@require_safe
def show_tool(request: ActorRequest, slug: str) -> HttpResponse:
    """Show one tool: what it is, and where to get it."""
    return render(request, "tools/tool.html", {"line": queries.read_tool(slug, timezone.localdate())})
