"""Reading about Communities of Practice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from leerlus.linking.bottlenecks import actions
from leerlus.linking.communities.models import Community
from leerlus.people.actors import Role
from leerlus.people.models import Region, RoleGrant, Theme
from tests.cast import NOW, bundle_some, raise_one

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast

LIST = "/communities/"


@pytest.fixture
def regional(cast: Cast) -> Community:
    made = Community.objects.create(
        slug="achterhoek",
        name="CoP Inburgering Achterhoek",
        kind="regional",
        goals="Snel iets verbeteren.",
        method="Elke zes weken bij elkaar.",
        source="https://voorbeeld.nl/cop",
        started_on=date(2022, 12, 1),
    )
    made.regions.set(Region.objects.filter(pk="AM09"))
    made.themes.set(Theme.objects.filter(pk="ontzorgen"))
    return made


def page_of(cast: Cast, address: str, name: str | None = None) -> str:
    answer = cast.client(name).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def publish_one(cast: Cast, raiser: str, title: str, theme: str = "pip") -> None:
    new = actions.NewBottleneck(title=title, summary="s", theme=theme)
    issue = raise_one(cast, raiser, theme=theme)
    made = actions.bundle(issue_ids=[issue.pk], reason="r", new=new, by=cast.actor("frank"), at=NOW)
    actions.publish(bottleneck_id=made.pk, by=cast.actor("frank"), at=NOW)


def test_the_page_says_who_where_why_how_and_since_when(cast: Cast, regional: Community) -> None:
    RoleGrant.objects.create(
        person=cast.people["grace"],
        organisation=cast.organisations["bronckhorst"],
        role=Role.COMMUNITY_LEADER,
        region_id="AM09",
        since=date(2020, 1, 1),
    )
    page = page_of(cast, f"{LIST}achterhoek/")
    for told in (
        "CoP Inburgering Achterhoek",
        "Snel iets verbeteren.",
        "Elke zes weken bij elkaar.",
        "Sinds december 2022, loopt nog",
        "Communitytrekker bij Gemeente Bronckhorst",
        'href="https://voorbeeld.nl/cop"',
    ):
        assert told in page
    assert "Grace" not in page
    assert "fictief</span>" not in page


def test_a_regional_one_yields_what_plays_in_its_region(cast: Cast, regional: Community) -> None:
    publish_one(cast, "alice", "Speelt in de Achterhoek")
    publish_one(cast, "bob", "Speelt alleen in Twente", theme="ontzorgen")
    bundle_some(cast, title="Nog niet gepubliceerd")
    assert "Er speelt 1 knelpunt in deze regio, waarvan 0 met een opbrengst" in page_of(cast, f"{LIST}achterhoek/")
    page = page_of(cast, f"{LIST}achterhoek/opgeleverd/")
    assert "Speelt in de Achterhoek" in page
    assert "1 knelpunt, waarvan 0 met een opbrengst of een besluit" in page
    assert "Speelt alleen in Twente" not in page
    assert "Nog niet gepubliceerd" not in page
    assert "Nog niet gepubliceerd" in page_of(cast, f"{LIST}achterhoek/opgeleverd/", "alice")


def test_a_thematic_one_yields_what_is_about_its_themes(cast: Cast) -> None:
    made = Community.objects.create(slug="geld", name="CoP Geld", kind="thematic", goals="g", fictional=True)
    made.themes.set(Theme.objects.filter(pk="ontzorgen"))
    publish_one(cast, "bob", "Gaat over ontzorgen", theme="ontzorgen")
    publish_one(cast, "alice", "Gaat over het plan")
    page = page_of(cast, f"{LIST}geld/opgeleverd/")
    assert "Gaat over ontzorgen" in page
    assert "Gaat over het plan" not in page
    page = page_of(cast, f"{LIST}geld/")
    assert "fictief</span>" in page
    assert "Begin niet bekend" in page


def test_those_that_ended_stand_last(cast: Cast, regional: Community) -> None:
    Community.objects.create(slug="oud", name="Aa CoP Oud", kind="regional", goals="g", ended_on=date(2023, 12, 31))
    page = page_of(cast, LIST)
    assert page.index("CoP Inburgering Achterhoek") < page.index("Aa CoP Oud")
    assert "afgerond</span>" in page
    assert "tot en met december 2023" in page_of(cast, f"{LIST}oud/")


def test_empty_teaches_and_unknown_is_not_there(cast: Cast) -> None:
    assert "Hier komen de community’s" in page_of(cast, LIST)
    assert cast.client().get(f"{LIST}bestaat-niet/").status_code == 404


def test_pages_cost_few_queries(
    cast: Cast, regional: Community, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        publish_one(cast, "alice", f"Knelpunt {number}")
        Community.objects.create(slug=f"c{number}", name=f"CoP {number}", kind="regional", goals="g")
    client = cast.client("alice")
    with django_assert_max_num_queries(10):
        client.get(LIST)
    with django_assert_max_num_queries(14):
        client.get(f"{LIST}achterhoek/")
    with django_assert_max_num_queries(15):
        page = client.get(f"{LIST}achterhoek/opgeleverd/").content.decode()
    assert "Dit zijn de 10 nieuwste." in page
