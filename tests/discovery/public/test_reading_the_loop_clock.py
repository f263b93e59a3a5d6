from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.practice.issues import actions as issue_actions
from leerlus.practice.issues.models import Issue
from leerlus.system.escalations import actions as escalation_actions
from tests.cast import Cast, bundle_some, raise_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    Fill = Callable[..., list[Issue]]

MOST_QUERIES = 15
TAGS = re.compile(r"<[^>]+>|\s+")


def words(cast: Cast, address: str = "/lusklok/", name: str | None = None) -> str:
    """Return the text of the page without markup."""
    answer = cast.client(name).get(address)
    assert answer.status_code == 200
    return " ".join(TAGS.sub(" ", answer.content.decode()).split())


def rows(cast: Cast, address: str = "/lusklok/tabel.csv") -> list[list[str]]:
    answer = cast.client().get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def row(found: list[list[str]], name: str) -> dict[str, str]:
    return dict(zip(found[0], next(each for each in found if each[1] == name), strict=True))


def test_an_empty_clock_says_that_it_is_too_early(cast: Cast) -> None:
    text = words(cast)
    assert text.count("Nog te weinig") >= 4
    assert "Nog te weinig antwoorden om een cijfer te noemen." in text


def test_it_says_how_long_each_part_takes_beside_the_promise(cast: Cast, fill: Fill) -> None:
    fill(12, responded_after=10, ended_after=80)
    text = words(cast)
    assert "Van indienen tot eerste reactie 10 dagen" in text
    assert "Van indienen tot opbrengst of besluit 80 dagen Dat is ongeveer 11 weken." in text
    assert "Van terugkoppeling tot oordeel 3 dagen" in text
    assert "Berekend over ruim 10 kwesties" in text
    assert "binnen 30 dagen . Dat lukte bij 100%" in text
    assert "Het helpt 100%" in text


def test_under_ten_it_says_nothing(cast: Cast, fill: Fill) -> None:
    fill(9)
    text = words(cast)
    assert "Bij minder dan 10 kwesties noemen wij geen cijfer." in text
    assert "10 dagen" not in text
    assert "niet getoond" in text


def test_it_is_honest_where_it_hurts(cast: Cast, fill: Fill) -> None:
    fill(10, responded_after=10)
    fill(30, responded_after=None, ended_after=None, raised_days_ago=400)
    text = words(cast)
    assert "Bij 75 van de 100 kwesties kwam de eerste reactie te laat, of is zij er nog niet." in text
    assert "is 100 procent een jaar of langer geleden ingediend" in text


def test_the_promise_is_also_kept_by_saying_where_it_stands(cast: Cast) -> None:
    at = timezone.localtime() - timedelta(days=200)
    for _ in range(10):
        issue = raise_one(cast, at=at)
        issue_actions.respond(issue_id=issue.pk, text="Ik kijk.", by=cast.actor("carol"), at=at + timedelta(days=2))
        issue_actions.respond(issue_id=issue.pk, text="Nog bezig.", by=cast.actor("carol"), at=at + timedelta(days=60))
    text = words(cast)
    assert "of waar het staat . Dat lukte bij 100%" in text
    assert "Van indienen tot opbrengst of besluit Nog te weinig" in text


def test_it_times_the_system_level_from_the_offer(cast: Cast) -> None:
    at = timezone.localtime() - timedelta(days=300)
    for _ in range(10):
        bottleneck = bundle_some(cast, 1, meaning="Mensen wachten.", at=at)
        escalation_actions.offer(bottleneck_id=bottleneck.pk, question="?", why="!", by=cast.actor("frank"), at=at)
    text = words(cast)
    assert "Bij 100 van de 100 signalen kwam het besluit te laat, of is het er nog niet." in text
    assert "Stelsel" in text


def test_withdrawn_issues_do_not_count(cast: Cast, fill: Fill) -> None:
    for _ in range(10):
        issue = raise_one(cast)
        issue_actions.withdraw(issue_id=issue.pk, reason="Vergissing", by=cast.actor("alice"), at=timezone.now())
    fill(11)
    assert row(rows(cast), "Alle thema’s")["Kwesties"] == "11"


