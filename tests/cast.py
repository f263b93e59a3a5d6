"""The small cast that plays in every test, and two short scenes to start from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.test import Client

from leerlus.linking.bottlenecks import actions as bottleneck_actions
from leerlus.people.acting import actor_of
from leerlus.people.actors import Actor, Role
from leerlus.people.models import Organisation, Person, Region, RoleGrant, Theme
from leerlus.practice.issues import actions as issue_actions

if TYPE_CHECKING:
    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.practice.issues.models import Issue

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

ORGANISATIONS = {
    "bronckhorst": ("Gemeente Bronckhorst", "gemeente", "AM09"),
    "enschede": ("Gemeente Enschede", "gemeente", "AM05"),
    "brug": ("Taalschool De Brug", "taalschool", "AM09"),
    "divosa": ("Divosa", "divosa", None),
    "szw": ("Ministerie van SZW", "szw", None),
    "platform": ("Platform Inburgeraars", "platform", None),
}

PLAYERS: dict[str, tuple[str, Role, str | None]] = {
    "alice": ("bronckhorst", Role.PROFESSIONAL, None),
    "bob": ("enschede", Role.PROFESSIONAL, None),
    "carol": ("divosa", Role.REGIONAL_COORDINATOR, "AM09"),
    "dave": ("szw", Role.SYSTEM_ADVISER, None),
    "erin": ("platform", Role.EXPERIENCE_EXPERT, None),
    "frank": ("divosa", Role.REGIONAL_COORDINATOR, None),
    "grace": ("bronckhorst", Role.ORGANISATION_ADMINISTRATOR, None),
    "heidi": ("brug", Role.PROFESSIONAL, None),
}


@dataclass
class Cast:
    """The players by name."""

    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Return who this player is when acting."""
        return actor_of(self.people[name], NOW.date())

    def client(self, name: str | None = None) -> Client:
        """Return a browser in which this player has signed in; without a name: a visitor."""
        client = Client()
        if name:
            client.force_login(self.people[name], backend="leerlus.people.signin.Backend")
        return client


def make_cast() -> Cast:
    """Make the cast in the database."""
    regions = {
        "AM09": Region.objects.get_or_create(code="AM09", defaults=_region("Achterhoek", 6, 3))[0],
        "AM05": Region.objects.get_or_create(code="AM05", defaults=_region("Twente", 6, 2))[0],
    }
    for position, (slug, name) in enumerate(
        (("pip", "Plan inburgering en participatie"), ("ontzorgen", "Financieel ontzorgen"))
    ):
        Theme.objects.get_or_create(slug=slug, defaults={"name": name, "position": position})
    cast = Cast()
    for key, (name, kind, region) in ORGANISATIONS.items():
        cast.organisations[key] = Organisation.objects.create(
            name=name, kind=kind, region=regions[region] if region else None
        )
    for name, (organisation, role, limit) in PLAYERS.items():
        person = Person(email=f"{name}@voorbeeld.test", name=name.title())
        person.set_unusable_password()
        person.save()
        RoleGrant.objects.create(
            person=person,
            organisation=cast.organisations[organisation],
            role=role,
            region=regions[limit] if limit else None,
            since=date(2020, 1, 1),
        )
        cast.people[name] = person
    return cast


def _region(name: str, column: int, row: int) -> dict[str, Any]:
    return {"name": name, "centre": name, "column": column, "row": row}


def raise_one(cast: Cast, name: str = "alice", *, at: datetime = NOW, **text: Any) -> Issue:  # noqa: ANN401 - any field
    """Let a player raise an issue."""
    words = {
        "title": "Het plan komt te laat als iemand verhuist naar een andere gemeente",
        "situation": "De inburgeraar verhuist en beide gemeenten wachten op elkaar.",
        "question": "Wie stelt het plan vast?",
        "meaning": "De inburgeraar wacht maanden zonder les.",
        "theme": "pip",
    }
    return issue_actions.raise_issue(text=issue_actions.IssueText(**(words | text)), by=cast.actor(name), at=at)


def bundle_some(cast: Cast, count: int = 2, *, at: datetime = NOW, **new: Any) -> Bottleneck:  # noqa: ANN401 - any field
    """Let Alice, Bob and Heidi raise issues in turn, and Frank bundle them into a new bottleneck."""
    raisers = ("alice", "bob", "heidi")
    issues = [raise_one(cast, raisers[number % 3], at=at) for number in range(count)]
    words = {"title": "Verhuizing legt het plan stil", "summary": "Twee gemeenten wachten op elkaar.", "theme": "pip"}
    return bottleneck_actions.bundle(
        issue_ids=[issue.pk for issue in issues],
        reason="Zelfde oorzaak: niemand stelt het plan vast na een verhuizing",
        by=cast.actor("frank"),
        at=at,
        new=bottleneck_actions.NewBottleneck(**(words | new)),
    )
