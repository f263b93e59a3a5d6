from __future__ import annotations

from datetime import date

import pytest

from leerlus.system.escalations.queries import article_of, clock_of, lasted, on_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("state", "due", "status", "sentence"),
    [
        ("accepted", date(2027, 5, 2), "open", "Besluit uiterlijk 2 mei 2027, nog 160 dagen."),
        ("accepted", date(2026, 12, 1), "due", "Besluit uiterlijk 1 december 2026, nog 8 dagen."),
        ("accepted", TODAY, "due", "Besluit uiterlijk 23 november 2026, vandaag."),
        ("accepted", date(2026, 11, 22), "late", "Het besluit moest er zijn op 22 november 2026: 1 dag te laat."),
        ("offered", date(2027, 1, 4), "new", "Aannemen of teruggeven uiterlijk 4 januari 2027, nog 42 dagen."),
        (
            "offered",
            date(2026, 10, 24),
            "late",
            "Het antwoord aan de schakel moest er zijn op 24 oktober 2026: 30 dagen te laat.",
        ),
        ("decided", None, "done", "De klok staat stil: dit signaal is afgerond."),
    ],
)
def test_the_clock_speaks_in_words(state: str, due: date | None, status: str, sentence: str) -> None:
    clock = clock_of(state, due, TODAY)
    assert (clock.status, clock.sentence) == (status, sentence)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (TODAY, TODAY, "minder dan een dag"),
        (date(2026, 11, 22), TODAY, "1 dag"),
        (date(2026, 9, 25), TODAY, "59 dagen"),
        (date(2026, 7, 2), date(2026, 8, 31), "1 maand"),
        (date(2025, 11, 23), TODAY, "12 maanden"),
        (date(2024, 11, 23), TODAY, "2 jaar"),
        (date(2024, 10, 23), TODAY, "2 jaar en 1 maand"),
        (date(2020, 3, 5), date(2022, 11, 1), "2 jaar en 7 maanden"),
    ],
)
def test_a_duration_speaks_in_words(start: date, end: date, words: str) -> None:
    assert lasted(start, end) == words


def test_a_day_on_paper_has_its_year() -> None:
    assert on_day(TODAY) == "23 november 2026"


@pytest.mark.parametrize(
    "citation",
    [
        "Wet inburgering 2021, artikel 14",
        "Wet inburgering 2021, artikel 14, lid 6",
        "wet inburgering 2021, artikel 14 lid 6 en 7",
        "Wet inburgering 2021, artikel 14, onderdeel b",
    ],
)
def test_two_paragraphs_of_an_article_are_about_the_same(citation: str) -> None:
    assert article_of(citation) == "wet inburgering 2021, artikel 14"
