from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.measures.personal_data import KIND_NAMES, find, mark

TRUE = [
    ("Haar BSN is 123456782.", "123456782", "bsn"),
    ("bsn: 1234.56.782", "1234.56.782", "bsn"),
    ("burgerservicenummer 123 456 789 (met een typefout)", "123 456 789", "bsn"),
    ("Bij 111222333 staat een andere datum", "111222333", "bsn"),
    ("V-nummer 280.123.4567", "280.123.4567", "v_number"),
    ("dossier V2801234567 van de IND", "V2801234567", "v_number"),
    ("v-nr: 2801234567", "2801234567", "v_number"),
    ("vreemdelingennummer is 2801234567", "2801234567", "v_number"),
    ("zaaknummer Z-2023-00123", "Z-2023-00123", "case_number"),
    ("klantnummer: 4455667", "4455667", "case_number"),
    ("mail jan.jansen+taal@gemeente.nl even", "jan.jansen+taal@gemeente.nl", "email"),
    ("bel 06-12345678", "06-12345678", "phone"),
    ("bel 06 12 34 56 78 na vijven", "06 12 34 56 78", "phone"),
    ("+31 6 1234 5678", "+31 6 1234 5678", "phone"),
    ("(0575) 750 250", "(0575) 750 250", "phone"),
    ("bereikbaar op +963 944 123 456", "+963 944 123 456", "phone"),
    ("rekening NL91 ABNA 0417 1643 00 van de broer", "NL91 ABNA 0417 1643 00", "iban"),
    ("op nl91abna0417164300 gestort", "nl91abna0417164300", "iban"),
    ("woont op 7021 AB 12", "7021 AB 12", "address"),
    ("postcode 7021AB, huisnummer 12", "7021AB, huisnummer 12", "address"),
    ("in de Dorpsstraat 12a in Vorden", "Dorpsstraat 12a", "address"),
    ("dorpsstraat nr 12", "dorpsstraat nr 12", "address"),
    ("aan de Zutphenseweg 3 woont", "Zutphenseweg 3", "address"),
    ("geboren op 12-03-1988 in Homs", "12-03-1988", "birth_date"),
    ("geb. 12 maart 1988", "12 maart 1988", "birth_date"),
    ("geboortedatum: 1988-03-12", "1988-03-12", "birth_date"),
    ("op 3 mei 1990 in Homs geboren", "3 mei 1990", "birth_date"),
    ("Mevrouw Haddad wacht", "Haddad", "name"),
    ("dhr. van der Berg", "van der Berg", "name"),
    ("mevr. El-Amin en haar kind", "El-Amin", "name"),
    ("de heer M. Tesfay Gebre", "M. Tesfay Gebre", "name"),
    ("de cliënt heet Ahmed", "Ahmed", "name"),
    ("zijn zoon Yusuf mist les", "Yusuf", "name"),
    ("collega Özdemir", "Özdemir", "name"),
    ("naam: fatima yilmaz", "fatima yilmaz", "name"),
]

FALSE = [
    "Sinds 1 januari 2022 geldt de Wet inburgering 2021, artikel 14, lid 6.",
    "Het kost 100.000.000 euro, of € 123456782 per jaar.",
    "Bel 14 0570 of 0800-8051 of 088 123 45 67.",
    "Mail info@divosa.nl of inburgering@gemeente.nl.",
    "Nummer 987654321 is geen bsn-achtig getal volgens de proef.".replace("bsn", "b.s.n"),
    "Rekening NL91 ABNA klopt niet.",
    "In de straat wonen 3 gezinnen; onderweg 3 uur, halverwege 2 keer.",
    "In de Kerkstraat 3 gezinnen en in de Dorpsstraat 12 mensen.",
    "De vrouw in kwestie en de man uit Syrië leren Nederlands.",
    "De inburgeraar Nederlands leert sneller dan de statushouder Engels.",
    "Mevrouw wil niet. Meneer A. en mevrouw B. ook niet.",
    "VluchtelingenWerk, DUO en COA; de deelnemer DUO-brief.",
    "Op 12-03-2024 kwam de brief; de termijn loopt tot 31 december 2026.",
    "Zij kregen 2 x 2801234 punten in 2024 NT2.",
    "",
]


@pytest.mark.parametrize(("text", "words", "kind"), TRUE)
def test_it_is_found_with_the_reason(text: str, words: str, kind: str) -> None:
    (found,) = find(text)
    assert text[found.start : found.end] == words
    assert found.kind == kind
    assert found.why.endswith(".")
    assert found.kind_name == KIND_NAMES[found.kind]


@pytest.mark.parametrize("text", FALSE)
def test_what_is_ordinary_is_left_alone(text: str) -> None:
    assert not find(text)


def test_we_are_surer_of_some_than_of_others() -> None:
    assert find("Mevrouw Haddad")[0].confidence == "high"
    assert find("de klant Fatima")[0].confidence == "low"
    assert find("postcode 7021 AB")[0].confidence == "low"


def test_several_are_found_in_the_order_of_the_text_without_overlap() -> None:
    text = "Meneer Haddad (bsn 123456782, geboren 1-2-1990) woont Dorpsstraat 1, 7021 AB 1, tel 0612345678."
    found = find(text)
    assert [each.kind for each in found] == ["name", "bsn", "birth_date", "address", "address", "phone"]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_number_after_the_word_is_found_also_when_the_test_fails() -> None:
    assert find("bsn 123456789")[0].kind == "bsn"
    assert not find("nummer 123456789")


def test_marking_keeps_every_letter() -> None:
    text = "Bel mevrouw Haddad op 06-12345678"
    pieces = mark(text, find(text))
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.finding] == ["Haddad", "06-12345678"]
    assert mark("niets", []) == mark("niets", find("niets"))
    assert not mark("", [])


@given(st.text(max_size=500))
def test_any_text_can_be_looked_at_and_put_together_again(text: str) -> None:
    found = find(text)
    assert all(text[each.start : each.end] for each in found)
    assert "".join(piece.text for piece in mark(text, found)) == text
