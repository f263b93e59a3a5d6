"""The map for search engines holds everything public, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leerlus.knowledge.milestones.actions import load_milestones
from leerlus.knowledge.pages.actions import load_pages
from leerlus.knowledge.pages.models import ContentPage
from leerlus.knowledge.tools.actions import load_tools
from leerlus.knowledge.tools.models import Tool
from leerlus.linking.bottlenecks import actions as bottlenecks
from leerlus.linking.communities.models import Community
from leerlus.linking.outcomes import actions as outcomes
from leerlus.people.models import Theme
from leerlus.people.reference import read_themes
from tests.cast import NOW, Cast, bundle_some
from tests.knowledge.answers.scene import Scene, make_scene

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

ADDRESS = re.compile(r"<url><loc>([^<&]+)</loc></url>")
HERE = "http://localhost:8000"


def make_everything() -> Scene:
    """Make the scene of answers, with the pages, tools and moments to start with."""
    Theme.objects.bulk_create(Theme(slug=each.slug, name=each.name, position=each.position) for each in read_themes())
    scene = make_scene()
    load_pages()
    load_tools()
    load_milestones()
    return scene


def addresses(cast: Cast) -> list[str]:
    answer = cast.client().get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    found = ADDRESS.findall(answer.content.decode())
    assert all(each.startswith(HERE) for each in found)
    return [each.removeprefix(HERE) for each in found]


def solved(cast: Cast, title: str) -> tuple[str, str]:
    """Return the addresses of a bottleneck with an outcome."""
    made = bundle_some(cast, 2, title=title, meaning="Mensen wachten.")
    text = outcomes.OutcomeText(title="Bel elkaar", text="Bellen helpt.", change="U belt.")
    outcome = outcomes.solve(bottleneck_id=made.pk, kind="answer", text=text, by=cast.actor("frank"), at=NOW)
    return f"/knelpunten/{made.pk}/", f"/opbrengsten/{outcome.pk}/"


def test_it_holds_what_is_known(db: None) -> None:
    scene = make_everything()
    answer = scene.publish(scene.draft())
    found = addresses(scene.cast)
    for wanted in (
        *("/", "/kennis/", "/vragen/", "/hulpmiddelen/", "/tijdlijn/", "/websites/", "/wet/", "/themas/"),
        *("/themas/pip/", "/wet/wi2021/11/", "/kennis/de-wet-in-het-kort/", "/kennis/verhaal-leren-in-de-keuken/"),
        *(answer.address, Tool.objects.all()[0].get_absolute_url()),
    ):
        assert wanted in found
    assert len(found) == len(set(found))


def test_it_leaves_out_what_a_visitor_may_not_read(db: None) -> None:
    scene = make_everything()
    cast = scene.cast
    draft = scene.draft()
    Tool.objects.filter(slug="leerroutes").update(is_shown=False)
    ContentPage.objects.get(slug="zo-doet-u-mee").unpublish()
    hidden = solved(cast, "Alleen voor professionals")
    shown = solved(cast, "Voor iedereen")
    bottlenecks.publish(bottleneck_id=int(re.sub(r"\D", "", shown[0])), by=cast.actor("frank"), at=NOW)
    Community.objects.create(slug="een", name="CoP Een", kind="thematic", goals="Leren")
    found = addresses(cast)
    assert not {*hidden, "/hulpmiddelen/leerroutes/", "/kennis/zo-doet-u-mee/"} & set(found)
    assert {*shown, "/communities/een/"} <= set(found)
    assert not [each for each in found if each.startswith((f"/vragen/{draft.pk}/", "/kwesties/", "/redactie/"))]


def test_search_engines_hear_where_the_map_is_and_where_not_to_look(cast: Cast) -> None:
    text = cast.client().get("/robots.txt").content.decode()
    assert f"Sitemap: {HERE}/sitemap.xml" in text
    assert "Disallow: /redactie/" in text


def test_every_address_opens_for_a_visitor(db: None, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    scene = make_everything()
    scene.publish(scene.draft())
    client = scene.cast.client()
    with django_assert_max_num_queries(15):
        client.get("/sitemap.xml")
    for address in addresses(scene.cast):
        assert client.get(address).status_code == 200, address
