"""Who watches over the mail, and what may be done with one that did not arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from leerlus.audit.steps import Denied
from leerlus.people.actors import Role

if TYPE_CHECKING:
    from leerlus.people.actors import Actor

UNDELIVERED = ("uncertain", "refused")
"""The states of a mail that ended without the mail server saying that it took it."""


class MailFacts(Protocol):
    """What the policies need to know of a mail."""

    state: str
    trouble: str


def may_watch_mail(actor: Actor) -> bool:
    """Tell whether the actor sees which mail did not arrive."""
    return actor.has(Role.PLATFORM_ADMINISTRATOR)


def check_may_watch_mail(actor: Actor) -> None:
    """Raise Denied for everybody but the administrator of the platform."""
    if not may_watch_mail(actor):
        raise Denied("Alleen de beheerder van het platform ziet welke mail niet aankwam.")


def check_may_send_again(actor: Actor, mail: MailFacts, *, wants_mail: bool) -> None:
    """Raise Denied if this mail may not be sent once more."""
    check_may_watch_mail(actor)
    if mail.state == "refused" and mail.trouble == "address":
        raise Denied("Dit adres weigert mail. De volgende mail proberen wij vanzelf; deze niet meer.")
    if not wants_mail:
        raise Denied("Deze persoon wil geen mail meer, of doet niet meer mee. Daarom sturen wij hem niet opnieuw.")


def may_send_again(actor: Actor, mail: MailFacts, *, wants_mail: bool) -> bool:
    """Tell whether this mail may be sent once more."""
    try:
        check_may_send_again(actor, mail, wants_mail=wants_mail)
    except Denied:
        return False
    return True
