"""Mail about a session: that one is asked, and when. Never what it is about."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from leerlus.ui.dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leerlus.people.models import Person
    from leerlus.practice.peer_sessions.models import PeerSession


def ask(session: PeerSession, people: Iterable[Person]) -> None:
    """Mail each of these people, after the commit, that they are asked for a session; failing mail undoes nothing."""
    here = timezone.localtime(session.planned_at)
    when = f"{long_date(here.date(), date.min)} om {here:%H:%M} uur"
    address = f"{settings.BASE_URL}/intervisie/{session.pk}/"
    text = (
        f"U bent gevraagd voor intervisie op {when}.\n\n"
        f"Methode: {session.method_title}\n"
        f"Meedoen of afzeggen: {address}\n\n"
        "Wat u in de intervisie zegt en schrijft, blijft in de groep."
    )
    for person in people:
        if person.wants_mail:
            message = EmailMessage(f"Intervisie op {when}", text, to=[person.email])
            transaction.on_commit(partial(message.send, fail_silently=True))
