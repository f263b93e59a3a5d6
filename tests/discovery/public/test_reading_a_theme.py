from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from leerlus.linking.bottlenecks import actions as bottleneck_actions
from leerlus.linking.communities.models import Community
from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.people.models import Theme
from tests.cast import NOW, Cast, bundle_some

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from leerlus.practice.issues.models import Issue

MOST_QUERIES = 15
ADDRESS = "/themas/pip/"


def page(cast: Cast, name: str | None = None) -> str:
    answer = cast.client(name).get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_themes_stand_on_one_page(cast: Cast) -> None:
    text = cast.client().get("/themas/").content.decode()
    assert "Plan inburgering en participatie" in text
    assert "Nog geen openbare knelpunten" in text


def test_a_theme_that_is_not_there_is_not_found(cast: Cast) -> None:
    assert cast.client().get("/themas/bestaat-niet/").status_code == 404


def test_an_empty_theme_teaches(cast: Cast) -> None:
    text = page(cast)
    assert "Nog geen opbrengst of besluit" in text
    assert "Er is nog geen community over dit thema" in text


def test_a_professional_reads_where_each_bottleneck_lies(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 2)
    text = page(cast, "alice")
    assert bottleneck.title in text
    assert "Ligt bij de landelijke coördinator" in text
    assert "Kwesties die u mag lezen" in text
    assert "/kwesties/?thema=pip" in text


def test_a_visitor_sees_only_what_is_published(cast: Cast) -> None:
    hidden = bundle_some(cast, 2, title="Alleen voor professionals")
    public = bundle_some(cast, 2, title="Voor iedereen")
    bottleneck_actions.publish(bottleneck_id=public.pk, by=cast.actor("frank"), at=NOW)
    text = page(cast)
    assert public.title in text
    assert hidden.title not in text
    assert "Kwesties die u mag lezen" not in text


def test_it_tells_what_happened_and_which_communities_learn(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 2, meaning="Mensen wachten.")
    words = outcome_actions.OutcomeText(title="Bel elkaar", text="Bellen helpt.", change="U belt.")
    outcome_actions.solve(bottleneck_id=bottleneck.pk, kind="answer", text=words, by=cast.actor("frank"), at=NOW)
    running = Community.objects.create(slug="een", name="CoP Een", kind="thematic", goals="Leren")
    ended = Community.objects.create(
        slug="twee", name="CoP Twee", kind="thematic", goals="Leren", ended_on=NOW.date() - timedelta(days=400)
    )
    theme = Theme.objects.get(pk="pip")
    running.themes.add(theme)
    ended.themes.add(theme)
    text = page(cast, "alice")
    for part in ("Bel elkaar", "Bellen helpt.", "Beantwoorde knelpunten", "CoP Een"):
        assert part in text
    assert "CoP Twee" not in text


def test_it_stays_within_its_queries(
    cast: Cast, fill: Callable[..., list[Issue]], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        bundle_some(cast, 1, title=f"Knelpunt {number}")
    fill(300)
    for name in (None, "alice", "carol"):
        client = cast.client(name)
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(ADDRESS).status_code == 200
