"""An editor records a new version of an article; readers see what holds on which day, and where the exact text is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.law.articles import actions, queries
from leerlus.law.articles.jci import jci_of, url_of
from leerlus.law.articles.models import Article, Law, Version
from leerlus.people.actors import CLOCK, Role
from leerlus.people.models import RoleGrant
from tests.cast import NOW, Cast, make_cast

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

TEXT = actions.VersionText(valid_from=date(2027, 7, 1), gist="De termijn is vier jaar.", publication="Stb. 2027, 12")


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, the articles of the file, and Frank as the editor."""
    made = make_cast()
    actions.load_articles(by=CLOCK, at=NOW)
    divosa = made.organisations["divosa"]
    RoleGrant.objects.create(
        person=made.people["frank"], organisation=divosa, role=Role.KNOWLEDGE_EDITOR, since=date(2020, 1, 1)
    )
    return made


@pytest.fixture
def term(cast: Cast) -> Article:
    return Article.objects.get(law="wi2021", number="11")


def test_the_dated_address_is_that_of_the_standard() -> None:
    jci = jci_of("BWBR0044770", "11", date(2022, 1, 1), "1")
    assert jci == "jci1.3:c:BWBR0044770&artikel=11&lid=1&z=2022-01-01&g=2022-01-01"
    assert url_of(jci).startswith("https://wetten.overheid.nl/jci1.3:c:BWBR0044770&artikel=11")


def test_loading_the_file_again_changes_nothing(cast: Cast) -> None:
    before = list(Version.objects.values_list("pk", "valid_from", "valid_until")), Event.objects.count()
    assert actions.load_articles(by=CLOCK, at=NOW) == 0
    assert (list(Version.objects.values_list("pk", "valid_from", "valid_until")), Event.objects.count()) == before


def test_a_reader_sees_what_held_on_a_day(cast: Cast) -> None:
    page = cast.client().get("/wet/wi2021/14/?op=2022-06-01").content.decode()
    assert "van zaterdag 1 januari 2022 tot en met zaterdag 31 december 2022" in page
    assert "g=2022-01-01" in page
    now = cast.client().get("/wet/wi2021/14/").content.decode()
    assert "vanaf zondag 1 januari 2023" in now
    assert "krijgt ontheffing van de toets" in now


@pytest.mark.parametrize("day", ["2021-12-31", "geen-datum", ""])
def test_a_day_before_the_law_or_no_day_at_all_breaks_nothing(cast: Cast, day: str) -> None:
    answer = cast.client().get("/wet/wi2021/11/", {"op": day})
    assert answer.status_code == 200
    assert ("Dit artikel gold toen nog niet" in answer.content.decode()) == (day == "2021-12-31")


def test_an_article_that_is_not_there_gets_a_sentence(cast: Cast) -> None:
    assert cast.client().get("/wet/wi2021/999/").status_code == 404
    with pytest.raises(Denied, match="Dit artikel staat hier niet"):
        queries.find_article("wi2021", "999")


def test_the_editor_records_a_version_and_the_one_before_ends_the_day_before(cast: Cast, term: Article) -> None:
    said = {"valid_from": "2027-07-01", "gist": TEXT.gist, "publication": TEXT.publication}
    answer = cast.client("frank").post("/wet/wi2021/11/nieuwe-versie/", said)
    assert answer.status_code == 302
    latest, before = term.versions.all()
    assert (latest.gist, latest.valid_until, before.valid_until) == (TEXT.gist, None, date(2027, 6, 30))
    event = Event.objects.of("article", term.pk).last()
    assert event is not None
    assert (event.name, event.data) == ("new_version", {"valid_from": "2027-07-01"})


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"valid_from": "2021-01-01"}, "Een nieuwe versie begint later."),
        ({"valid_from": "gisteren"}, "Dit is geen datum."),
        ({"gist": " "}, "Schrijf in eigen woorden"),
    ],
)
def test_a_mistake_gets_a_sentence_and_keeps_what_was_typed(
    cast: Cast, term: Article, wrong: dict[str, str], sentence: str
) -> None:
    said = {"valid_from": "2027-07-01", "gist": "Vier jaar.", "publication": "Stb. 2027, 12"} | wrong
    answer = cast.client("frank").post("/wet/wi2021/11/nieuwe-versie/", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Stb. 2027, 12" in page
    assert term.versions.count() == 1


@pytest.mark.parametrize("name", ["alice", "dave", None])
def test_nobody_else_records_one(cast: Cast, term: Article, name: str | None) -> None:
    client = cast.client(name)
    answer = client.post("/wet/wi2021/11/nieuwe-versie/", {"valid_from": "2027-07-01", "gist": "x"})
    assert answer.status_code in {302, 403}
    assert "Nieuwe versie vastleggen" not in client.get("/wet/wi2021/11/").content.decode()
    assert term.versions.count() == 1
    with pytest.raises(Denied, match="Alleen een kennisredacteur"):
        actions.add_version(article_id=term.pk, text=TEXT, by=cast.actor("alice"), at=NOW)


def test_the_list_asks_little(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(4):
        page = cast.client().get("/wet/").content.decode()
    assert "Artikel 40a: Herziening van de uitkering" in page


class EveryDay(TestCase):
    """However versions follow each other, at most one holds on a day, and from the first one on exactly one."""

    @given(st.lists(st.dates(date(2020, 1, 1), date(2020, 3, 1)), min_size=1, max_size=8), st.data())
    def test_exactly_one_version_holds(self, starts: list[date], data: st.DataObject) -> None:
        law = Law.objects.create(slug="proef", name="Proefwet", kind="act", bwb="BWBR0000001", position=9)
        article = Article.objects.create(law=law, number="1", title="Proef", position=1)
        for start in starts:
            text = actions.VersionText(valid_from=start, gist="Zo.")
            try:
                actions.add_version(article_id=article.pk, text=text, by=CLOCK, at=NOW)
            except Denied:
                continue
        day = data.draw(st.dates(date(2019, 12, 25), date(2020, 3, 10)))
        holding = [version for version in article.versions.all() if version.covers(day)]
        assert len(holding) == (1 if day >= starts[0] else 0)
        assert queries.read_article("proef", "1", day).shown == (holding[0] if holding else None)
