"""Reading organisations: what an administrator sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied
from leerlus.people.actors import ROLE_NAMES, OrganisationKind, Role
from leerlus.people.models import Invitation, Organisation, RoleGrant
from leerlus.people.policies import check_may_manage, check_may_manage_some, roles_to_give
from leerlus.people.queries.invitations import describe_roles
from leerlus.people.queries.roles import HeldRole, describe_limit, describe_role, held_on

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who holds one or more roles in an organisation.

    unreachable_since  since when the mail server refuses the address; None: mail arrives, as far as we know
    """

    person_id: int
    name: str
    email: str
    unreachable_since: datetime | None = None
    roles: list[HeldRole] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvitation:
    """An invitation that nobody has accepted yet."""

    pk: int
    email: str
    roles: str
    limit: str
    sent_at: datetime
    expires_at: datetime
    expired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPage:
    """What an administrator sees of an organisation."""

    organisation: Organisation
    members: tuple[Member, ...]
    invitations: tuple[OpenInvitation, ...]

    @property
    def has_unreachable(self) -> bool:
        """Whether mail does not arrive at somebody."""
        return any(member.unreachable_since for member in self.members)


def organisations_managed(actor: Actor, words: str = "") -> QuerySet[Organisation]:
    """Return the organisations that the actor administers, with these words in the name."""
    check_may_manage_some(actor)
    organisations = Organisation.objects.all()
    if not actor.has(Role.PLATFORM_ADMINISTRATOR):
        own = {g.organisation_id for g in actor.grants if g.role is Role.ORGANISATION_ADMINISTRATOR}
        organisations = organisations.filter(pk__in=own)
    for word in words.split():
        organisations = organisations.filter(name__icontains=word)
    return organisations


def read_organisation(actor: Actor, organisation_id: int) -> Organisation:
    """Return an organisation that the actor administers; Denied also when it is not there."""
    check_may_manage(actor, organisation_id)
    found = organisations_managed(actor).filter(pk=organisation_id).first()
    if found is None:
        raise Denied("Deze organisatie is er niet.")
    return found


def read_organisation_page(actor: Actor, organisation_id: int, *, at: datetime, today: date) -> OrganisationPage:
    """Return what an administrator sees of an organisation: three queries, however many members."""
    organisation = read_organisation(actor, organisation_id)
    rows = RoleGrant.objects.filter(held_on(today), organisation_id=organisation_id, person__is_active=True)
    members: dict[int, Member] = {}
    for row in rows.select_related("person", "organisation").order_by("person__name", "pk"):
        person = row.person
        fresh = Member(
            person_id=person.pk, name=person.name, email=person.email, unreachable_since=person.unreachable_since
        )
        member = members.setdefault(person.pk, fresh)
        member.roles.append(describe_role(row))
    open_ones = Invitation.objects.filter(
        organisation_id=organisation_id, accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    invitations = tuple(
        OpenInvitation(
            pk=row.pk,
            email=row.email,
            roles=", ".join(describe_roles(row)),
            limit=describe_limit(row),
            sent_at=row.sent_at,
            expires_at=row.expires_at,
            expired=row.expires_at <= at,
        )
        for row in open_ones
    )
    return OrganisationPage(organisation=organisation, members=tuple(members.values()), invitations=invitations)


def choices_of_roles(actor: Actor, organisation: Organisation) -> list[tuple[str, str]]:
    """Return the roles that the actor may give in this organisation, as choices of a form."""
    roles = roles_to_give(actor, organisation.pk, OrganisationKind(organisation.kind))
    return [(role.value, ROLE_NAMES[role]) for role in roles]


def read_role(actor: Actor, grant_id: int, today: date) -> RoleGrant:
    """Return a role that is held in an organisation that the actor administers; Denied otherwise."""
    rows = RoleGrant.objects.filter(held_on(today), pk=grant_id)
    held = rows.select_related("person", "organisation").first()
    if held is None:
        raise Denied("Deze rol is er niet meer, of u beheert haar niet.")
    check_may_manage(actor, held.organisation_id)
    return held
