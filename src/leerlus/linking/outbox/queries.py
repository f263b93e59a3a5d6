"""Mail that did not arrive, as the administrator of the platform sees it: no names and nothing of what was in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone

from leerlus.linking.outbox import policies
from leerlus.linking.outbox.models import Mail
from leerlus.linking.outbox.workflow import MOST_TRIES, SHOW_TROUBLE
from leerlus.people.models import RoleGrant
from leerlus.people.queries import held_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor

State = Mail.State
Trouble = Mail.Trouble

WHAT_HAPPENED: dict[tuple[str, str], str] = {
    (State.UNCERTAIN, Trouble.LINE): (
        "De verbinding met de mailserver brak af tijdens het versturen. "
        "Misschien is de mail aangekomen, misschien niet."
    ),
    (State.UNCERTAIN, Trouble.WORKER): (
        "Leerlus stopte tijdens het versturen. Misschien is de mail aangekomen, misschien niet."
    ),
    (State.REFUSED, Trouble.ADDRESS): "De mailserver weigerde dit adres, elke keer. Wij proberen deze mail niet meer.",
    (State.REFUSED, Trouble.SERVER): (
        "De mailserver was er niet, of nam de mail niet aan. De mail is zeker niet aangekomen."
    ),
}
UNCLEAR = {
    State.UNCERTAIN: "Het versturen is afgebroken. Misschien is de mail aangekomen, misschien niet.",
    State.REFUSED: f"De mailserver nam de mail {MOST_TRIES} keer niet aan. Wij proberen hem niet meer.",
}
"""What to say of a mail of before the trouble was remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """One mail that did not arrive.

    tries      how often it was tried, the last time included
    kind       what it was about
    messages   how many messages were in it; what they say is not the administrator's business
    whom       the organisations of the reader, never a name
    address    the whole address only when that is what was refused; else the part after the @, which shows a pattern
    may_repeat, may_arrive_twice  whether it can be sent again, and whether that is a risk
    """

    pk: int
    kind: str
    is_uncertain: bool
    at: datetime
    happened: str
    tries: int
    messages: int
    whom: str
    address: str
    address_is_refused: bool
    wants_mail: bool
    may_repeat: bool
    may_arrive_twice: bool


def undelivered(actor: Actor, at: datetime) -> QuerySet[Mail]:
    """Return the mail that did not arrive and that nobody settled, latest first; Denied for everybody else."""
    policies.check_may_watch_mail(actor)
    return _waiting(at).select_related("person").order_by("-handed_over_at", "-pk")


def count_undelivered(at: datetime) -> Counter[str]:
    """Count them per state; one query."""
    return Counter(dict(_waiting(at).order_by().values_list("state").annotate(count=Count("pk"))))


def _waiting(at: datetime) -> QuerySet[Mail]:
    return Mail.objects.filter(
        state__in=policies.UNDELIVERED, settled_at__isnull=True, handed_over_at__gte=at - SHOW_TROUBLE
    )


def describe_undelivered(actor: Actor, mails: Iterable[Mail], today: date) -> tuple[Undelivered, ...]:
    """Put mails into words; one query."""
    found = list(mails)
    organisations = _organisations_of([mail.person_id for mail in found], today)
    return tuple(_describe(actor, mail, organisations) for mail in found)


def _organisations_of(person_ids: list[int], today: date) -> Mapping[int, list[str]]:
    held = RoleGrant.objects.filter(held_on(today), person_id__in=person_ids).order_by("organisation__name")
    names: dict[int, list[str]] = defaultdict(list)
    for person_id, name in held.values_list("person_id", "organisation__name").distinct():
        names[person_id].append(name)
    return names


def _describe(actor: Actor, mail: Mail, organisations: Mapping[int, list[str]]) -> Undelivered:
    person, uncertain = mail.person, mail.state == State.UNCERTAIN
    by_address = not uncertain and mail.trouble == Trouble.ADDRESS
    return Undelivered(
        pk=mail.pk,
        kind=mail.get_kind_display(),
        is_uncertain=uncertain,
        at=timezone.localtime(mail.handed_over_at or mail.planned_at),
        happened=WHAT_HAPPENED.get((mail.state, mail.trouble), UNCLEAR[State(mail.state)]),
        tries=mail.tries + 1 if uncertain else mail.tries,
        messages=mail.messages,
        whom=", ".join(organisations.get(person.pk, ())),
        address=person.email if by_address else "@" + person.email.rpartition("@")[2],
        address_is_refused=by_address,
        wants_mail=person.wants_mail,
        may_repeat=policies.may_send_again(actor, mail, wants_mail=person.wants_mail),
        may_arrive_twice=uncertain,
    )
