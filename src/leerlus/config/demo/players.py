"""The people of the demo: one account per role, a coordinator per region, and a professional per organisation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.config.demo import content
from leerlus.config.furnish import bring_up_to_date
from leerlus.linking.communities.models import Community
from leerlus.people.acting import actor_of
from leerlus.people.actors import OrganisationKind, Role
from leerlus.people.models import Organisation, Person, Region, RoleGrant, Theme

if TYPE_CHECKING:
    from leerlus.people.actors import Actor

SINCE = date(2019, 1, 1)
TOLD = 0.66
"""The part of the municipalities that told how many newcomers they guide."""


@dataclass
class Players:
    """Who can act in the demo; professionals are made when they are first needed."""

    random: Random
    today: date
    accounts: dict[str, Actor] = field(default_factory=dict)
    coordinators: dict[str | None, Actor] = field(default_factory=dict)
    professionals: dict[str, Actor] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    made: int = 0

    def professional(self, organisation: str) -> Actor:
        """Return somebody who works for this organisation."""
        if organisation not in self.professionals:
            found = self.organisations[organisation]
            self.professionals[organisation] = self._make(found, Role.PROFESSIONAL, None)
        return self.professionals[organisation]

    def coordinator(self, region: str | None) -> Actor:
        """Return the coordinator of this region (a code), or the national one."""
        return self.coordinators.get(region) or self.coordinators[None]

    def _make(self, organisation: Organisation, role: Role, region: Region | None) -> Actor:
        first, last = content.names()
        self.made += 1
        person = Person(
            email=f"fictief-{self.made}@voorbeeld.invalid",
            name=f"{self.random.choice(first)} {self.random.choice(last)}",
            digest=Person.Digest.NEVER,
            fictional=True,
        )
        person.set_unusable_password()
        person.save()
        RoleGrant.objects.create(person=person, organisation=organisation, role=role, region=region, since=SINCE)
        return actor_of(person, self.today)


def _tell_caseloads(today: date) -> None:
    """Let two of three municipalities tell how many newcomers they guide; the numbers are invented."""
    random = Random(2021)
    municipalities = list(Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY).order_by("pk"))
    told = [one for one in municipalities if random.random() < TOLD]
    for one in told:
        one.caseload = round(random.lognormvariate(5, 0.8))
        one.caseload_on = today - timedelta(days=random.randint(20, 300))
    Organisation.objects.bulk_update(told, ["caseload", "caseload_on"])


def make_players(random: Random, today: date) -> Players:
    """Load the reference data and make organisations, accounts, coordinators and communities."""
    bring_up_to_date(at=timezone.now())
    regions = {region.name: region for region in Region.objects.all()}
    for row in content.organisations():
        Organisation.objects.get_or_create(
            name=row["name"],
            defaults={"kind": row["kind"], "region": regions.get(row["region"]), "fictional": row["fictional"]},
        )
    _tell_caseloads(today)
    players = Players(random=random, today=today)
    players.organisations = {row.name: row for row in Organisation.objects.all()}
    for account in content.accounts():
        actor = _make_account(account, players.organisations[account.organisation], regions, today)
        players.accounts[account.key] = actor
        if account.role == Role.PROFESSIONAL:
            players.professionals.setdefault(account.organisation, actor)
        if account.role == Role.REGIONAL_COORDINATOR:
            code = regions[account.region].code if account.region else None
            players.coordinators[code] = actor
    divosa = players.organisations["Divosa"]
    for region in regions.values():
        if region.code not in players.coordinators:
            players.coordinators[region.code] = players._make(divosa, Role.REGIONAL_COORDINATOR, region)
    _make_communities(regions)
    return players


def _make_account(
    account: content.Account, organisation: Organisation, regions: dict[str, Region], today: date
) -> Actor:
    person = Person(email=account.email, name=account.name, fictional=True, demo_introduction=account.introduction)
    person.set_unusable_password()
    person.save()
    person.helps_with.set(Theme.objects.filter(pk__in=account.helps_with))
    RoleGrant.objects.create(
        person=person,
        organisation=organisation,
        role=account.role,
        region=regions[account.region] if account.region else None,
        theme=Theme.objects.get(pk=account.theme) if account.theme else None,
        since=SINCE,
    )
    return actor_of(person, today)


def _make_communities(regions: dict[str, Region]) -> None:
    for row in content.communities():
        community = Community.objects.create(
            slug=row["slug"],
            name=row["name"],
            kind=row["kind"],
            goals=row["goals"],
            method=row.get("way_of_working") or "",
            source=row.get("source_url") or "",
            fictional=not row["real"],
            started_on=row["started_on"],
            ended_on=row["ended_on"],
        )
        community.regions.set(regions[name] for name in row["regions"])
        community.themes.set(row["themes"])
