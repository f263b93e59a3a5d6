"""Readers follow what happened when, as a picture, list and file; editors add to it; decisions come by themselves."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from leerlus.knowledge.milestones.actions import load_milestones
from leerlus.knowledge.milestones.models import Milestone
from leerlus.knowledge.milestones.queries import say_when
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.measures.sheets import disarm
from leerlus.system.decisions import actions as decision_actions
from leerlus.system.escalations import actions as escalation_actions
from leerlus.ui.pictures import LANE_WIDTH, draw_lanes
from tests.cast import NOW, Cast, bundle_some

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

WRITTEN = {
    "title": "De praktijk krijgt een nieuw hulpmiddel",
    "summary": "Gemeenten kunnen het vanaf nu gebruiken.",
    "on": "2026-03-01",
    "until": "",
    "precision": "day",
    "kind": "praktijk",
    "theme": "pip",
    "source": "",
    "slug": "nieuw-hulpmiddel",
    "is_shown": "on",
}


@pytest.fixture
def loaded(cast: Cast) -> Cast:
    load_milestones()
    return cast


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/tijdlijn/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def decide(cast: Cast) -> Bottleneck:
    """Let a bottleneck be offered, taken and decided, and make it public."""
    bottleneck = bundle_some(cast, meaning="De inburgeraar wacht maanden zonder les.")
    made = escalation_actions.offer(
        bottleneck_id=bottleneck.pk,
        question="Pas de regel aan.",
        why="Wij mogen het niet.",
        by=cast.actor("frank"),
        at=NOW,
    )
    escalation_actions.accept(escalation_id=made.pk, by=cast.actor("dave"), at=NOW)
    text = decision_actions.DecisionText(
        instrument="wider_reading",
        title="De nieuwe gemeente stelt het plan vast",
        text="Zo is het.",
        reason="Dan wacht niemand.",
        change="U stelt het plan vast, ook na een verhuizing.",
        effective_on=NOW.date(),
    )
    decision_actions.decide(escalation_id=made.pk, text=text, by=cast.actor("dave"), at=NOW)
    return bottleneck


def test_the_timeline_tells_when_the_law_began_and_where_to_read_it(loaded: Cast) -> None:
    text = page(loaded.client())
    assert "De Wet inburgering 2021 gaat in" in text
    assert "1 januari 2022</p>" in text
    assert "juni 2022 – april 2023" in text
    assert "2019 – 2021" in text
    assert '<h2 id="jaar-2022">2022</h2>' in text
    assert 'rel="external">Bron<span class="hidden"> van: De Wet inburgering 2021 gaat in' in text
    assert text.count("timeline__mark") == Milestone.objects.count()


def test_loading_again_brings_nothing_back_and_writes_nothing_over(loaded: Cast) -> None:
    Milestone.objects.filter(slug="keren").update(title="Anders gezegd", is_shown=False)
    assert load_milestones() == 0
    assert Milestone.objects.get(slug="keren").title == "Anders gezegd"
    assert "Anders gezegd" not in page(loaded.client())


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("?soort=uitspraak", "Europees Hof", "De Wet inburgering 2021 gaat in"),
        ("?thema=ontzorgen", "Ruimere uitleg", "Europees Hof"),
        ("?thema=ontzorgen&soort=uitspraak", "Niets met deze keuze", "Europees Hof"),
        ("?thema=bestaat-niet&soort=ook-niet", "De Wet inburgering 2021 gaat in", "Niets met deze keuze"),
    ],
)
def test_a_reader_narrows_it_by_theme_and_kind(loaded: Cast, query: str, there: str, gone: str) -> None:
    text = page(loaded.client(), query)
    assert there in text
    assert gone not in text


def test_an_empty_timeline_teaches(cast: Cast) -> None:
    assert "De tijdlijn is nog leeg" in page(cast.client())


def test_a_decision_of_the_loop_appears_by_itself_for_who_may_read_it(loaded: Cast) -> None:
    bottleneck = decide(loaded)
    title = "De nieuwe gemeente stelt het plan vast"
    assert title in page(loaded.client("alice"))
    assert title not in page(loaded.client())
    Bottleneck.objects.filter(pk=bottleneck.pk).update(published_at=NOW)
    assert title in page(loaded.client(), "?thema=pip&soort=besluit")
    assert title not in page(loaded.client(), "?soort=wet")


def test_a_calendar_takes_it_in_and_doubles_nothing(loaded: Cast) -> None:
    answer = loaded.client().get("/tijdlijn/tijdlijn.ics?soort=praktijk")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    by_name = {str(each["UID"]): each for each in events}
    assert len(by_name) == len(events) == Milestone.objects.filter(kind="praktijk").count()
    spring = next(each for name, each in by_name.items() if "eerste-communities" in name)
    assert (spring.decoded("DTSTART"), spring.decoded("DTEND")) == (date(2022, 6, 1), date(2023, 5, 1))


def test_a_spreadsheet_computes_nothing_of_it(loaded: Cast) -> None:
    Milestone.objects.filter(slug="keren").update(title='=HYPERLINK("https://kwaad.test")')
    answer = loaded.client().get("/tijdlijn/tijdlijn.csv?soort=uitspraak")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:4] == ["Datum", "Tot en met", "Wanneer", "Titel"]
    assert [row[3] for row in rows[1:]] == [
        '\'=HYPERLINK("https://kwaad.test")',
        "Raad van State volgt het Europees Hof",
    ]


@given(st.text())
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert disarm(text).lstrip(" ")[:1] not in {*"=+-@\t\r"} or not disarm(text)
    assert disarm(text).removeprefix("'") == text.removeprefix("'")


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b"]), st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 3000)),
        min_size=1,
    )
)
def test_every_mark_stands_inside_the_picture(drawn: list[tuple[str, date, int]]) -> None:
    moments = [(kind, on, date.fromordinal(on.toordinal() + days)) for kind, on, days in drawn]
    picture = draw_lanes(moments, {"a": "A", "b": "B"}, date(2026, 11, 2))
    assert picture is not None
    marks = [mark for lane in picture.lanes for mark in lane.marks]
    assert len(marks) == len(moments)
    assert all(0 <= mark.x <= mark.end <= LANE_WIDTH and 0 < mark.y < picture.base for mark in marks)


def test_a_day_is_said_as_exactly_as_it_is_known() -> None:
    day = date(2022, 1, 1)
    assert [say_when(day, None, each) for each in ("day", "month", "year")] == [
        "1 januari 2022",
        "januari 2022",
        "2022",
    ]
    assert say_when(day, date(2022, 3, 25), "month") == "januari 2022 – maart 2022"
    assert say_when(day, date(2022, 12, 31), "year") == "2022"


def test_the_page_asks_little(loaded: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    decide(loaded)
    reader = loaded.client("alice")
    with django_assert_max_num_queries(6):
        page(reader)


def test_an_editor_adds_a_moment(loaded: Cast) -> None:
    editor = loaded.client("frank")
    assert editor.get("/redactie/tijdlijn/").status_code == 200
    assert editor.post("/redactie/tijdlijn/add/", WRITTEN).status_code == 302
    assert WRITTEN["title"] in page(loaded.client())


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Schrijf in één zin wat er gebeurde."),
        ({"until": "2026-02-01"}, "De laatste dag ligt voor de eerste."),
        ({"on": "0226-03-01"}, "Kies een jaar van 1950 tot en met 2100."),
        ({"until": "9999-12-31"}, "Kies een jaar van 1950 tot en met 2100."),
        ({"summary": "Bel mevrouw Haddad."}, "mogelijk persoonsgegevens"),
        ({"slug": "keren"}, "bestaat al"),
    ],
)
def test_a_mistake_gets_a_sentence_and_keeps_what_was_typed(loaded: Cast, wrong: dict[str, Any], sentence: str) -> None:
    before = Milestone.objects.count()
    text = loaded.client("frank").post("/redactie/tijdlijn/add/", WRITTEN | wrong).content.decode()
    assert sentence in text
    assert (wrong.get("summary") or WRITTEN["summary"]) in text
    assert Milestone.objects.count() == before


def test_nobody_deletes_a_moment_and_only_editors_come_in(loaded: Cast) -> None:
    pk = Milestone.objects.get(slug="keren").pk
    assert loaded.client("frank").post(f"/redactie/tijdlijn/delete/{pk}/").status_code in {302, 403, 404}
    assert Milestone.objects.filter(pk=pk).exists()
    assert loaded.client("alice").get("/redactie/tijdlijn/").status_code == 404
