from __future__ import annotations

import pytest
from django.test import RequestFactory

from leerlus.config.navigation import navigation
from leerlus.people.actors import VISITOR, Actor, Grant, OrganisationKind, Role

FOR_VISITORS = ["Start", "Kennis", "Thema’s", "Knelpunten", "Opbrengsten", "Besluiten"]
FOR_ALL = ["Mijn werk", "Kwesties", "Intervisie", "Knelpunten", "Opbrengsten", "Kennis", "Community’s"]
WITH_ESCALATIONS = ["Mijn werk", "Kwesties", "Intervisie", "Knelpunten", "Signalen", "Kennis", "Community’s"]


def somebody(role: Role) -> Actor:
    grant = Grant(
        role=role, organisation_id=1, organisation_name="Hier", organisation_kind=OrganisationKind.MUNICIPALITY
    )
    return Actor(person_id=1, name="Iemand", grants=(grant,))


def menu(path: str, actor: Actor | None) -> list[tuple[str, bool]]:
    request = RequestFactory().get(path)
    if actor is not None:
        request.actor = actor  # type: ignore[attr-defined]
    return [(item.label, item.current) for item in navigation(request)["navigation"]]


@pytest.mark.parametrize(
    ("actor", "labels"),
    [
        (None, FOR_VISITORS),
        (VISITOR, FOR_VISITORS),
        (somebody(Role.PROFESSIONAL), FOR_ALL),
        (somebody(Role.EXPERIENCE_EXPERT), FOR_ALL),
        (somebody(Role.ORGANISATION_ADMINISTRATOR), FOR_ALL),
        (somebody(Role.SYSTEM_ADVISER), WITH_ESCALATIONS),
        (somebody(Role.REGIONAL_COORDINATOR), WITH_ESCALATIONS),
        (somebody(Role.COMMUNITY_LEADER), WITH_ESCALATIONS),
        (Actor(person_id=1, name="Zonder rol"), FOR_ALL),
    ],
)
def test_each_reader_gets_a_short_menu(actor: Actor | None, labels: list[str]) -> None:
    assert [label for label, _ in menu("/", actor)] == labels


@pytest.mark.parametrize(
    ("path", "current"),
    [("/", ["Start"]), ("/knelpunten/", ["Knelpunten"]), ("/knelpunten/12/", ["Knelpunten"]), ("/profiel/", [])],
)
def test_it_marks_where_one_is(path: str, current: list[str]) -> None:
    assert [label for label, here in menu(path, VISITOR) if here] == current


@pytest.mark.parametrize("path", ["/communities/achterhoek/", "/bijeenkomsten/12/verslag/"])
def test_a_meeting_belongs_to_its_community(path: str) -> None:
    assert [label for label, here in menu(path, somebody(Role.PROFESSIONAL)) if here] == ["Community’s"]
