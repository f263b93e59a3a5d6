"""What others say on the page of an issue: who recognises it, and the discussion.

These are the long lists of that page, so their rows are read as plain values: a model for each costs as much again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Window

from leerlus.people.asked import Asked
from leerlus.people.models import Region
from leerlus.practice.issues.models import Contribution, Party
from leerlus.practice.issues.queries.listing import recognisers
from leerlus.practice.issues.queries.wording import place_in_words
from leerlus.ui.shapes import Said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor
    from leerlus.practice.issues.models import Issue

LATEST_RECOGNITIONS = 20
LATEST_CONTRIBUTIONS = 50

SENDER = ("organisation_id", "organisation__name", "organisation__kind")


class Sender(NamedTuple):
    """The organisation that says something, in the order of `SENDER`."""

    organisation_id: int
    name: str
    kind: str

    def known_to(self, actor: Actor, region_id: str | None) -> str:
        """Return who it is as this reader may know it: colleagues read the name of their own organisation."""
        if self.organisation_id in actor.organisation_ids:
            return self.name
        return place_in_words(self.kind, Region.objects.find(region_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """How widely an issue is recognised, and the latest words of those who do."""

    organisations: int
    regions: int
    lines: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """The contributions, and how many earlier ones are not shown."""

    lines: tuple[Said, ...]
    earlier: int


class Participant(NamedTuple):
    """A party of an issue; what the policies ask of a party is in it."""

    pk: int
    kind: str
    person_id: int | None
    organisation_id: int
    region_id: str | None


ASK_PARTIES = Asked(
    lambda issue: (
        Party.objects.filter(issue_id=issue, left_at__isnull=True).order_by("pk").values_list(*Participant._fields)
    ),
    Participant._make,
)
"""Everybody who takes part in an issue; small rows, because many may recognise it."""


def read_recognition(actor: Actor, issue: Issue, parties: Sequence[Participant]) -> Recognised:
    """Return how widely the issue is recognised; of each recogniser only the kind of organisation and the region."""
    others = [party for party in parties if party.kind == Party.Kind.RECOGNISER]
    return Recognised(
        organisations=len({party.organisation_id for party in others}),
        regions=len({party.region_id for party in others if party.region_id}),
        lines=_read_words(actor, issue) if others else (),
    )


def _read_words(actor: Actor, issue: Issue) -> tuple[Said, ...]:
    return tuple(
        Said(text=text, who=Sender(*sender).known_to(actor, region), level="practice", at=at)
        for text, at, region, *sender in ASK_WORDS(issue.pk)
    )


ASK_WORDS: Asked[Sequence[Any]] = Asked(
    lambda issue: (
        recognisers()
        .filter(issue_id=issue)
        .exclude(context="")
        .order_by("-joined_at", "-pk")
        .values_list("context", "joined_at", "region_id", *SENDER)[:LATEST_RECOGNITIONS]
    ),
    tuple,
)


def read_discussion(actor: Actor, issue: Issue, raiser: Participant | None, *, whole: bool) -> Discussion:
    """Return the latest contributions, oldest first."""
    shown = list(_contributions(issue.pk)) if whole else ASK_CONTRIBUTIONS(issue.pk)
    lines = tuple(_describe(actor, raiser, *row[1:7], sender=Sender(*row[7:])) for row in reversed(shown))
    return Discussion(lines=lines, earlier=(shown[0][0] if shown else 0) - len(lines))


def _contributions(issue_id: int) -> QuerySet[Contribution, tuple[Any, ...]]:
    # The database counts all of them beside the ones it returns, which saves a second question.
    rows = Contribution.objects.filter(issue_id=issue_id).annotate(total=Window(Count("pk"))).order_by("-at", "-pk")
    return rows.values_list("total", "kind", "text", "at", "person_id", "label", "organisation__region_id", *SENDER)


ASK_CONTRIBUTIONS: Asked[Sequence[Any]] = Asked(lambda issue: _contributions(issue)[:LATEST_CONTRIBUTIONS], tuple)


def _describe(  # noqa: PLR0917 - a row of the table
    actor: Actor,
    raiser: Participant | None,
    kind: str,
    text: str,
    at: datetime,
    person_id: int | None,
    label: str,
    region_id: str | None,
    *,
    sender: Sender,
) -> Said:
    """Put a contribution into words: a role may be named, a professional only by kind and region."""
    by_raiser = raiser is not None and person_id is not None and person_id == raiser.person_id
    is_remark = kind == Contribution.Kind.REMARK
    return Said(
        kind="Van de indiener" if by_raiser else str(Contribution.Kind(kind).label),
        text=text,
        who=sender.known_to(actor, region_id) if is_remark else label[:1].upper() + label[1:],
        level="linking" if kind == Contribution.Kind.QUESTION else "practice",
        at=at,
    )
