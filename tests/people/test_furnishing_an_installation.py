"""A new installation: the reference data stands and the first administrator gets in, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail

from leerlus.audit.steps import Denied
from leerlus.config.furnish import furnish
from leerlus.people.actors import Role
from leerlus.people.models import Invitation, Municipality, Organisation, Person, RoleGrant

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks

pytestmark = pytest.mark.django_db


def test_the_first_administrator_gets_an_invitation(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        furnish(organisation="Divosa", email="beheer@voorbeeld.test")
    assert mail.outbox[0].to == ["beheer@voorbeeld.test"]
    assert Municipality.objects.filter(valid_until=None).count() == 342
    assert Invitation.objects.get().roles == [Role.PLATFORM_ADMINISTRATOR]


def test_once_there_is_an_administrator_the_shell_invites_nobody() -> None:
    furnish(organisation="Divosa", email="beheer@voorbeeld.test")
    person = Person.objects.create(email="beheer@voorbeeld.test", name="Beheer")
    RoleGrant.objects.create(
        person=person,
        organisation=Organisation.objects.get(name="Divosa"),
        role=Role.PLATFORM_ADMINISTRATOR,
        since="2026-01-01",
    )
    with pytest.raises(Denied, match="Er is al een beheerder"):
        furnish(organisation="Divosa", email="ander@voorbeeld.test")
