"""The public pages."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from leerlus.discovery.public import queries
from leerlus.discovery.public.forms import ClockForm
from leerlus.people.models import Theme

if TYPE_CHECKING:
    from django.http import HttpRequest

    from leerlus.people.middleware import ActorRequest


@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """Show what this is, in one look."""
    context = {
        "loop": queries.read_loop(),
        "stories": queries.latest_stories(request.actor),
        "themes": queries.list_themes(request.actor),
        "first_response": queries.term(settings.PROMISES["first_response"]),
    }
    return render(request, "public/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Explain the learning system."""
    return render(request, "public/about.html", {"promises": queries.promises(), "small": settings.SMALL_NUMBER})


@require_safe
def themes(request: ActorRequest) -> HttpResponse:
    """List the themes."""
    return render(request, "public/themes.html", {"themes": queries.list_themes(request.actor)})


@require_safe
def theme(request: ActorRequest, slug: str) -> HttpResponse:
    """Show what happened with what was raised about a theme."""
    found = Theme.objects.find(slug)
    if found is None:
        raise Http404
    page = queries.read_theme(request.actor, found, timezone.localdate())
    return render(request, "public/theme.html", {"page": page})


@require_safe
def clock(request: HttpRequest) -> HttpResponse:
    """Show how long each part of the loop takes."""
    form = ClockForm(request.GET)
    page = queries.read_page(**form.chosen(), at=timezone.now())
    context = {"form": form, "page": page, "words": form.words(), "address": request.GET.urlencode()}
    return render(request, "public/clock.html", context)


@require_safe
def clock_table(request: HttpRequest) -> HttpResponse:
    """Hand over the tables of the loop clock as a file; Dutch spreadsheets expect semicolons."""
    page = queries.read_page(**ClockForm(request.GET).chosen(), at=timezone.now())
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="lusklok.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(["Soort", "Naam", *page.themes.columns])
    for kind, table in (("Thema", page.themes), ("Regio", page.regions)):
        for row in (*table.rows, table.total):
            writer.writerow([kind, row.name, *(text for _, text in row.cells)])
    return response


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible this is."""
    return render(request, "public/accessibility.html", {"contact": contact()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept, why and how long."""
    context = {"contact": contact(), "hours": settings.SESSION_COOKIE_AGE // 3600, "small": settings.SMALL_NUMBER}
    return render(request, "public/privacy.html", context)


def contact() -> str:
    """Return where to ask, as this installation says; empty when it says nothing."""
    return settings.CONTACT


@require_safe
@never_cache
def health(_request: HttpRequest) -> HttpResponse:
    """Answer "ok" when the database answers; for whoever watches the installation."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("de database antwoordt niet", content_type="text/plain; charset=utf-8", status=503)
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")
