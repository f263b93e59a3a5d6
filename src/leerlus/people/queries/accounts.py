"""Reading one's own account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.utils.module_loading import import_string

from leerlus.people.actors import ROLE_NAMES, Role
from leerlus.people.models import Person
from leerlus.people.signin import describe_browser

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

OWN_DATA = "leerlus.config.panels.OWN_DATA"
"""The tuple that names what higher floors know of somebody: a name, as ROOT_URLCONF is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A place where somebody is signed in."""

    since: datetime
    address: str
    browser: str
    is_this: bool


def devices_of(person: Person, *, this: str | None) -> tuple[Device, ...]:
    """Return where a person is signed in, the latest first; `this` is the key of the session that asks."""
    sessions = [session for session in UserSession.objects.filter(user=person) if session.exists()]
    return tuple(
        Device(
            since=session.created_at,
            address=session.ip,
            browser=describe_browser(session.user_agent),
            is_this=session.session_key == this,
        )
        for session in sorted(sessions, key=lambda session: session.created_at, reverse=True)
    )


def collect_own_data(person: Person) -> dict[str, Any]:
    """Return all that is known of a person, ready to be written as JSON; config lists what higher floors know."""
    makers: list[Callable[[int], dict[str, Any]]] = [import_string(path) for path in import_string(OWN_DATA)]
    above = {name: part for make in makers for name, part in make(person.pk).items()}
    return _account(person) | above


def _account(person: Person) -> dict[str, Any]:
    """Return what this floor knows."""
    grants = person.grants.select_related("organisation").order_by("pk")
    return {
        "naam": person.name,
        "e-mailadres": person.email,
        "mail over terugkoppeling": Person.Digest(person.digest).label,
        "vraag mij soms of iets nog speelt": "ja" if person.may_be_sampled else "nee",
        "hier weet ik van": [theme.name for theme in person.helps_with.all()],
        "mail komt niet aan sinds": person.unreachable_since,
        "account sinds": person.joined_at,
        "laatst ingelogd": person.last_login,
        "rollen": [
            {
                "rol": ROLE_NAMES[Role(row.role)],
                "organisatie": row.organisation.name,
                "regio": row.region.name if row.region else None,
                "thema": row.theme.name if row.theme else None,
                "vanaf": row.since,
                "tot en met": row.until,
            }
            for row in grants
        ],
        "apparaten": [
            {"sinds": device.since, "netwerkadres": device.address, "browser": device.browser}
            for device in devices_of(person, this=None)
        ],
    }
