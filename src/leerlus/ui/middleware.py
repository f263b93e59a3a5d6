"""What happens to every page on its way out: a refusal becomes a page, and a page is sent compressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

OWN_STEP = frozenset({"same-origin", "none"})
"""What a browser says of a click on a page of ours, and of an address that somebody typed or opened from a mail."""

LARGEST = 2**63 - 1
"""The largest number that a database keeps as the number of a row."""

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

    def process_view(self, _request: HttpRequest, _view: object, _args: object, kwargs: dict[str, object]) -> None:
        """Say that there is no such page for a number that no row can have; the database would only fail on it."""
        if any(isinstance(value, int) and value > LARGEST for value in kwargs.values()):
            raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for a refusal, and leave every other exception alone."""
        if not isinstance(exception, self.refusal):
            return None
        reads = request.method in READING
        context = {"reason": "" if reads else str(exception)}
        return render(request, "ui/denied.html", context, status=404 if reads else 403)


class CompressionMiddleware(GZipMiddleware):
    """Compresses pages, unless another site may have asked for what only a reader who is signed in may see.

    The length of a compressed page says something of what is in it, to whoever can watch the line and put words of
    their own beside it: that is BREACH, and a search that repeats its words is enough. It takes many requests that the
    reader's browser makes for somebody else. Browsers say who began a request and let no page lie about that, so those
    go out at full length, and so do the ones that say nothing. What is compressed still gets Django's random extra
    length; that alone would only slow such a reading down. The form tokens differ in each answer and give nothing away.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress for a visitor, and for a reader who came by a step of their own."""
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        if signed_in and request.headers.get("Sec-Fetch-Site") not in OWN_STEP:
            return response
        return super().process_response(request, response)
