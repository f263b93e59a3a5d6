"""The overview of what is known, pictures of pages, and what search engines ask for."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.admin.views.account import AccountView, ThemeSettingsPanel
from wagtail.users.models import UserProfile

from leerlus.knowledge.pages import queries

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest

    from leerlus.people.middleware import ActorRequest

PICTURES = {".webp", ".png", ".jpg", ".jpeg", ".gif"}
PUBLIC = (
    *("/", "/kennis/", "/vragen/", "/hulpmiddelen/", "/websites/", "/tijdlijn/", "/wet/", "/themas/", "/knelpunten/"),
    *(
        "/opbrengsten/",
        "/besluiten/",
        "/communities/",
        "/lusklok/",
        "/zo-werkt-het/",
        "/toegankelijkheid/",
        "/privacy/",
        "/nieuwsbrief/archief/",
    ),
)


class LooksPanel(ThemeSettingsPanel):  # type: ignore[misc] # the content system ships no types
    """The looks and keys, in our words."""

    def get_form(self) -> forms.BaseForm:
        """Return the form with a hint that does not name the content system."""
        form: forms.BaseForm = super().get_form()
        form.fields["keyboard_shortcuts"].help_text = "Sneltoetsen van de redactie gebruiken."
        return form


class EditorSettingsView(AccountView):  # type: ignore[misc] # the same
    """How the content system looks and listens for somebody; name, address, picture and password stay ours."""

    def get_panels(self) -> list[LooksPanel]:
        """Return the one panel that is about looks and keys."""
        return [LooksPanel(self.request, self.request.user, UserProfile.get_for_user(self.request.user))]


@require_safe
def show_overview(request: ActorRequest) -> HttpResponse:
    """Show everything that is known, by kind."""
    return render(request, "pages/overview.html", {"shelves": queries.read_shelves(request.actor)})


@require_safe
def show_picture(_request: HttpRequest, name: str) -> FileResponse:
    """Give a picture that was drawn anew for a page; what editors uploaded itself is not public."""
    path = Path(settings.MEDIA_ROOT) / "images" / name
    if path.suffix.lower() not in PICTURES or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
def show_sitemap(request: HttpRequest) -> HttpResponse:
    """List the public pages for search engines."""
    context = {"urls": [f"{settings.BASE_URL}{path}" for path in (*PUBLIC, *queries.map_addresses())]}
    return render(request, "pages/sitemap.xml", context, content_type="application/xml; charset=utf-8")


@require_safe
def show_robots(_request: HttpRequest) -> HttpResponse:
    """Say where search engines have nothing to look for."""
    closed = ("/account/", "/redactie/", "/mijn-werk/", "/zoeken/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {settings.BASE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
