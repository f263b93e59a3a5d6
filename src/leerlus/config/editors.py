"""The door of the content system: who may in, and what a browser may do there (docs/adr/0022)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404

from leerlus.people.policies import may_edit_content

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from leerlus.people.middleware import ActorRequest

DOOR = "/redactie/"

SHUT = re.compile(
    r"(users|groups|sites|workflows|collections|embeds|failwhale|test404|login|password_reset)/|bulk/people/|pages/\d+/privacy/"
)
"""What is nowhere behind the door, for nobody, because it is ours or would go around us.

With the forms for users an editor could give anybody another address or password, or take the account away; out of the
menu they would still have an address. Who reads a page or file by a password, lists and search would not know.
"""

# The content system starts its form fields with scripts in the page, and shows a preview in a frame.
POLICY = {
    **settings.CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}


class EditorsMiddleware:
    """Lets only editors in, by our own sign-in, and gives the pages behind the door a policy of their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Remember what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the policy on what the content system shows."""
        response = self.get_response(request)
        if request.path.startswith(DOOR):
            # A preview comes out of a request within this one, which already got the policy of all other pages.
            del response["Content-Security-Policy"]
            response._csp_replace = POLICY  # type: ignore[attr-defined] # noqa: SLF001 - what the decorators of django-csp set
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    def process_view(self, request: ActorRequest, *_: Any) -> HttpResponseBase | None:  # noqa: ANN401 - Django's
        """Ask who comes in before the content system does: it has a sign-in of its own, which nobody should see.

        For who is no editor there is nothing here, as with everything that a reader may not see.
        """
        if not request.path.startswith(DOOR):
            return None
        if request.actor.is_visitor:
            return redirect_to_login(request.get_full_path())
        if not may_edit_content(request.actor) or SHUT.match(request.path.removeprefix(DOOR)):
            raise Http404
        return None
