"""Numbers that belong to one person: of the state, of a bank, of a file, of a telephone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leerlus.measures.personal_data.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

GAP = r"[ .\-\u00a0]?"
CUE_REACH = 40
"""How far back the word may stand that says what a number is."""

NINE_DIGITS = re.compile(
    rf"(?<![\dA-Za-z+])(?<!\d[.,-])(?<!€)(?<!€ )\d(?:{GAP}\d){{7,8}}(?!\d|[.,]\d|%|\s?(?:euro|EUR|€))"
)
BSN_CUE = re.compile(r"(?i)\b(?:bsn|burgerservice(?:nummer)?|sofi(?:-?nummer)?)\b[^\d\n]{0,15}$")
BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)

V_NUMBER = re.compile(rf"(?<![A-Za-z0-9])[Vv]{GAP}\d(?:{GAP}\d){{9}}(?!\d)")
V_NUMBER_AFTER_WORD = re.compile(
    rf"(?i)\b(?:v-?\s?(?:nummer|nr)\b\.?|vreemdelingennummer)(?:\s+is)?\s?:?\s*((?:v{GAP})?\d(?:{GAP}\d){{6,10}})(?!\d)"
)
CASE_NUMBER = re.compile(
    r"(?i)\b(?:klant|cli[eë]nt|dossier|zaak|registratie|persoons|inschrijf|correspondentie)[- ]?(?:nummer|nr\b\.?)"
    r"(?:\s+is)?\s?:?\s*((?:[a-z]{1,3}[-.]?)?\d[\d.\-/]{3,}\d)"
)

INLAND = r"(?:(?:\+|00)31[ .\-\u00a0]?(?:\(0\))?|\(?0)"
SERVICE = r"(?!800|900|906|909|88|14)"
PHONE = re.compile(rf"(?<![\d+]){INLAND}[ .\-\u00a0]?{SERVICE}[1-9](?:[ .\-\u00a0()]{{0,2}}\d){{8}}(?!\d)")
PHONE_ABROAD = re.compile(r"(?<![\d+])(?:\+|00)(?!31|0)\d{2,3}(?:[ .\-]?\d){7,11}(?!\d)")

IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ .]?[A-Za-z0-9]){11,30}")
IBAN_LENGTHS = {"NL": 18, "BE": 16, "DE": 22, "FR": 27, "GB": 22, "PL": 28, "TR": 26, "BG": 22, "RO": 24, "ES": 24}

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,80}@[\w-]+(?:\.[\w-]+)+")
OFFICE = re.compile(
    r"(?i)^(?:info|contact|klantcontact|gemeente|postbus|helpdesk|servicedesk|inburgering|secretariaat)@"
)


def digits(text: str) -> str:
    """Return only the digits."""
    return "".join(sign for sign in text if sign.isdigit())


def passes_eleven_test(number: str) -> bool:
    """Tell whether nine digits can be a citizen service number."""
    if len(number) != len(BSN_WEIGHTS) or not number.strip("0"):
        return False
    return sum(weight * int(digit) for weight, digit in zip(BSN_WEIGHTS, number, strict=True)) % 11 == 0


def passes_iban_test(number: str) -> bool:
    """Tell whether the check digits of an account number are right."""
    return int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1


def find_service_numbers(text: str) -> Iterator[Finding]:
    """Find citizen service numbers: nine digits that pass the test, or any eight or nine after the word."""
    for match in NINE_DIGITS.finditer(text):
        named = BSN_CUE.search(text[max(0, match.start() - CUE_REACH) : match.start()])
        if named:
            why = "Ervoor staat dat het een burgerservicenummer is."
        elif passes_eleven_test(digits(match[0])):
            why = "Deze negen cijfers kunnen een burgerservicenummer zijn (elfproef)."
        else:
            continue
        yield Finding(start=match.start(), end=match.end(), kind="bsn", confidence="high", why=why)


def find_file_numbers(text: str) -> Iterator[Finding]:
    """Find numbers under which somebody is known at the IND or in a file."""
    for match in V_NUMBER.finditer(text):
        why = "Een V met tien cijfers is een V-nummer."
        yield Finding(start=match.start(), end=match.end(), kind="v_number", confidence="high", why=why)
    for match in V_NUMBER_AFTER_WORD.finditer(text):
        why = "Ervoor staat dat het een V-nummer is."
        yield Finding(start=match.start(1), end=match.end(1), kind="v_number", confidence="high", why=why)
    for match in CASE_NUMBER.finditer(text):
        why = "Een nummer van een klant of dossier wijst één persoon aan."
        yield Finding(start=match.start(1), end=match.end(1), kind="case_number", confidence="low", why=why)


def find_phones(text: str) -> Iterator[Finding]:
    """Find telephone numbers, not those of a whole service."""
    for pattern in (PHONE, PHONE_ABROAD):
        for match in pattern.finditer(text):
            why = "Een telefoonnummer wijst één persoon aan."
            yield Finding(start=match.start(), end=match.end(), kind="phone", confidence="high", why=why)


def find_accounts(text: str) -> Iterator[Finding]:
    """Find account numbers of which the check digits are right."""
    for match in IBAN.finditer(text):
        # The next word may stand against the number, so the country decides where the number ends.
        places = [place for place in range(match.start(), match.end()) if text[place].isalnum()]
        length = IBAN_LENGTHS.get(match[0][:2].upper(), len(places))
        number = "".join(text[place] for place in places[:length])
        if len(number) == length and passes_iban_test(number):
            why = "De controlecijfers kloppen met die van een rekeningnummer (IBAN)."
            yield Finding(start=match.start(), end=places[length - 1] + 1, kind="iban", confidence="high", why=why)


def find_emails(text: str) -> Iterator[Finding]:
    """Find e-mail addresses, not those of an office."""
    for match in EMAIL.finditer(text):
        if not OFFICE.search(match[0]):
            why = "Een e-mailadres wijst vaak één persoon aan."
            yield Finding(start=match.start(), end=match.end(), kind="email", confidence="high", why=why)
