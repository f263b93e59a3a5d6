"""Which entries a reader may see: the app that owns a thing decides, at the moment of asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import BooleanField, Case, Exists, OuterRef, Value, When

from leerlus.discovery.search.models import Entry
from leerlus.discovery.search.sources import sources

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from leerlus.people.actors import Actor


def allowed_to(actor: Actor) -> QuerySet[Entry]:
    """Return the entries of things that their own apps show to this reader now; it asks nothing yet.

    The rule of each app goes into the same question to the database, so nothing is counted that is not visible. It is
    asked of each candidate, by its key: a list of all that is visible would be made anew for every question. And it
    stands in a CASE because a database then cannot choose to begin with all things of a kind.
    """
    rules = (
        When(kind=source.kind, then=Exists(source.visible(actor).order_by().filter(pk=OuterRef("thing_id"))))
        for source in sources().values()
    )
    return Entry.objects.filter(Case(*rules, default=Value(False), output_field=BooleanField()))  # noqa: FBT003
