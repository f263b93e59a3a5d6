from __future__ import annotations

import re

import pytest

from leerlus.measures.personal_data.combinations import ASPECT_NAMES, spot
from leerlus.measures.personal_data.combinations.combining import drop_overlaps
from leerlus.measures.personal_data.combinations.counting import as_number
from leerlus.measures.personal_data.combinations.origins import ORIGINS, SEVERAL


def told(text: str, aspect: str) -> list[tuple[str, int]]:
    """Return the words that tell this of somebody, with their points."""
    clues = drop_overlaps([each for each in spot(text) if each.aspect == aspect])
    return [(each.words, each.points) for each in clues]


@pytest.mark.parametrize(
    ("years", "band"),
    [
        (9, "op de basisschool"),
        (17, "een tiener"),
        (24, "tussen 18 en 25 jaar"),
        (25, "tussen 25 en 35 jaar"),
        (44, "tussen 35 en 45 jaar"),
        (54, "tussen 45 en 55 jaar"),
        (70, "ouder dan 55 jaar"),
    ],
)
def test_an_age_becomes_a_band(years: int, band: str) -> None:
    clues = spot(f"Zij heeft een dochter van {years}." if years < 10 else f"Iemand is {years} jaar oud.")
    assert {each.instead for each in clues if each.aspect == "age"} == {band}


@pytest.mark.parametrize(
    "name", ["Nederland", "Gelderland", "Twente", "Excel", "Eritrea", "Oost-Afrika", "Arabische les"]
)
def test_not_every_word_with_a_capital_is_a_place(name: str) -> None:
    assert not [each for each in spot(f"Iemand zoekt in {name}.") if each.aspect == "place"]


@pytest.mark.parametrize(
    "name",
    [
        "Ede",
        "'s-Hertogenbosch",
        "Bergen op Zoom",
        "De Bilt",
        "Oost Gelre",
        "Gooise Meren",
        "Capelle aan den IJssel",
        "Súdwest-Fryslân",
        "Hof van Twente",
    ],
)
def test_a_place_is_known_by_its_whole_name(name: str) -> None:
    assert [each.words for each in spot(f"Iemand woont in {name}, al jaren.") if each.aspect == "place"] == [name]


@pytest.mark.parametrize(
    ("text", "aspect", "words", "points"),
    [
        ("Zij heeft drie kinderen.", "household", "drie kinderen", 1),
        ("Zij heeft vijf jonge kinderen.", "household", "vijf jonge kinderen", 2),
        ("Zij heeft 7 kinderen.", "household", "7 kinderen", 3),
        (
            "Een alleenstaande moeder met 2 jonge dochters",
            "household",
            "alleenstaande moeder met 2 jonge dochters",
            3,
        ),
        ("Een alleenstaande vader", "household", "alleenstaande vader", 2),
        ("Hij kwam op 3 mei 2024 in Nederland.", "arrival", "3 mei 2024", 3),
        ("Hij kwam op 03-05-2024 aan.", "arrival", "03-05-2024", 3),
        ("Aangekomen in mei 2024.", "arrival", "mei 2024", 2),
        ("Zij woont hier sinds 2019.", "arrival", "2019", 1),
        ("Hij was in Homs rechter.", "work", "rechter", 4),
        ("Zij werkt als schoonmaakster.", "work", "schoonmaakster", 1),
        ("Een Eritrese lasser", "work", "lasser", 3),
        ("Kapper van beroep", "work", "Kapper", 3),
        ("Zij spreekt Sorani.", "group", "Sorani", 2),
        ("Hij is hiv-positief.", "health", "hiv", 4),
        ("De enige Koerdische vrouw", "known", "De enige", 5),
    ],
)
def test_a_clue_has_its_points(text: str, aspect: str, words: str, points: int) -> None:
    assert told(text, aspect) == [(words, points)]


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("Na 1 januari 2022 kwam er een nieuwe wet.", "arrival"),
        ("Wie vóór 2022 kwam, valt onder de oude wet.", "arrival"),
        ("De brief van 12 maart 2024 was duidelijk.", "arrival"),
        ("Hij is 35 uur per week aan het werk.", "age"),
        ("Zij is 20 jaar getrouwd.", "age"),
        ("Wie ouder dan 60 jaar oud is.", "age"),
        ("Een vrouw van 25 tot 35 jaar.", "age"),
        ("Een 12-jarig plan van 10 jaar oud.", "household"),
        ("Moeder van 35 jaar", "household"),
        ("Alleenstaande moeders met jonge kinderen", "household"),
        ("Het overleg werkt als buffer.", "work"),
        ("Hij werkt als enige ouder.", "work"),
        ("Mijn collega is docent.", "work"),
        ("De enige oplossing is een brief.", "known"),
    ],
)
def test_what_only_looks_like_a_clue_is_none(text: str, aspect: str) -> None:
    assert told(text, aspect) == []


def test_the_tables_are_sound() -> None:
    assert all(1 <= origin.points <= 4 and origin.region for origin in ORIGINS.values())
    assert not SEVERAL & ORIGINS.keys()
    assert {"eritrese", "syrisch", "zuid-soedanese", "sri-lankaanse", "turkse"} <= ORIGINS.keys()
    assert "turks" not in ORIGINS  # people of other countries speak it too
    assert {"syriërs", "afghanen", "soedanezen", "turken", "russen", "oezbeken", "chilenen"} <= SEVERAL
    assert all(re.fullmatch("[a-z, ]+", name) for name in ASPECT_NAMES.values())
    assert [as_number(word) for word in ("één", "Vijf", "12", None)] == [1, 5, 12, 0]
