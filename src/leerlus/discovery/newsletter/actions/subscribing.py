"""Subscribing in two steps, choosing, and unsubscribing at once."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from leerlus.audit.steps import Denied
from leerlus.discovery.newsletter.models import Subscriber
from leerlus.discovery.newsletter.notify import ask_to_confirm, say_already
from leerlus.discovery.newsletter.workflow import ASK_AGAIN_AFTER, MOST_ASKS, pack
from leerlus.people.models import Person

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.discovery.newsletter.workflow import Choices
    from leerlus.people.actors import Actor


def subscribe(*, email: str, choices: Choices, at: datetime) -> None:
    """Mail a link to confirm; an address that is known already gets its own link instead.

    Whoever fills in the form hears the same in all cases, so that nobody learns who subscribed. Choices of an address
    that is confirmed do not change here: anybody could type it. OSError or SMTPException when no mail can go now.
    """
    with transaction.atomic():
        subscriber, is_new = Subscriber.objects.select_for_update().get_or_create(
            email=email.strip().lower(),
            defaults={"asked_at": at, "code": secrets.token_urlsafe(16), **_packed(choices)},
        )
        if not is_new and not _ask_again(subscriber, choices, at):
            return
        # Within the transaction: when the mail server is away, nothing has changed and one may simply try again.
        message = say_already(subscriber) if subscriber.confirmed_at else ask_to_confirm(subscriber)
        message.send()


def _ask_again(subscriber: Subscriber, choices: Choices, at: datetime) -> bool:
    """Note that somebody asked again; return whether a mail may go about it."""
    if at < subscriber.asked_at + ASK_AGAIN_AFTER * subscriber.asks or (
        subscriber.confirmed_at is None and subscriber.asks >= MOST_ASKS
    ):
        return False
    subscriber.asks = min(subscriber.asks + 1, MOST_ASKS)
    subscriber.asked_at = at
    if subscriber.confirmed_at is None:
        subscriber.themes, subscriber.regions = pack(choices.themes), pack(choices.regions)
    subscriber.save(update_fields=["asks", "asked_at", "themes", "regions"])
    return True


def confirm(*, subscriber_id: int, code: str, at: datetime) -> Subscriber:
    """Confirm an address by the link in its mail; Denied when the link was used before or is too old."""
    changed = Subscriber.objects.filter(pk=subscriber_id, code=code, confirmed_at__isnull=True).update(
        confirmed_at=at, code=secrets.token_urlsafe(16), asks=1
    )
    if not changed:
        raise Denied("Deze link is al gebruikt, of te oud. Vul het formulier opnieuw in als u nog geen mail krijgt.")
    return Subscriber.objects.get(pk=subscriber_id)


def subscribe_person(*, choices: Choices, by: Actor, at: datetime) -> Subscriber:
    """Subscribe somebody who signed in: that mail arrives at the address of the account is known already."""
    email = Person.objects.values_list("email", flat=True).get(pk=by.key).lower()
    subscriber, _ = Subscriber.objects.update_or_create(
        email=email,
        defaults={"confirmed_at": at, "refused_at": None, **_packed(choices)},
        create_defaults={"asked_at": at, "confirmed_at": at, "code": secrets.token_urlsafe(16), **_packed(choices)},
    )
    return subscriber


def change_choices(*, subscriber_id: int, choices: Choices) -> None:
    """Change what a subscriber wants to hear about; Denied for who unsubscribed meanwhile."""
    if not Subscriber.objects.filter(pk=subscriber_id).update(**_packed(choices)):
        raise Denied("U bent afgemeld. Wilt u de nieuwsbrief weer? Meld u dan opnieuw aan.")


@transaction.atomic
def unsubscribe(*, subscriber_id: int) -> None:
    """Wipe an address with its choices and what went to it; a mail that waits for it is gone with it."""
    # Locked first: or a row that the worker makes in this moment would hold the address, and this would fail.
    found = Subscriber.objects.select_for_update().filter(pk=subscriber_id).first()
    if found is not None:
        found.delete()


def _packed(choices: Choices) -> dict[str, str]:
    return {"themes": pack(choices.themes), "regions": pack(choices.regions)}
