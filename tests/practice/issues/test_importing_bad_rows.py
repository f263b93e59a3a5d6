"""Importing a list with mistakes: each is named by row and column, with what to do."""

from __future__ import annotations

import datetime
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from leerlus.practice.issues.actions.importing import columns
from leerlus.practice.issues.forms import raising
from leerlus.practice.issues.models import Issue
from tests.practice.issues.lists import as_csv, as_workbook, importing, row

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Cast


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("kenmerk", "", "kolom kenmerk: Dit is leeg."),
        ("kenmerk", "\u202e\u200e\u202e", "kolom kenmerk: Dit is leeg."),
        ("titel", "\u200b", "kolom titel: Dit is leeg."),
        ("titel", " \n ", "kolom titel: Dit is leeg."),
        ("vraag", "", "kolom vraag: Dit is leeg."),
        ("titel", "a" * 141, "Deze tekst heeft 141 tekens; er passen er 140. Maak de tekst korter."),
        ("situatie", "a" * 5001, "Deze tekst heeft 5.001 tekens; er passen er 5.000."),
        ("betekenis", "a" * 3001, "er passen er 3.000."),
        ("geprobeerd", "a" * 3001, "er passen er 3.000."),
        ("kenmerk", "a" * 81, "er passen er 80."),
        ("thema", "Ontzorging financieel", "Dit thema is er niet."),
        ("thema", "Financieel ontzorge", "Bedoelt u “Financieel ontzorgen”?"),
        ("organisatie", "Bronckhorst", "Deze organisatie staat niet in Leerlus."),
        ("organisatie", "Bronckhorst", "Bedoelt u “Gemeente Bronckhorst”?"),
        ("organisatie", "", "Vul de organisatie in, of noem haar voor de hele lijst met --organisatie."),
        ("datum", "31-02-2025", "Deze dag bestaat niet."),
        ("datum", "2025-13-01", "Deze dag bestaat niet."),
        ("datum", "3-4-25", "Schrijf het jaar voluit"),
        ("datum", "04/03/2025", "Dit is geen datum die wij kennen."),
        ("datum", "vorige week", "Dit is geen datum die wij kennen."),
        ("datum", "45000", "Geef de kolom in Excel de opmaak Datum"),
        ("datum", "01-01-1900", "voor de eerste Wet inburgering (2007)"),
        ("ernst", "4", "Vul 1, 2 of 3 in."),
        ("ernst", "heel erg", "Vul 1, 2 of 3 in."),
        ("bron", "buurman", "Kies praktijk, managementinformatie"),
        ("zichtbaar", "alleen ik", "Kies regio, professionals of iedereen."),
        ("artikelen", "; ".join(f"artikel {n}" for n in range(11)), "Dit zijn 11 artikelen; er passen er 10."),
        ("artikelen", "a" * 151, "Zet een puntkomma tussen de artikelen"),
        ("vraag", "#VERW!", "Hier staat de foutmelding #VERW! van een formule."),
        ("thema", "#N/A", "Hier staat de foutmelding #N/A van een formule."),
    ],
)
def test_a_wrong_cell_is_named(cast: Cast, tmp_path: Path, column: str, value: str, sentence: str) -> None:
    full = row(geprobeerd="", ernst="", bron="", zichtbaar="", artikelen="")
    result = importing(tmp_path, as_csv(full | {column: value}), name="lijst.csv")
    assert result.exit_code == 1
    assert f"Rij 2, kolom {column}" in result.output
    assert sentence in result.output
    assert not Issue.objects.exists()


def test_every_mistake_is_named_at_once(cast: Cast, tmp_path: Path) -> None:
    bad = row(titel="", thema="onzin", datum="gisteren")
    result = importing(tmp_path, as_csv(bad, row(kenmerk="K-2"), row(kenmerk="K-3", vraag="")))
    for place in ("Rij 2, kolom titel", "Rij 2, kolom thema", "Rij 2, kolom datum", "Rij 4, kolom vraag"):
        assert place in result.output
    assert "Rij 3" not in result.output
    assert "2 rijen zijn niet goed." in result.output


