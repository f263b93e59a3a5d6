from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from leerlus.people.models import RoleGrant, Theme
from tests.knowledge.answers.scene import make_scene

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast

ADDRESS = "/themas/pip/"
MOST_QUERIES = 15


def read(cast: Cast, name: str | None = None) -> str:
    return cast.client(name).get(ADDRESS).content.decode()


def offer(cast: Cast, *names: str) -> None:
    for name in names:
        cast.people[name].helps_with.add(Theme.objects.get(pk="pip"))


def test_nobody_is_named_without_choosing_it(cast: Cast) -> None:
    text = read(cast, "alice")
    assert "Nog niemand gaf op dat collega’s hierover vragen mogen stellen." in text
    for person in cast.people.values():
        assert person.email not in text


def test_who_takes_part_reads_who_where_and_how_to_ask(cast: Cast) -> None:
    offer(cast, "carol")
    text = read(cast, "alice")
    assert "<strong>Carol</strong>" in text
    assert "Regiocoördinator, Divosa, Achterhoek" in text
    assert 'href="mailto:carol@voorbeeld.test"' in text


def test_who_works_in_the_own_region_stands_first(cast: Cast) -> None:
    offer(cast, "bob", "carol")
    text = read(cast, "heidi")
    assert text.index("<strong>Carol</strong>") < text.index("<strong>Bob</strong>")


def test_a_visitor_reads_how_many_and_where_to_sign_in(cast: Cast) -> None:
    offer(cast, "bob", "carol")
    text = read(cast)
    assert "2 collega’s weten van dit thema" in text
    assert "/account/inloggen/?next=/themas/pip/%23wie-weet-ervan" in text
    for hidden in ("Bob", "Carol", "@voorbeeld.test", "Gemeente Enschede"):
        assert hidden not in text


def test_somebody_without_a_role_reads_how_many(cast: Cast) -> None:
    offer(cast, "carol")
    RoleGrant.objects.filter(person=cast.people["alice"]).delete()
    text = read(cast, "alice")
    assert "1 collega weet van dit thema" in text
    assert "Carol" not in text


@pytest.mark.parametrize("left", ["role", "account"])
def test_who_does_not_take_part_any_more_is_not_asked(cast: Cast, left: str) -> None:
    offer(cast, "carol")
    if left == "role":
        RoleGrant.objects.filter(person=cast.people["carol"]).update(until=date(2026, 1, 1))
    else:
        cast.people["carol"].is_active = False
        cast.people["carol"].save()
    assert "Nog niemand gaf op" in read(cast, "alice")
    assert "Nog niemand gaf op" in read(cast)


def test_many_who_know_unfold(cast: Cast) -> None:
    offer(cast, *cast.people)
    assert "Nog 2 collega’s" in read(cast, "alice")


def test_the_articles_of_the_law_lead_to_the_answers_that_rest_on_them(db: None) -> None:
    scene = make_scene()
    answer = scene.publish(scene.draft())
    text = read(scene.cast)
    assert '<a class="nl-link" href="/wet/wi2021/11/">Wet inburgering 2021, artikel 11: De termijn</a>' in text
    assert f'Genoemd in <a href="{answer.address}">Wanneer begint de termijn van drie jaar?</a>' in text


def test_an_answer_that_is_not_public_leads_to_no_article(db: None) -> None:
    scene = make_scene()
    scene.offer(scene.draft())
    assert "/wet/wi2021/11/" not in read(scene.cast)


def test_a_theme_with_everything_stays_within_its_queries(
    db: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    scene = make_scene()
    scene.publish(scene.draft())
    offer(scene.cast, *scene.cast.people)
    for name in (None, "alice", "carol"):
        client = scene.cast.client(name)
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(ADDRESS).status_code == 200
