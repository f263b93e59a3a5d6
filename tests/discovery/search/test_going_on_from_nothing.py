"""Who does not find it goes on from there, with the words that were typed."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.knowledge.answers.models import ReaderQuestion
from leerlus.practice.issues.models import Issue
from tests.cast import raise_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.cast import Cast

WORDS = 'Sneeuw & "ijs" <b>op</b> school'


def see(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def follow_link(client: Client, page: str, label: str) -> str:
    found = re.search(rf'href="([^"]+)"[^>]*>\s*{label}', page)
    assert found, label
    return see(client, unescape(found[1]))


def test_a_visitor_asks_the_editors_with_the_words_that_found_nothing(cast: Cast) -> None:
    client = cast.client()
    page = see(client, "/zoeken/", q=WORDS)
    assert "Kwestie indienen" not in page, "a visitor may not"
    form = follow_link(client, page, "Stel een vraag")
    assert WORDS in unescape(form)
    assert "<b>op</b>" not in form
    assert not ReaderQuestion.objects.exists(), "looking at a form asks nothing"


def test_a_professional_raises_an_issue_with_the_words_as_its_title(cast: Cast) -> None:
    client = cast.client("alice")
    form = follow_link(client, see(client, "/zoeken/", q=WORDS), "Kwestie indienen")
    title = re.search(r'name="title"[^>]*', form)
    assert title
    assert WORDS in unescape(title[0])
    assert not Issue.objects.exists()


def test_who_may_not_raise_an_issue_is_not_sent_to_a_refusal(cast: Cast) -> None:
    page = see(cast.client("frank"), "/zoeken/", q="olifantenpaadje")
    may = see_status(cast.client("frank"), "/kwesties/indienen/") == 200
    assert ("?woorden=olifantenpaadje" in page and "/kwesties/indienen/?" in page) is may


def see_status(client: Client, address: str) -> int:
    return client.get(address).status_code


def test_after_the_last_hit_there_is_a_way_on_as_well(cast: Cast, follow: Callable[[], int]) -> None:
    raise_one(cast, title="Boete")
    follow()
    page = see(cast.client("alice"), "/zoeken/", q="boete")
    assert "Niet gevonden wat u zocht?" in page
    assert "/kwesties/indienen/?woorden=boete" in page


@pytest.mark.parametrize("choice", [{"soort": "besluit"}, {"thema": "ontzorgen"}, {"tot": "1-1-2020"}])
def test_choices_that_leave_nothing_say_what_there_is_without_them(
    cast: Cast, follow: Callable[[], int], choice: dict[str, str]
) -> None:
    raise_one(cast, title="Boete", theme="pip", at=timezone.now() - timedelta(days=1))
    raise_one(cast, title="Nog een boete", theme="pip")
    follow()
    page = see(cast.client("alice"), "/zoeken/", q="boete", **choice)
    assert "Zonder keuzes: 2 resultaten" in page
    assert 'href="?q=boete"' in page
    Issue.objects.update(visibility="organisation")
    assert "Zonder keuzes:" not in see(cast.client(), "/zoeken/", q="boete", **choice), "a count is a hint too"


def test_a_very_long_question_goes_along_as_far_as_it_fits(cast: Cast) -> None:
    client = cast.client("alice")
    form = follow_link(client, see(client, "/zoeken/", q="olifantenpaadje " * 130), "Kwestie indienen")
    title = re.search(r'name="title"[^>]*value="([^"]*)"', form)
    assert title
    assert 100 < len(title[1]) <= 140
