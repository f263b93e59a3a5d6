"""What each request carries: who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from leerlus.people.actors import VISITOR, Actor
from leerlus.people.models import Person, actor_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse


class ActorRequest(HttpRequest):
    """A request as the views know it, for the type checker only."""

    actor: Actor


def read_actor(request: HttpRequest) -> Actor:
    """Return who acts in this request; somebody whose account was closed is a visitor again."""
    person = request.user
    if isinstance(person, Person) and person.is_active:
        return actor_of(person, timezone.localdate())
    return VISITOR


class ActorMiddleware:
    """Sets `request.actor`; the database is only asked by a page that looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the actor and go on."""
        cast("ActorRequest", request).actor = cast("Actor", SimpleLazyObject(lambda: read_actor(request)))
        return self.get_response(request)
