"""Where somebody lives and when somebody was born."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leerlus.measures.personal_data.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

POSTCODE = re.compile(
    r"\b[1-9]\d{3}\s?(?!S[ADS]\b)[A-Z]{2}\b(?P<house>[ ,]+(?:nr\.?|nummer|huisnummer)?\s*\d{1,4}\s?[a-z]?\b)?"
)

LETTERS = r"[^\W\d_]"
STREET = re.compile(
    rf"\b(?:{LETTERS}{{3,}}(?:straat|laan|plein|gracht|singel|plantsoen|kade|steeg|dreef)"
    rf"|(?-i:[A-Z]){LETTERS}{{2,}}(?:weg|hof|pad|park|ring|baan|dijk|markt|burg|veld))\b",
    re.IGNORECASE,
)
NO_STREET = re.compile(r"(?i)^(?:aan|door|om|over|uit|in|onder|halver|snel|beweg|gerechts|bijna).*(?:weg|hof|gaan)$")
HOUSE = re.compile(r"\s+(?:nr\.?\s*|nummer\s+|huisnummer\s+)?\d{1,4}(?:\s?[a-z]\b|-\d{1,3})?(?!\d|[.,:]\d|-)")
COUNTED = re.compile(
    r"(?i)\s*(?:uur|jaar|maand|wek|week|dag|keer|mensen|gezin|person|euro|€|%|procent|inburger|statush|deelnem|cursist|"
    r"woning|huizen|kilometer|km|min|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|"
    r"december|van de|tot)"
)

MONTH = (
    "jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
DATE = re.compile(
    r"(?<!\d)(?:[0-3]?\d\s?[-/.]\s?[01]?\d\s?[-/.]\s?(?:(?:19|20)\d\d|\d\d)"
    rf"|[0-3]?\d (?:{MONTH})\.? ?(?:(?:19|20)\d\d)?|(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)",
    re.IGNORECASE,
)
BORN = re.compile(r"(?i)\b(?:geboren|geb\b\.?|geboorte(?:datum|dag)?|geb\.?\s?dat(?:um)?\b\.?)[^.!?\n\d]{0,25}$")
BORN_REACH = 45
BORN_AFTER = re.compile(r"(?i)^\s*(?:te|in)?\s*\S{0,20}\s*geboren\b")


def find_addresses(text: str) -> Iterator[Finding]:
    """Find a postcode, with its house number if that follows, and a street with a number."""
    for match in POSTCODE.finditer(text):
        whole = match["house"] is not None
        why = "Een postcode met huisnummer wijst één woning aan." if whole else "Dit heeft de vorm van een postcode."
        yield Finding(
            start=match.start(), end=match.end(), kind="address", confidence="high" if whole else "low", why=why
        )
    for match in STREET.finditer(text):
        house = HOUSE.match(text, match.end())
        if house and not NO_STREET.match(match[0]) and not COUNTED.match(text, house.end()):
            why = "Dit lijkt een straat met een huisnummer."
            yield Finding(start=match.start(), end=house.end(), kind="address", confidence="high", why=why)


def find_birth_dates(text: str) -> Iterator[Finding]:
    """Find dates beside a word for being born; other dates tell nothing of a person."""
    for match in DATE.finditer(text):
        before = text[max(0, match.start() - BORN_REACH) : match.start()]
        after = text[match.end() : match.end() + BORN_REACH]
        if BORN.search(before) or BORN_AFTER.search(after):
            end = match.start() + len(match[0].rstrip())
            why = "Ernaast staat een woord voor geboren zijn."
            yield Finding(start=match.start(), end=end, kind="birth_date", confidence="high", why=why)
