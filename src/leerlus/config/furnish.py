"""Furnishing a new installation: the reference data, and an invitation for the first administrator."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.people.actions import add_organisation, invite, load_reference_data
from leerlus.people.actors import Actor, Grant, OrganisationKind, Role
from leerlus.people.models import Organisation, RoleGrant

INSTALLER = Actor(
    name="Installatie",
    grants=(
        Grant(
            role=Role.PLATFORM_ADMINISTRATOR,
            organisation_id=0,
            organisation_name="de installatie",
            organisation_kind=OrganisationKind.OTHER,
        ),
    ),
)
"""Whoever has the shell of the server: the only actor without a person, and only for the first invitation."""


@transaction.atomic
def furnish(*, organisation: str, email: str) -> None:
    """Load the reference data and invite the first administrator; refused once there is one."""
    if RoleGrant.objects.filter(role=Role.PLATFORM_ADMINISTRATOR, until__isnull=True).exists():
        raise Denied("Er is al een beheerder. Die nodigt anderen uit op de pagina Organisatie.")
    load_reference_data()
    now = timezone.now()
    found = Organisation.objects.filter(name=organisation).first()
    place = found or add_organisation(name=organisation, kind=OrganisationKind.DIVOSA, by=INSTALLER, at=now)
    invite(organisation=place, email=email, roles=[Role.PLATFORM_ADMINISTRATOR], by=INSTALLER, at=now)
