"""Importing a file: whatever it is called, however it was saved, and whatever else it may turn out to be."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from leerlus.people.models import Theme
from leerlus.practice.issues.models import Issue
from tests.practice.issues.lists import as_csv, as_workbook, importing, row, saved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cast import Cast

SHEET = "xl/worksheets/sheet1.xml"
ACCENTS = "Ivoorkust – “één” cliënt, niet <ergens> & overal; zó is het"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("parter", [";", ",", "\t"])
def test_csv_comes_in_every_usual_shape(cast: Cast, tmp_path: Path, parter: str, encoding: str) -> None:
    content = as_csv(row(titel=ACCENTS, situatie="Een\r\ntwee\n\n“drie”, vier; vijf"), parter=parter, encoding=encoding)
    result = importing(tmp_path, content, name="lijst.txt")
    assert result.exit_code == 0, result.output
    issue = Issue.objects.get()
    assert issue.title == ACCENTS
    assert issue.situation == "Een\ntwee\n\n“drie”, vier; vijf"


def test_excel_may_say_itself_what_parts_the_cells(cast: Cast, tmp_path: Path) -> None:
    bad = importing(tmp_path, b"sep=;\r\n" + as_csv(row(), row(kenmerk="K-2", thema="onzin")))
    assert "Rij 3, kolom thema" in bad.output
    assert importing(tmp_path, b"sep=;\r\n" + as_csv(row())).exit_code == 0


def test_an_accent_may_be_written_in_two_ways(cast: Cast, tmp_path: Path) -> None:
    Theme.objects.create(slug="financien", name="Financiën", position=9)
    assert importing(tmp_path, as_csv(row(thema="Financie\u0308n"))).exit_code == 0


def test_rows_are_numbered_as_excel_does(cast: Cast, tmp_path: Path) -> None:
    lines = as_csv(row(situatie="Een\nregel\nmeer"), row(kenmerk="K-2", thema="onzin")).split(b"\r\n")
    content = b"\r\n".join([b"Lijst van de regio", b"", *lines[:2], b";;;;;;;", *lines[2:]])
    assert "Rij 6, kolom thema" in importing(tmp_path, content, name="lijst.csv").output
    above = as_workbook(row(), row(kenmerk="K-2", thema="onzin"), above=("Lijst van de regio", "oktober"))
    assert "Rij 5, kolom thema" in importing(tmp_path, above).output


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(cast: Cast, tmp_path: Path) -> None:
    content = as_csv(row(), row(kenmerk="K-2"), row(kenmerk="K-3")).replace(b"K-2;", b'K-2;"')
    result = importing(tmp_path, content)
    assert result.exit_code == 1
    assert "Vanaf rij 3 klopt er iets niet met de aanhalingstekens" in result.output


def test_a_loose_semicolon_moves_no_texts(cast: Cast, tmp_path: Path) -> None:
    content = as_csv(row(), row(kenmerk="K-2", vraag="PUNT")).replace(b"PUNT", b"Wie; en wanneer")
    result = importing(tmp_path, content)
    assert result.exit_code == 1
    assert "Rij 3, kolom I, “14-03-2025”: Deze rij heeft meer cellen dan er kolommen zijn." in result.output


def test_notes_beside_a_list_in_excel_are_skipped(cast: Cast, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(as_workbook(row())))
    book.worksheets[0].cell(row=2, column=10, value="nog bellen")
    result = importing(tmp_path, saved(book))
    assert result.exit_code == 0, result.output
    assert "Deze kolommen gebruiken wij niet: kolom J (zonder naam)." in result.output


def test_the_sheet_with_the_list_is_found(cast: Cast, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(as_workbook(row(), title="kwesties")))
    book.create_sheet("Draaitabel", 0).append(["van alles"])
    book.create_sheet("Uitleg").append(["lees mij"])
    result = importing(tmp_path, saved(book))
    assert result.exit_code == 0, result.output
    assert "Wij lezen alleen het blad “kwesties”. Niet gelezen: “Draaitabel”." in result.output


def test_a_hidden_sheet_is_not_the_list(cast: Cast, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(as_workbook(row())))
    book.create_sheet("Oud", 0).sheet_state = "hidden"
    assert importing(tmp_path, saved(book)).exit_code == 0


def test_the_name_of_the_file_says_nothing(cast: Cast, tmp_path: Path) -> None:
    assert importing(tmp_path, as_workbook(row()), name="lijst.csv").exit_code == 0
    assert importing(tmp_path, as_csv(row(kenmerk="K-2")), name="lijst.xlsx").exit_code == 0


def repacked(content: bytes, change: Callable[[bytes], bytes], part: str = SHEET) -> bytes:
    """Return the workbook with one part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, change(source.read(name)) if name == part else source.read(name))
    return target.getvalue()