def test_a_day_still_to_come_is_refused_and_today_is_not(cast: Cast, tmp_path: Path) -> None:
    today = timezone.localdate()
    assert "Deze dag moet nog komen." in importing(tmp_path, as_workbook(row(datum=today + timedelta(days=1)))).output
    assert importing(tmp_path, as_workbook(row(datum=today))).exit_code == 0
    assert Issue.objects.get().raised_at <= timezone.now()


@pytest.mark.parametrize(
    "value",
    [
        datetime.date(2025, 3, 14),
        datetime.datetime(2025, 3, 14, 16, 30),  # noqa: DTZ001 - Excel knows no time zones
        "14-3-2025",
        "14-03-2025 16:30",
        "2025-03-14",
        "2025-03-14T16:30:00+01:00",
    ],
    ids=str,
)
def test_a_day_may_be_written_in_several_ways(cast: Cast, tmp_path: Path, value: Any) -> None:  # noqa: ANN401
    result = importing(tmp_path, as_workbook(row(datum=value)))
    assert result.exit_code == 0, result.output
    assert timezone.localdate(Issue.objects.get().raised_at) == datetime.date(2025, 3, 14)


@pytest.mark.parametrize(
    ("value", "weight"), [(2, 2), (2.0, 2), ("3", 3), ("ernstig", 3), ("Lastig, maar het gaat door", 1), ("LASTIG", 1)]
)
def test_weight_is_a_number_or_a_word(cast: Cast, tmp_path: Path, value: Any, weight: int) -> None:  # noqa: ANN401
    assert importing(tmp_path, as_workbook(row(ernst=value))).exit_code == 0
    assert Issue.objects.get().severity == weight


def test_a_theme_goes_by_its_word_or_its_name(cast: Cast, tmp_path: Path) -> None:
    content = as_csv(row(thema=" PIP "), row(kenmerk="K-2", thema="plan Inburgering en  participatie"))
    assert importing(tmp_path, content).exit_code == 0
    assert set(Issue.objects.values_list("theme_id", flat=True)) == {"pip"}


def test_a_mark_stands_in_a_list_once(cast: Cast, tmp_path: Path) -> None:
    result = importing(tmp_path, as_csv(row(), row(), row(kenmerk="K-2")))
    assert result.exit_code == 1
    assert "Rij 3, kolom kenmerk, “K-1”: Dit kenmerk staat ook op rij 2." in result.output


def test_a_mark_may_be_a_number(cast: Cast, tmp_path: Path) -> None:
    importing(tmp_path, as_workbook(row(kenmerk=1001), row(kenmerk=1002.0)))
    assert set(Issue.objects.values_list("origin", flat=True)) == {
        "gemeente bronckhorst:1001",
        "gemeente bronckhorst:1002",
    }
    assert "Overgeslagen: 1 kwestie" in importing(tmp_path, as_csv(row(kenmerk="1001"))).output


def test_a_mark_is_known_again_without_what_nobody_sees(cast: Cast, tmp_path: Path) -> None:
    importing(tmp_path, as_csv(row(kenmerk="K-1\u200b")))
    assert "Overgeslagen: 1 kwestie" in importing(tmp_path, as_csv(row(kenmerk="\u2066 K-1"))).output


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("situatie", "Mevrouw Jansen verhuisde.", "“Ja…” (naam)"),
        ("vraag", "Mail naar judy.bakker@voorbeeld.nl", "“ju…” (e-mailadres)"),
        ("betekenis", "Het BSN is 111222333.", "“11…” (burgerservicenummer)"),
        ("kenmerk", "111222333", "“11…” (burgerservicenummer)"),
        ("artikelen", "zie mevrouw Jansen", "“Ja…” (naam)"),
    ],
)
def test_what_may_be_personal_data_is_refused_and_not_repeated(
    cast: Cast, tmp_path: Path, column: str, value: str, kind: str
) -> None:
    content = as_csv(row(artikelen="") | {column: value})
    result = importing(tmp_path, content)
    assert result.exit_code == 1
    assert f"Rij 2, kolom {column}: Hier staan mogelijk persoonsgegevens: {kind}." in result.output
    assert "--persoonsgegevens-nagekeken" in result.output
    for word in ("Jansen", "bakker", "111222333"):
        assert word not in result.output
    assert not Issue.objects.exists()
    assert importing(tmp_path, content, "--persoonsgegevens-nagekeken").exit_code == 0
    assert Issue.objects.exists()


