"""What each request carries: who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.utils import timezone

from leerlus.people.acting import actor_of, as_actor
from leerlus.people.actors import VISITOR, Actor
from leerlus.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse


class ActorRequest(HttpRequest):
    """A request as the views know it, for the type checker only."""

    actor: Actor


def read_actor(request: HttpRequest) -> Actor:
    """Return who acts in this request; somebody whose account was closed is a visitor again."""
    person = request.user
    if not isinstance(person, Person) or not person.is_active:
        return VISITOR
    today = timezone.localdate()
    return (
        actor_of(person, today) if person.held_when_found is None else as_actor(person, person.held_when_found, today)
    )


class ActorMiddleware:
    """Sets `request.actor`, at once: each page looks at it, and a lazy stand-in would slow down every look."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the actor and go on."""
        cast("ActorRequest", request).actor = read_actor(request)
        return self.get_response(request)