def test_a_wrong_size_in_the_file_hides_no_rows(cast: Cast, tmp_path: Path) -> None:
    content = as_workbook(row(), row(kenmerk="K-2"))
    lying = repacked(content, lambda xml: re.sub(rb'<dimension ref="[^"]+"', b'<dimension ref="A1"', xml))
    assert lying != content
    assert importing(tmp_path, lying).exit_code == 0
    assert Issue.objects.count() == 2


def test_of_a_formula_the_outcome_counts(cast: Cast, tmp_path: Path) -> None:
    content = repacked(as_workbook(row(ernst=2)), lambda xml: re.sub(rb"<v>2</v>", b"<f>1+1</f><v>2</v>", xml, count=0))
    assert b"<f>1+1</f>" in zipfile.ZipFile(io.BytesIO(content)).read(SHEET)
    assert importing(tmp_path, content).exit_code == 0
    assert Issue.objects.get().severity == 2


def test_a_formula_without_an_outcome_is_no_empty_cell(cast: Cast, tmp_path: Path) -> None:
    result = importing(tmp_path, as_workbook(row(ernst="=1+1"), row(kenmerk="K-2", ernst=2)))
    assert result.exit_code == 1
    assert "Rij 2, kolom ernst: Hier staat een formule waarvan de uitkomst niet is bewaard." in result.output
    assert "Rij 3" not in result.output


def test_a_formula_in_csv_is_just_text(cast: Cast, tmp_path: Path) -> None:
    assert importing(tmp_path, as_csv(row(vraag="=1+1 of niet?"))).exit_code == 0
    assert Issue.objects.get().question == "=1+1 of niet?"


def test_a_code_with_zeros_keeps_them(cast: Cast, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(as_workbook(row(kenmerk=42))))
    book.worksheets[0]["A2"].number_format = "0000"
    importing(tmp_path, saved(book))
    assert Issue.objects.get().origin == "gemeente bronckhorst:0042"


def test_what_excel_writes_for_strange_characters_is_read(cast: Cast, tmp_path: Path) -> None:
    text = "regel een_x000D_\nregel twee _xD83D__xDE00_ _xD800_ _x0000_einde"
    content = as_workbook(row(situatie=text))
    assert importing(tmp_path, content).exit_code == 0
    assert Issue.objects.get().situation == "regel een\nregel twee 😀 � einde"


def bomb(size: int) -> bytes:
    """Return a workbook that is small to keep and large to unpack."""
    return repacked(as_workbook(row()), lambda xml: xml + b" " * size)


def lying_about_size() -> bytes:
    """Return a workbook of which a part says that it is smaller than it is."""
    content = bytearray(bomb(2_000_000))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(SHEET)
    place = content.rfind(SHEET.encode()) - 46  # the entry in the directory at the end
    content[place + 24 : place + 28] = (100).to_bytes(4, "little")
    assert info.file_size > 100
    return bytes(content)