def test_a_small_number_does_not_follow_from_the_total(cast: Cast, fill: Fill, country: list[str]) -> None:
    fill(4, organisation=country[0])
    fill(15, organisation=country[1])
    fill(40, organisation=country[2])
    found = rows(cast)
    assert row(found, "Alle regio’s")["Kwesties"] == "59"
    assert row(found, "Regio 02")["Kwesties"] == "40"
    assert row(found, "Regio 01")["Kwesties"] == "niet getoond"
    assert row(found, "Regio 01")["Eerste reactie"] == "10 dagen"
    assert not [each for each in found if each[1] == "Regio 00" and "4" in each]


def test_filters_cannot_be_subtracted_from_each_other(cast: Cast, fill: Fill, country: list[str]) -> None:
    """What is hidden for a theme in a region stays hidden, whichever way one comes to it."""
    for place in country[:3]:
        for theme in ("thema-0", "thema-1"):
            fill(30, organisation=place, theme=theme)
    fill(3, organisation=country[0], theme="thema-2")
    fill(30, organisation=country[1], theme="thema-2")
    shown = []
    for region in ("XX00", "XX01", "XX02"):
        found = rows(cast, f"/lusklok/tabel.csv?regio={region}")
        shown.append([row(found, f"Thema {number}")["Kwesties"] for number in range(3)])
    for number in range(3):
        found = rows(cast, f"/lusklok/tabel.csv?thema=thema-{number}")
        by_theme = {each[1]: each[2] for each in found if each[0] == "Regio"}
        assert [by_theme.get(f"Regio {place:02}") for place in range(3)] == [line[number] for line in shown]
    hidden = sum(text == "niet getoond" for line in shown for text in line)
    assert shown[0][2] == "niet getoond"
    assert hidden >= 4  # a small number alone in its row and column would be found


def test_a_choice_shows_percentages_instead_of_counts(cast: Cast, fill: Fill) -> None:
    fill(20, responded_after=None, ended_after=None)
    fill(20, organisation="enschede", responded_after=None, ended_after=None, raised_days_ago=10)
    assert "Schakel 20 0 20 0 0 40" in words(cast)
    text = words(cast, "/lusklok/?regio=AM09")
    assert "U ziet nu: Achterhoek" in text
    assert "Aantallen noemen wij alleen voor het hele land." in text
    assert "Schakel 0% 0% 100% 0% 0% 100%" in text


def test_a_level_shows_its_own_parts(cast: Cast, fill: Fill) -> None:
    fill(12)
    system = words(cast, "/lusklok/?niveau=system")
    assert "Van signaal tot besluit" in system
    assert "Van indienen tot eerste reactie" not in system
    practice = words(cast, "/lusklok/?niveau=practice")
    assert "Oordeel na" in practice
    assert "Van signaal tot besluit" not in practice


@pytest.mark.parametrize("address", ["/lusklok/?thema=x", "/lusklok/?regio=%00", "/lusklok/?niveau=hoog&thema=pip%27"])
def test_a_wrong_choice_counts_as_none(cast: Cast, address: str) -> None:
    assert "Lusklok" in words(cast, address)


def test_what_has_no_region_has_a_row_of_its_own(cast: Cast, fill: Fill) -> None:
    fill(12, organisation="platform")
    assert row(rows(cast), "Landelijk, zonder regio")["Kwesties"] == "12"
    assert row(rows(cast, "/lusklok/tabel.csv?regio=landelijk"), "Landelijk, zonder regio")["Kwesties"] == "12"


def test_it_shows_how_it_changes_over_time(cast: Cast, fill: Fill) -> None:
    fill(10, raised_days_ago=700, responded_after=25, ended_after=60)
    fill(10, raised_days_ago=100, responded_after=5, ended_after=60)
    text = words(cast)
    assert "Hoe het verandert" in text
    assert "Van 25 dagen" in text
    assert "naar 5 dagen" in text


def test_readings_are_kept_for_ten_minutes(
    cast: Cast, fill: Fill, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill(400)
    fill(400, organisation="enschede", responded_after=None, ended_after=None)
    client = cast.client()
    with django_assert_max_num_queries(MOST_QUERIES):
        first = client.get("/lusklok/")
    with django_assert_max_num_queries(2):  # only what can be chosen
        second = client.get("/lusklok/?thema=pip")
    assert (first.status_code, second.status_code) == (200, 200)


def test_a_reading_costs_the_same_with_more_issues(
    cast: Cast, fill: Fill, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill(2000)
    client = cast.client("alice")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get("/lusklok/").status_code == 200
    assert Issue.objects.count() == 2000
