"""A refusal becomes a page instead of an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class DeniedMiddleware:
    """Turns a refusal that leaves a view into a page. Which exception that is, stands in the settings: it lives higher.

    Reading answers 404 without the sentence: whoever may not see a thing does not learn either that it exists.
    A button answers 403 with the sentence: whoever pressed it was already looking at the thing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain, and look up what counts as a refusal."""
        self.get_response = get_response
        self.refusal: type[Exception] = import_string(settings.REFUSAL)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the work is done when a view raises."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for a refusal, and leave every other exception alone."""
        if not isinstance(exception, self.refusal):
            return None
        reads = request.method in READING
        context = {"reason": "" if reads else str(exception)}
        return render(request, "ui/denied.html", context, status=404 if reads else 403)
