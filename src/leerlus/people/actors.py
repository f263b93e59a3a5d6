"""Who acts: roles, grants and actors, without the framework."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is for an organisation; the Dutch names stand in `ROLE_NAMES`."""

    PROFESSIONAL = "professional"
    COMMUNITY_LEADER = "community_leader"
    REGIONAL_COORDINATOR = "regional_coordinator"
    KNOWLEDGE_EDITOR = "knowledge_editor"
    REVIEWER = "reviewer"
    SYSTEM_ADVISER = "system_adviser"
    EXPERIENCE_EXPERT = "experience_expert"
    ORGANISATION_ADMINISTRATOR = "organisation_administrator"
    PLATFORM_ADMINISTRATOR = "platform_administrator"


CLOCK_ROLE = "clock"
"""What the workflow tables call the software itself, acting on a date."""

ROLE_NAMES: dict[Role, str] = {
    Role.PROFESSIONAL: "Professional",
    Role.COMMUNITY_LEADER: "Communitytrekker",
    Role.REGIONAL_COORDINATOR: "Regiocoördinator",
    Role.KNOWLEDGE_EDITOR: "Kennisredacteur",
    Role.REVIEWER: "Beoordelaar",
    Role.SYSTEM_ADVISER: "Adviseur stelsel",
    Role.EXPERIENCE_EXPERT: "Ervaringsdeskundige",
    Role.ORGANISATION_ADMINISTRATOR: "Beheerder organisatie",
    Role.PLATFORM_ADMINISTRATOR: "Beheerder platform",
}

LINKING_ROLES = frozenset({Role.COMMUNITY_LEADER, Role.REGIONAL_COORDINATOR})
"""Who works at the linking level."""


class OrganisationKind(StrEnum):
    """The kinds of organisation in the system; the Dutch names stand in `KIND_NAMES`."""

    MUNICIPALITY = "gemeente"
    DUO = "duo"
    COA = "coa"
    LANGUAGE_SCHOOL = "taalschool"
    SOCIAL_ORGANISATION = "maatschappelijk"
    PARTICIPATION_PROVIDER = "participatie"
    DIVOSA = "divosa"
    VNG = "vng"
    MINISTRY = "szw"
    BLIK_OP_WERK = "blik_op_werk"
    PLATFORM = "platform"
    OTHER = "other"


KIND_NAMES: dict[OrganisationKind, str] = {
    OrganisationKind.MUNICIPALITY: "Gemeente",
    OrganisationKind.DUO: "DUO",
    OrganisationKind.COA: "COA",
    OrganisationKind.LANGUAGE_SCHOOL: "Taalschool",
    OrganisationKind.SOCIAL_ORGANISATION: "Maatschappelijke organisatie",
    OrganisationKind.PARTICIPATION_PROVIDER: "Uitvoerder participatie",
    OrganisationKind.DIVOSA: "Divosa",
    OrganisationKind.VNG: "VNG",
    OrganisationKind.MINISTRY: "Ministerie van SZW",
    OrganisationKind.BLIK_OP_WERK: "Blik op Werk",
    OrganisationKind.PLATFORM: "Platform Inburgeraars",
    OrganisationKind.OTHER: "Andere organisatie",
}


def name_role(role: Role, region: str | None) -> str:
    """Name a role in Dutch; a regional coordinator without a region is the national one."""
    return "Landelijke coördinator" if role is Role.REGIONAL_COORDINATOR and region is None else ROLE_NAMES[role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One role in one organisation, optionally limited to a labour-market region or a theme."""

    role: Role
    organisation_id: int
    organisation_name: str
    organisation_kind: OrganisationKind
    organisation_region: str | None = None
    region: str | None = None
    region_name: str = ""
    theme: str | None = None

    def covers(self, region: str | None, theme: str | None) -> bool:
        """Tell whether this grant reaches a thing in `region` about `theme`; no limit reaches everything."""
        return self.region in {None, region} and self.theme in {None, theme}

    @property
    def label(self) -> str:
        """The role as others read it: `regiocoördinator, Achterhoek`. Never a person's name."""
        return f"{name_role(self.role, self.region).lower()}, {self.region_name or self.organisation_name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody (or the software itself) who reads or does something."""

    person_id: int | None = None
    name: str = ""
    grants: tuple[Grant, ...] = ()
    is_clock: bool = False

    @property
    def key(self) -> int:
        """The number to look rows up with; 0 is nobody's."""
        return self.person_id or 0

    @property
    def is_visitor(self) -> bool:
        """Nobody who signed in."""
        return self.person_id is None and not self.is_clock

    @property
    def roles(self) -> frozenset[str]:
        """The names of all roles held, as the workflow tables use them."""
        return frozenset({CLOCK_ROLE} if self.is_clock else {grant.role for grant in self.grants})

    @property
    def organisation_ids(self) -> frozenset[int]:
        """The organisations in which this actor holds any role."""
        return frozenset(grant.organisation_id for grant in self.grants)

    @property
    def region_codes(self) -> frozenset[str]:
        """The regions this actor works in: of the organisations and of the roles."""
        codes = {grant.organisation_region for grant in self.grants} | {grant.region for grant in self.grants}
        return frozenset(code for code in codes if code)

    def has(self, *roles: Role) -> bool:
        """Tell whether the actor holds one of these roles, however limited."""
        return any(grant.role in roles for grant in self.grants)

    def holds(self, *roles: Role, region: str | None, theme: str | None) -> Grant | None:
        """Return the first grant of these roles that covers a thing in `region` about `theme`, or None."""
        return next((g for g in self.grants if g.role in roles and g.covers(region, theme)), None)

    def label(self, *roles: Role) -> str:
        """How history names this actor: role and organisation or region, never a person."""
        if self.is_clock:
            return "Leerlus"
        grant = next((g for g in self.grants if g.role in roles), None) or next(iter(self.grants), None)
        return grant.label if grant else "bezoeker"


VISITOR = Actor(name="Bezoeker")
CLOCK = Actor(name="Leerlus", is_clock=True)
