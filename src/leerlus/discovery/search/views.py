"""Pages of search: what is found, and for editors what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlus.discovery.search import actions, policies, queries
from leerlus.discovery.search.forms import SearchForm
from leerlus.practice.issues.policies import may_raise

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

MISSED_ON_A_PAGE = 50
MOST_CARRIED = 140
"""So many signs go along to a form: as many as the title of an issue has."""


@require_safe
def search(request: ActorRequest) -> HttpResponse:
    """Show what this reader finds."""
    form = SearchForm(request.GET)
    wanted = form.wanted()
    found = queries.search(request.actor, wanted)
    form.count(found.kinds, found.themes)
    found_nothing = found.page is not None and not (found.kinds or form.is_narrowed)
    if found_nothing and request.method == "GET":
        actions.note_missed(wanted.words, at=timezone.now())
    context = {
        "form": form,
        "found": found,
        "is_asked": bool(wanted.words.strip()),
        "all_kinds": "?" + urlencode({"q": wanted.words[:200]}),
        "carried": urlencode({"woorden": " ".join(wanted.words[:MOST_CARRIED].split())}),
        "may_raise": may_raise(request.actor),
        "may_see_missed": policies.may_see_missed(request.actor),
    }
    return render(request, "search/results.html", context)


@require_safe
@login_required
def missed(request: ActorRequest) -> HttpResponse:
    """Show editors which words found nothing."""
    policies.check_may_see_missed(request.actor)
    page = Paginator(queries.list_missed(), MISSED_ON_A_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "search/missed.html", {"page": page})
