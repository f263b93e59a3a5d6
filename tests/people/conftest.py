"""The part of the cast that this floor needs, by the names that they have in `tests.cast`.

Alice works for a municipality, Grace administers it, Bob works elsewhere, Ivan keeps the platform.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from leerlus.people import actions
from leerlus.people.acting import actor_of
from leerlus.people.actors import OrganisationKind, Role
from leerlus.people.models import Invitation, Organisation, Person, Region, RoleGrant, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.core.mail import EmailMessage
    from django.test import Client
    from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks, Settings

    from leerlus.people.actors import Actor

NEWCOMER = "judy@voorbeeld.nl"
T = TypeVar("T")
PASSWORD = "een zin van een paar woorden"
LONG_AGO = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def _calm(settings: Settings) -> Iterator[None]:
    """No demo, and nobody asked anything too often yet."""
    settings.DEMO = False
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def achterhoek(db: None) -> Region:
    return Region.objects.create(code="AM09", name="Achterhoek", centre="Doetinchem", column=6, row=3)


@pytest.fixture
def theme(db: None) -> Theme:
    return Theme.objects.create(slug="pip", name="Plan inburgering en participatie", position=1)


@pytest.fixture
def bronckhorst(achterhoek: Region) -> Organisation:
    return Organisation.objects.create(
        name="Gemeente Bronckhorst", kind=OrganisationKind.MUNICIPALITY, region=achterhoek
    )


@pytest.fixture
def enschede(db: None) -> Organisation:
    return Organisation.objects.create(name="Gemeente Enschede", kind=OrganisationKind.MUNICIPALITY)


@pytest.fixture
def ministry(db: None) -> Organisation:
    return Organisation.objects.create(name="Ministerie van SZW", kind=OrganisationKind.MINISTRY)


def make(name: str, organisation: Organisation, *roles: Role) -> Person:
    person = Person.objects.create_user(f"{name.lower()}@voorbeeld.nl", PASSWORD, name=name)
    for role in roles:
        RoleGrant.objects.create(person=person, organisation=organisation, role=role, since=LONG_AGO)
    return person


@pytest.fixture
def make_person() -> Callable[..., Person]:
    return make


@pytest.fixture
def alice(bronckhorst: Organisation) -> Person:
    return make("Alice", bronckhorst, Role.PROFESSIONAL)


@pytest.fixture
def grace(bronckhorst: Organisation) -> Person:
    return make("Grace", bronckhorst, Role.ORGANISATION_ADMINISTRATOR)


@pytest.fixture
def bob(enschede: Organisation) -> Person:
    return make("Bob", enschede, Role.PROFESSIONAL)


@pytest.fixture
def ivan(ministry: Organisation) -> Person:
    return make("Ivan", ministry, Role.PLATFORM_ADMINISTRATOR)


@pytest.fixture
def actor() -> Callable[[Person], Actor]:
    """Return who a person is today."""
    return lambda person: actor_of(person, date.today())  # noqa: DTZ011 - tests run in one zone


@pytest.fixture
def sign_in() -> Callable[..., int]:
    """Sign in by the page, as people do; returns the status of the answer."""

    def by_page(client: Client, email: str, password: str = PASSWORD) -> int:
        return client.post(reverse("account_login"), {"login": email, "password": password}).status_code

    return by_page


class PostOffice:
    """Where the mail of a test arrives, once the deed that sends it is written."""

    def __init__(self, messages: list[EmailMessage], capture: DjangoCaptureOnCommitCallbacks) -> None:
        self.messages = messages
        self.capture = capture

    def after(self, deed: Callable[[], T]) -> T:
        """Do something and let its mail arrive."""
        with self.capture(execute=True):
            return deed()

    def link(self) -> str:
        """Return the path of the one link in the last mail."""
        body = str(self.messages[-1].body)
        found = re.search(r"https?://[^/\s]+(/\S+)", body)
        assert found, body
        return found.group(1)


@pytest.fixture
def post(
    mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> PostOffice:
    return PostOffice(mailoutbox, django_capture_on_commit_callbacks)


class Sent(NamedTuple):
    """An invitation and the link in its mail."""

    invitation: Invitation
    link: str
    token: str


@pytest.fixture
def invited(
    bronckhorst: Organisation,
    grace: Person,
    actor: Callable[[Person], Actor],
    post: PostOffice,
) -> Sent:
    """Return an invitation that Grace sent to Judy."""
    invitation = post.after(
        lambda: actions.invite(
            organisation=bronckhorst, email=NEWCOMER, roles=[Role.PROFESSIONAL], by=actor(grace), at=timezone.now()
        )
    )
    link = post.link()
    return Sent(invitation, link, link.rstrip("/").rpartition("/")[2])
