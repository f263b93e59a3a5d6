"""Which entries a reader may see: the app that owns a thing decides, at the moment of asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from leerlus.discovery.search.models import Entry
from leerlus.discovery.search.sources import sources

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from leerlus.people.actors import Actor


def allowed_to(actor: Actor) -> QuerySet[Entry]:
    """Return the entries of things that their own apps show to this reader now; it asks nothing yet.

    The rule of each app goes into the same question to the database, so nothing is counted that is not visible.
    """
    seen = Q(pk__in=())
    for source in sources().values():
        seen |= Q(kind=source.kind, thing_id__in=source.visible(actor).order_by().values("pk"))
    return Entry.objects.filter(seen)
