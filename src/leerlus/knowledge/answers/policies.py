"""Who may edit, review and publish, when a text has its three approvals, and what was said when about what."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers.workflow import QUORUM
from leerlus.people.actors import KIND_NAMES, OrganisationKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from leerlus.people.actors import Actor

GONE = "Deze vraag is er niet, of zij is nog niet gepubliceerd."
CHANGED = (
    "De tekst is veranderd nadat deze beoordeling begon. Wat er al was goedgekeurd, telt niet meer. "
    "De redactie biedt de nieuwe tekst opnieuw aan."
)


class PublicationFacts(Protocol):
    """What the rules need to know of a text that was published."""

    published_from: datetime
    withdrawn_at: datetime | None
    law_from: date
    law_until: date | None


class JudgementFacts(Protocol):
    """What the rules need to know of what a reviewer said."""

    kind: str
    verdict: str
    content_hash: str


class LinkFacts(Protocol):
    """What the rules need to know of a link for somebody without an account."""

    expires_at: datetime
    used_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A place at the table of reviewers: for which organisation, of which kind, and whether in somebody's place."""

    organisation_id: int
    organisation_name: str
    kind: OrganisationKind
    is_deputy: bool = False


Said = TypeVar("Said", bound=PublicationFacts)


def fingerprint(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a reader sees, as canonical JSON: the same words give the same 64 characters."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def may_edit(actor: Actor) -> bool:
    """Tell whether the actor writes answers."""
    return actor.has(Role.KNOWLEDGE_EDITOR)


def check_may_edit(actor: Actor) -> None:
    """Raise Denied for who does not write answers."""
    if not may_edit(actor):
        raise Denied("Alleen een kennisredacteur doet dit.")


def seats_of(actor: Actor, deputyships: Iterable[Seat] = ()) -> tuple[Seat, ...]:
    """Return the places that the actor has at the table: by role, and in the place of who is away."""
    own = [
        Seat(organisation_id=g.organisation_id, organisation_name=g.organisation_name, kind=g.organisation_kind)
        for g in actor.grants
        if g.role is Role.REVIEWER and g.organisation_kind in QUORUM
    ]
    taken = {seat.kind for seat in own}
    return tuple({seat.kind: seat for seat in [*(s for s in deputyships if s.kind not in taken), *own]}.values())


def seat_for(seats: Sequence[Seat], kind: str = "") -> Seat:
    """Return the place at the table from which the actor speaks; Denied when there is none."""
    found = next((seat for seat in seats if kind in {"", seat.kind}), None)
    if found is None:
        raise Denied("Alleen een beoordelaar van Divosa, VNG of SZW, of een vervanger, beoordeelt antwoorden.")
    return found


def places_to_lend(actor: Actor, seats: Sequence[Seat]) -> tuple[Seat, ...]:
    """Return for which of the three the actor may let somebody else speak: who reviews for it, or administers it."""
    administered = [
        Seat(organisation_id=g.organisation_id, organisation_name=g.organisation_name, kind=g.organisation_kind)
        for g in actor.grants
        if g.role is Role.ORGANISATION_ADMINISTRATOR and g.organisation_kind in QUORUM
    ]
    own = [seat for seat in seats if not seat.is_deputy]
    return tuple({seat.organisation_id: seat for seat in [*administered, *own]}.values())


def check_may_lend(actor: Actor, seats: Sequence[Seat], organisation_id: int) -> None:
    """Raise Denied unless the actor may let somebody else of this organisation speak: by a link, or as a deputy.

    Never the editor: who writes the text must not be able to approve it by mailing a link to themselves.
    """
    if all(seat.organisation_id != organisation_id for seat in places_to_lend(actor, seats)):
        raise Denied(
            "Alleen een beoordelaar of beheerder van deze organisatie laat iemand anders voor haar beoordelen."
        )


def may_read_reviews(actor: Actor, seats: Sequence[Seat]) -> bool:
    """Tell whether the actor reads what reviewers say among themselves and to the editors."""
    return may_edit(actor) or bool(seats)


def missing_kinds(judgements: Iterable[JudgementFacts], content_hash: str) -> tuple[OrganisationKind, ...]:
    """Return who has not approved this exact text yet; nobody: the quorum is there."""
    given = {each.kind for each in judgements if each.verdict == "approve" and each.content_hash == content_hash}
    return tuple(kind for kind in QUORUM if kind not in given)


def check_quorum(judgements: Iterable[JudgementFacts], content_hash: str) -> None:
    """Raise Denied unless all three approved this exact text."""
    missing = missing_kinds(judgements, content_hash)
    if missing:
        names = ", ".join(KIND_NAMES[kind] for kind in missing)
        raise Denied(f"Deze tekst kan nog niet worden gepubliceerd. Nog niet goedgekeurd door: {names}.")


NEEDED = {
    "question": "de vraag",
    "text": "het antwoord",
    "themes": "een thema",
    "owner": "de organisatie die het antwoord bijhoudt",
    "review_on": "de dag van herbeoordelen",
    "law_from": "de dag vanaf wanneer het zo is",
    "note": "wat er verandert, in één zin voor de lezer",
}


def check_complete(content: Mapping[str, Any]) -> None:
    """Raise Denied when something is missing that every reader needs."""
    missing = [words for name, words in NEEDED.items() if not content[name]]
    if missing:
        raise Denied(f"Vul eerst aan: {', '.join(missing)}. Bewaar daarna de tekst en bied hem opnieuw aan.")
    if not content["question"].rstrip().endswith("?"):
        raise Denied("Dit is nog geen vraag. Schrijf wat een professional zou vragen, met een vraagteken erachter.")
    if content["law_until"] and content["law_until"] < content["law_from"]:
        raise Denied("De laatste dag waarop het zo is, ligt voor de eerste. Verbeter een van de twee.")


def check_publish_on(day: date, today: date) -> None:
    """Raise Denied for a day that is over."""
    if day <= today:
        raise Denied("Kies een dag na vandaag, of publiceer nu.")


def check_due(due_on: date, today: date) -> None:
    """Raise Denied when reviewers would have no day to read."""
    if due_on < today:
        raise Denied("Deze dag is al geweest. Kies vandaag of later.")


def check_link(link: LinkFacts | None, at: datetime) -> None:
    """Raise Denied unless this link still works."""
    if link is None:
        raise Denied("Deze link is er niet. Kijk of u de hele link hebt overgenomen.")
    if link.used_at is not None:
        raise Denied("Deze link is al gebruikt. Hij werkt één keer.")
    if link.withdrawn_at is not None:
        raise Denied("Deze link is ingetrokken. Vraag de beoordelaar van uw organisatie om een nieuwe.")
    if link.expires_at <= at:
        raise Denied("Deze link is verlopen. Vraag de beoordelaar van uw organisatie om een nieuwe.")


def said_about(publications: Iterable[Said], moment: datetime, case: date) -> Said | None:
    """Return what was said at a moment about a case of a day; None: nothing.

    Of the texts that were published by then and not withdrawn by then, and whose law covers the case: the latest. A
    newer text takes the place of an older one only for the cases that it is about.
    """
    told = [
        each
        for each in publications
        if each.published_from <= moment
        and (each.withdrawn_at is None or each.withdrawn_at > moment)
        and each.law_from <= case
        and (each.law_until is None or case <= each.law_until)
    ]
    return max(told, key=lambda each: each.published_from, default=None)
