"""How pages put an issue into words: where it comes from, where it lies, who acts and by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from leerlus.audit.steps import Turn
from leerlus.people.actors import KIND_NAMES, OrganisationKind
from leerlus.people.models import Organisation
from leerlus.practice.issues.models import Closing, Visibility
from leerlus.practice.issues.workflow import EXPECTED, WITHDRAWN, WORKFLOW

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.people.actors import Actor
    from leerlus.people.models import Region
    from leerlus.practice.issues.models import Issue

Level = Literal["practice", "linking", "system"]

LEVEL_OF_TURN: dict[str, Level] = {
    Turn.RAISER: "practice",
    Turn.COORDINATOR: "linking",
    Turn.OWNER: "linking",
    Turn.ADVISER: "system",
    Turn.NOBODY: "practice",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where an issue lies, as a sentence needs it: who does what before which day, or how it ended."""

    who: str = ""
    what: str = ""
    due_on: date | None = None
    late: bool = False
    ended: str = ""
    ended_at: datetime | None = None


def level_of(issue: Issue) -> Level:
    """Return the level of the learning system where the issue lies now."""
    return LEVEL_OF_TURN[issue.turn]


def state_name(issue: Issue) -> str:
    """Return the state in Dutch."""
    return WORKFLOW.states[issue.state]


def whereabouts(issue: Issue, today: date, *, own: bool = False) -> Whereabouts:
    """Say where the issue lies; to its raiser it says `u`."""
    if issue.state in WORKFLOW.final:
        closing = Closing(issue.closing).label
        ended = "Ingetrokken" if issue.state == WITHDRAWN else f"Afgerond met: {closing.lower()}"
        return Whereabouts(ended=ended, ended_at=issue.closed_at)
    who = "u" if own and issue.turn == Turn.RAISER else issue.turn_label
    # The raiser promised nothing: whether it helps may be said any day, and silence only closes the issue.
    late = issue.turn != Turn.RAISER and issue.due_on is not None and issue.due_on < today
    return Whereabouts(who=who, what=EXPECTED[issue.state], due_on=issue.due_on, late=late)


def place_of(organisation: Organisation, region: Region | None) -> str:
    """Return the kind of organisation and its region: all that others may know of who wrote something."""
    return place_in_words(organisation.kind, region)


def place_in_words(kind: str, region: Region | None) -> str:
    """Say the same of rows that hold no more than a kind and a region."""
    name = KIND_NAMES[OrganisationKind(kind)]
    return f"{name}, regio {bare_name(region)}" if region else name


def bare_name(region: Region) -> str:
    """Return the name without the word itself, which one region carries in its name."""
    return region.name.removeprefix("Regio ")


def source_of(actor: Actor, organisation: Organisation, region: Region | None) -> str:
    """Return who wrote something as this reader may know it: colleagues read the name of their own organisation."""
    return organisation.name if organisation.pk in actor.organisation_ids else place_of(organisation, region)


def describe_readers(organisation_id: int, visibility: str) -> tuple[str, str]:
    """Return what stands with an issue of this organisation, and who will read it."""
    organisation = Organisation.objects.get(pk=organisation_id)
    return place_of(organisation, organisation.region), who_reads(organisation.region, visibility)


def who_reads(region: Region | None, visibility: str) -> str:
    """Say who reads an issue."""
    match visibility:
        case Visibility.PUBLIC:
            return "Iedereen, ook wie geen account heeft."
        case Visibility.PROFESSIONALS:
            return "Iedereen die voor een organisatie is aangemeld bij Leerlus."
        case _:
            near = f" en van andere organisaties in de regio {bare_name(region)}" if region else ""
            return (
                f"Alleen mensen van uw organisatie{near}. Ook de regiocoördinator, de redactie en de adviseurs van het "
                "ministerie lezen mee."
            )
