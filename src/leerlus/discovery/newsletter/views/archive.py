"""The archive: every letter that went out, as pages and as an Atom feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from leerlus.discovery.newsletter import policies, queries

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from leerlus.discovery.newsletter.models import Letter
    from leerlus.people.middleware import ActorRequest

PAGE = 25
IN_FEED = 20


@require_safe
def show_archive(request: ActorRequest) -> HttpResponse:
    """List the letters that went out."""
    page = Paginator(queries.list_out(), PAGE).get_page(request.GET.get("pagina"))
    may_edit = policies.may_edit(request.actor)
    return render(request, "newsletter/archive.html", {"page": page, "may_edit": may_edit})


@require_safe
def show_letter(request: ActorRequest, letter_id: int) -> HttpResponse:
    """Show one letter, with all its blocks."""
    letter = queries.read_out(letter_id)
    if letter is None:
        raise Http404
    return render(request, "newsletter/letter.html", {"letter": letter})


class LetterFeed(Feed):  # type: ignore[type-arg] # generic for the type checker only
    """The letters that went out, for a feed reader."""

    feed_type = Atom1Feed
    title = "Nieuwsbrief van Leerlus"
    subtitle = "Wat er gebeurt met wat de praktijk inbrengt."
    author_name = "De redactie van Leerlus"
    language = "nl"

    def link(self) -> str:
        """Return the page of the archive."""
        return settings.BASE_URL + reverse("newsletter:archive")

    def feed_url(self) -> str:
        """Return the address of the feed itself."""
        return settings.BASE_URL + reverse("newsletter:feed")

    def items(self) -> QuerySet[Letter]:
        """Return the newest letters."""
        return queries.list_out()[:IN_FEED]

    def item_title(self, item: Letter) -> str:
        """Return the subject."""
        return item.subject

    def item_description(self, item: Letter) -> str:
        """Return the words at the beginning."""
        return item.intro

    def item_link(self, item: Letter) -> str:
        """Return the page of the letter; it is also what a reader knows the letter by."""
        return settings.BASE_URL + reverse("newsletter:letter", args=[item.pk])

    def item_pubdate(self, item: Letter) -> datetime | None:
        """Return when it went out."""
        return item.started_at

    def item_updateddate(self, item: Letter) -> datetime | None:
        """Return the same: what is out does not change."""
        return item.started_at
