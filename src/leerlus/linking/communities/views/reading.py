"""Pages about communities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlus.linking.communities import queries

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest


@require_safe
def show_list(request: ActorRequest) -> HttpResponse:
    """Show all communities."""
    context = {"communities": queries.list_communities(timezone.localdate())}
    return render(request, "communities/list.html", context)


@require_safe
def show_community(request: ActorRequest, slug: str) -> HttpResponse:
    """Show one community."""
    page = queries.read_community(request.actor, slug, timezone.localdate())
    return render(request, "communities/detail.html", {"page": page, "community": page.community})


@require_safe
def show_yield(request: ActorRequest, slug: str) -> HttpResponse:
    """Show what a community yielded."""
    page = queries.read_yield(request.actor, slug)
    return render(request, "communities/yield.html", {"page": page, "community": page.community})