def test_words_that_are_rare_together_are_refused_wherever_they_stand_in_the_row(cast: Cast, tmp_path: Path) -> None:
    telling = {"titel": "Een Oegandese vrouw wacht op les", "situatie": "Zij woont in Borculo."}
    content = as_csv(row() | telling)
    result = importing(tmp_path, content)
    assert result.exit_code == 1
    for column in telling:
        assert f"Rij 2, kolom {column}: Hier staan mogelijk persoonsgegevens: “Oe…” en “Bo…” (zeldzame" in result.output
    assert "Borculo" not in result.output
    assert importing(tmp_path, content, "--persoonsgegevens-nagekeken").exit_code == 0


def test_unseen_characters_are_left_out_and_that_is_said(cast: Cast, tmp_path: Path) -> None:
    result = importing(tmp_path, as_csv(row(titel="Geen\u202e plek\x07", situatie="Regel een\r\nregel twee\x0b.")))
    assert result.exit_code == 0, result.output
    assert "In rij 2 stonden onzichtbare tekens. Die laten wij weg." in result.output
    issue = Issue.objects.get()
    assert issue.title == "Geen plek"
    assert issue.situation == "Regel een\nregel twee."


def test_codes_of_a_web_page_stay_text_and_that_is_said(cast: Cast, tmp_path: Path) -> None:
    result = importing(tmp_path, as_csv(row(situatie="<p>Dit &amp; dat</p>", vraag="Duurt het < 3 maanden?")))
    assert result.exit_code == 0
    assert "In rij 2 staan codes van een webpagina" in result.output
    assert Issue.objects.get().situation == "<p>Dit &amp; dat</p>"


def test_smaller_than_is_no_code_of_a_web_page(cast: Cast, tmp_path: Path) -> None:
    assert "codes" not in importing(tmp_path, as_csv(row(vraag="Duurt het < 3 of > 4 maanden, R&D;?"))).output


def test_a_report_is_safe_to_show(cast: Cast, tmp_path: Path) -> None:
    result = importing(tmp_path, as_csv(row(thema="\x1b[31mrood\x07\u202e" + "x" * 500)))
    assert result.exit_code == 1
    assert not any(sign in result.output for sign in "\x1b\x07\u202e")
    assert "x" * 61 not in result.output


def test_the_head_must_say_what_we_need(cast: Cast, tmp_path: Path) -> None:
    words = {name: value for name, value in row().items() if name not in {"vraag", "thema"}}
    assert "Deze kolommen ontbreken: vraag, thema." in importing(tmp_path, as_csv(words)).output
    assert "Wij vinden de namen van de kolommen niet." in importing(tmp_path, as_csv({"Naam": "x", "Nr": "y"})).output
    twice = b"kenmerk;titel;titel;situatie\r\n1;2;3;4\r\n"
    assert "De kolom “titel” staat er twee keer." in importing(tmp_path, twice).output


def test_columns_stand_in_any_order_and_others_are_skipped(cast: Cast, tmp_path: Path) -> None:
    mixed = {"Status": "#REF!", "THEMA ": "pip", " Titel*": row()["titel"]} | {
        name: value for name, value in reversed(row().items()) if name not in {"titel", "thema"}
    }
    result = importing(tmp_path, as_workbook(mixed))
    assert result.exit_code == 0, result.output
    assert "Deze kolommen gebruiken wij niet: “Status”." in result.output


def test_a_list_of_one_form_has_the_limits_of_the_other() -> None:
    assert (columns.MOST_ARTICLES, columns.LONGEST_ARTICLE) == (raising.MOST_ARTICLES, raising.LONGEST_ARTICLE)