def zipped(*names: str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a packed file with these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return target.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DAMAGED = "Dit Excel-bestand is beschadigd"
TOO_LARGE = "uitgepakt veel te groot"

NO_LISTS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "Dit bestand is leeg."),
    "only a mark": (b"\xef\xbb\xbf", "Dit bestand is leeg."),
    "only space": (b" \r\n\t\r\n", "Dit bestand is leeg."),
    "only zeros": (bytes(5000), "Dit bestand is leeg."),
    "only parters": (b";;;;\r\n;;;;\r\n", "Dit bestand is leeg."),
    "an empty workbook": (saved(Workbook()), "Dit bestand is leeg."),
    "only a head": (as_csv(row()).partition(b"\r\n")[0], "Onder de namen van de kolommen staat geen enkele rij."),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oud Excel-bestand (.xls)"),
    "a pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "Dit is een pdf."),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "Dit is een plaatje."),
    "a web page": (b"<html><table><tr><td>kenmerk</td></tr></table></html>", "Dit is een webpagina"),
    "a web page with a mark": (b"\xef\xbb\xbf  <table>", "Dit is een webpagina"),
    "a packed file": (zipped("lijst.csv"), "Dit is een ingepakt bestand (.zip)"),
    "an open document": (zipped("mimetype", "content.xml"), "OpenDocument-bestand (.ods)"),
    "a letter": (zipped("[Content_Types].xml", "word/document.xml"), "Word- of PowerPoint-bestand"),
    "a binary workbook": (zipped("[Content_Types].xml", "xl/workbook.bin"), "binaire werkmap (.xlsb)"),
    "a hollow workbook": (zipped("[Content_Types].xml", "xl/workbook.xml"), DAMAGED),
    "a strange packing": (zipped("[Content_Types].xml", "xl/workbook.xml", method=zipfile.ZIP_LZMA), DAMAGED),
    "a torn workbook": (as_workbook(row())[:3000], DAMAGED),
    "only a beginning": (b"PK\x03\x04", DAMAGED),
    "a bomb": (bomb(101 * 1024 * 1024), TOO_LARGE),
    "a bomb that lies": (lying_about_size(), DAMAGED),
    "large styles": (repacked(as_workbook(row()), lambda xml: xml + b" " * 9_000_000, "xl/styles.xml"), TOO_LARGE),
    "one endless row": (
        repacked(as_workbook(row()), lambda xml: xml.replace(b"</row>", b"<c/>" * 100_001 + b"</row>", 1)),
        TOO_LARGE,
    ),
    "one endless text": (
        repacked(as_workbook(row()), lambda xml: xml.replace(b"</row>", b"a" * 4_000_001 + b"</row>", 1)),
        TOO_LARGE,
    ),
    "unfolding names": (repacked(as_workbook(row()), lambda xml: ENTITIES + xml), DAMAGED),
    "unfolding names, hidden": (repacked(as_workbook(row()), lambda _: ENTITIES.decode().encode("utf-16")), DAMAGED),
    "a row too far": (
        repacked(as_workbook(row()), lambda xml: xml.replace(b'<row r="2"', b'<row r="99999999999999"')),
        "geen enkele rij",
    ),
    "binary": (bytes(range(256)) * 20, "geen leesbare tekst"),
    "almost text": (b"kenmerk;titel;situatie\0;vraag\r\n1;2;3;4", "geen leesbare tekst"),
    "half unicode": (b"\xff\xfea", "geen leesbare tekst"),
    "prose": (b"Beste collega, hierbij de lijst.\r\nGroet, Bob", "Wij vinden de namen van de kolommen niet."),
    "too many rows": (as_csv(*[row()] * 20_001), "Deze lijst heeft meer dan 20.000 rijen."),
    "too many columns": (
        b"kenmerk;titel;vraag" + b";x" * 100 + b"\r\n1;2;3",
        "Deze lijst heeft meer dan 100 kolommen.",
    ),
    "too large": (b"a" * (20 * 1024 * 1024 + 1), "Dit bestand is groter dan 20 MB."),
    "an endless cell": (b"kenmerk;titel;vraag\r\n1;2;" + b"a" * 200_000, "Vanaf rij 2 klopt er iets niet"),
}


@pytest.mark.parametrize(("content", "sentence"), NO_LISTS.values(), ids=NO_LISTS)
def test_what_is_no_list_is_refused_in_a_sentence(cast: Cast, tmp_path: Path, content: bytes, sentence: str) -> None:
    result = importing(tmp_path, content)
    assert result.exit_code == 1, result.output
    assert sentence in result.output
    assert not Issue.objects.exists()
