"""The day, month or year on which somebody came or something happened to somebody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leerlus.measures.personal_data.combinations.clues import TENTH, THIRD, THIRTIETH, Clue
from leerlus.measures.personal_data.places import MONTH

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
QUARTERS = ("eerste", "tweede", "derde", "vierde")

WHEN = re.compile(
    r"(?<![\d.,/-])(?:(?P<day>[0-3]?\d)\s?(?:[-/.]\s?(?P<number>[01]?\d)\s?[-/.]\s?|"
    rf"(?P<word>{MONTH})\.?\s)(?P<year>(?:19|20)\d\d)"
    rf"|(?P<month>{MONTH})\.?\s(?P<in_year>(?:19|20)\d\d)|(?P<only>(?:19|20)\d\d))(?![\d/-]|[.,]\d)",
    re.IGNORECASE,
)
CAME = re.compile(
    r"\b(?:kwam|gekomen|aankomst|aangekomen|arriveerde|gearriveerd|gevlucht|vluchtte|gekoppeld|verhuisde|verhuisd|"
    r"gehuisvest|vestigde|gevestigd|ingeschreven|inschreef|nareis|nagereisd|vergunning|verblijfsvergunning|bevallen|beviel|"
    r"trouwde|getrouwd|overleden|overleed|woont|in nederland|in het azc)\b",
    re.IGNORECASE,
)
REACH = 60
"""How far away the word may stand that says what happened."""

BORDER = re.compile(
    r"\b(?:voor|vóór|na|vanaf|tot|sinds de wet van|geldt|wet|besluit|artikel|stb\.?|inburgering)\s*$", re.IGNORECASE
)
"""Before a date it says from when a rule goes."""

LAW_DAYS = frozenset({(1, 1), (1, 7)})
"""The days on which laws begin, 1 January and 1 July."""


def spot_dates(text: str) -> Iterator[Clue]:
    """Find dates beside a word for coming or living; a day leaves fewer people than a year."""
    for match in WHEN.finditer(text):
        around = text[max(0, match.start() - REACH) : match.end() + REACH]
        if not CAME.search(around) or BORDER.search(text[max(0, match.start() - REACH) : match.start()]):
            continue
        month = month_of(match)
        if match["day"] and month and (int(match["day"]), month) in LAW_DAYS:
            continue
        year = match["year"] or match["in_year"]
        instead = f"in het {QUARTERS[(month - 1) // 3]} kwartaal van {year}" if month else ""
        points = THIRTIETH if match["day"] else TENTH if month else THIRD
        yield Clue(
            start=match.start(),
            end=match.end(),
            words=" ".join(match[0].split()),
            aspect="arrival",
            points=points,
            instead=instead,
        )


def month_of(match: re.Match[str]) -> int:
    """Return the number of the month; 0 when there is none."""
    if match["number"]:
        number = int(match["number"])
        return number if 1 <= number <= len(MONTHS) else 0
    word = (match["word"] or match["month"] or "").lower()
    return next(
        (number for number, name in enumerate(MONTHS, 1) if word and name.startswith(word[:3])), 3 * (word == "mrt")
    )
