"""Finding a subscriber: by the personal link, or as somebody who signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leerlus.discovery.newsletter.models import Subscriber
from leerlus.discovery.newsletter.notify import read_personal_token
from leerlus.people.models import Person

if TYPE_CHECKING:
    from leerlus.people.actors import Actor


def find_by_token(token: str) -> tuple[bool, Subscriber | None]:
    """Return whether a personal link is one of ours, and whose it is; nobody's when they unsubscribed."""
    pk = read_personal_token(token)
    if pk is None:
        return False, None
    return True, Subscriber.objects.filter(pk=pk).first()


def subscription_of(actor: Actor) -> tuple[str, Subscriber | None]:
    """Return the address of who signed in, and the subscription of that address; two queries, none for a visitor."""
    if actor.person_id is None:
        return "", None
    email = Person.objects.values_list("email", flat=True).get(pk=actor.person_id)
    return email, Subscriber.objects.filter(email=email.lower(), confirmed_at__isnull=False).first()


def own_data(person_id: int) -> dict[str, Any]:
    """Return what is known of the subscription of somebody with an account, for the file that they download."""
    email = Person.objects.values_list("email", flat=True).get(pk=person_id)
    found = Subscriber.objects.filter(email=email.lower()).first()
    if found is None:
        return {}
    letters = found.deliveries.filter(handed_over_at__isnull=False).values_list("letter__subject", "handed_over_at")
    return {
        "nieuwsbrief": {
            "adres": found.email,
            "themas": found.themes.split(),
            "regios": found.regions.split(),
            "gevraagd": found.asked_at,
            "bevestigd": found.confirmed_at,
            "gestuurd": [{"onderwerp": subject, "op": at} for subject, at in letters],
        }
    }
