"""Furnishing a new installation: the reference data, and an invitation for the first administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.knowledge.links.actions import load_websites
from leerlus.knowledge.milestones.actions import load_milestones
from leerlus.knowledge.pages.actions import lay_out, load_pages
from leerlus.knowledge.tools.actions import load_tools
from leerlus.law.articles.actions import load_articles
from leerlus.people.actions import add_organisation, invite, load_reference_data
from leerlus.people.actors import CLOCK, Actor, Grant, OrganisationKind, Role
from leerlus.people.models import Organisation, RoleGrant

if TYPE_CHECKING:
    from datetime import datetime

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
def bring_up_to_date(*, at: datetime) -> None:
    """Add the facts that the product starts with and that are not there yet; doing it again changes nothing."""
    load_reference_data(at=at)
    load_articles(by=CLOCK, at=at)
    load_milestones()
    load_tools()
    load_websites()
    lay_out()
    load_pages()


@transaction.atomic
def furnish(*, organisation: str, email: str) -> None:
    """Load the reference data and invite the first administrator; refused once there is one."""
    if RoleGrant.objects.filter(role=Role.PLATFORM_ADMINISTRATOR, until__isnull=True).exists():
        raise Denied("Er is al een beheerder. Die nodigt anderen uit op de pagina Organisatie.")
    now = timezone.now()
    bring_up_to_date(at=now)
    found = Organisation.objects.filter(name=organisation).first()
    place = found or add_organisation(name=organisation, kind=OrganisationKind.DIVOSA, by=INSTALLER, at=now)
    invite(organisation=place, email=email, roles=[Role.PLATFORM_ADMINISTRATOR], by=INSTALLER, at=now)
