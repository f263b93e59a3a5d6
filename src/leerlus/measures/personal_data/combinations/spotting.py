"""Finding clues: words by the tables, and the rest by its form. Each pattern is bounded, so that no text takes long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leerlus.measures.personal_data.combinations.ages import spot_ages
from leerlus.measures.personal_data.combinations.clues import HARDLY_ANYBODY, HUNDREDTH, TENTH, THIRD, THIRTIETH, Clue
from leerlus.measures.personal_data.combinations.dates import spot_dates
from leerlus.measures.personal_data.combinations.households import spot_households
from leerlus.measures.personal_data.combinations.origins import ORIGINS
from leerlus.measures.personal_data.combinations.people import ONE, WORD, read_words
from leerlus.measures.personal_data.combinations.towns import LARGE, LONG, MIDDLE, NO_TOWN
from leerlus.measures.personal_data.combinations.words import (
    COMMON_WORK,
    GROUPS,
    HEALTH,
    INTERPRETERS,
    LEADING,
    PARTNERS,
    RARE_WORK,
    WORK,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CAPITAL = "[A-ZÀ-ÖØ-Þ]"
TOWN_WORD = rf"(?:['’]s-)?{CAPITAL}[^\W\d_]+(?:-[^\W\d_]+){{0,3}}"
TOWN = re.compile(
    r"\b(?:[Ii]n|[Tt]e|[Uu]it|[Nn]aar|[Gg]emeente|[Dd]orp|[Dd]orpje|[Ss]tadje|[Aa]zc|AZC)\s+"
    rf"({'|'.join(LONG)}|(?:(?:Den|De|Het|Ter|Ten|Sint|Nieuw|Oud|Noord|Oost|Zuid|West)\s)?{TOWN_WORD}(?:\saan\sden?\s{TOWN_WORD})?)"
)

TOLD = frozenset({*ORIGINS, *GROUPS, *HEALTH})
PAIRS = {words.partition(" ")[0]: words for words in ORIGINS if " " in words}
"""Names of two words, by their first: Sri Lanka."""

SUFFIXES = (
    *("maker", "maakster", "werker", "bouwer", "rijder", "verkoper", "verkoopster", "trainer", "coach", "handelaar"),
    *("laar", "naar", "ist", "iste", "eur", "arts", "kundige", "loog", "technicus"),
)
"""How a trade ends that is not in the table."""

WORKED_AS = re.compile(
    r"\b(?:werk(?:t|te|en)|gewerkt|diende)\b[^.!?\n]{0,30}?\bals\s+(?:een\s+)?(?:zelfstandig\s+)?([^\W\d_]{3,30})\b"
    r"|\bals\s+(?:een\s+)?([^\W\d_]{3,30})\s+(?:gewerkt|werkte|werkt)\b"
    r"|\bvan\s+beroep\s+(?:is\s+)?(?:een\s+)?([^\W\d_]{3,30})\b|\b([^\W\d_]{3,30})\s+van\s+beroep\b",
    re.IGNORECASE,
)
WAS = re.compile(
    r"\b(is|was|voormalige?|gediplomeerde?)\s+(?:(?:vroeger|eerder|ooit|zelf|een|gediplomeerd|opgeleid|voormalig|bekend|"
    r"in\s+[^\W\d_]{3,20})\s+){0,3}([^\W\d_]{3,30})\b",
    re.IGNORECASE,
)

ONLY = re.compile(r"\b(?:de|het)\s+enige((?:[\s-]+[^\W\d_]{2,20}){1,3})", re.IGNORECASE)
IN_THE_NEWS = re.compile(
    r"\b(?:in|op)\s+(?:de\s+|het\s+)?(?:plaatselijke\s+|lokale\s+|regionale\s+)?(?:krant|dagblad|televisie|tv|journaal)\b",
    re.IGNORECASE,
)


def spot(text: str) -> list[Clue]:
    """Return the clues in a text, in its order."""
    rules: tuple[Callable[[str], Iterator[Clue]], ...] = (
        spot_words,
        spot_ages,
        spot_households,
        spot_work,
        spot_dates,
        spot_towns,
        spot_known,
    )
    return sorted((clue for rule in rules for clue in rule(text)), key=lambda clue: clue.start)


def spot_words(text: str) -> Iterator[Clue]:
    """Find countries, peoples, beliefs and illnesses."""
    for start, word in read_words(text, TOLD):
        pair = PAIRS.get(word, "")
        told = pair if pair and text[start : start + len(pair)].lower() == pair else word
        end = start + len(told)
        words, leads = text[start:end], word in LEADING
        if origin := ORIGINS.get(told):
            yield Clue(
                start=start,
                end=end,
                words=words,
                aspect="origin",
                points=origin.points,
                instead=f"uit {origin.region}",
                leads=origin.is_adjective,
                alone=origin.is_person,
            )
        elif word in GROUPS:
            points, instead = GROUPS[word]
            yield Clue(start=start, end=end, words=words, aspect="group", points=points, instead=instead, leads=leads)
        elif word in HEALTH:
            points, instead = HEALTH[word]
            yield Clue(start=start, end=end, words=words, aspect="health", points=points, instead=instead, leads=leads)


def spot_work(text: str) -> Iterator[Clue]:
    """Find what somebody does or did for a living."""
    for match in WORKED_AS.finditer(text):
        place = next(number for number in range(1, 5) if match[number])
        word = match[place].lower()
        if word in WORK or word in COMMON_WORK or (word.endswith(SUFFIXES) and word not in ONE):
            yield work(text, match.start(place), match.end(place))
    for match in WAS.finditer(text):
        is_now = match[1].lower() == "is"
        if match[2].lower() in (WORK - PARTNERS if is_now else WORK):
            yield work(text, match.start(2), match.end(2), alone=True)
    for match, after in following(text):
        origin = ORIGINS.get(match[0].lower())
        if origin and origin.is_adjective and after[0].lower() in WORK - INTERPRETERS:
            yield work(text, after.start(), after.end(), alone=True)


def following(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Return each word with the next, where only a space stands between."""
    before = None
    for match in WORD.finditer(text):
        if before and match.start() == before.end() + 1:
            yield before, match
        before = match


def work(text: str, start: int, end: int, *, alone: bool = False) -> Clue:
    """Return a trade as a clue."""
    words = text[start:end]
    word = words.lower()
    points = THIRD if word in COMMON_WORK else HUNDREDTH if word in RARE_WORK else THIRTIETH
    return Clue(
        start=start, end=end, words=words, aspect="work", points=points, instead="met werkervaring", alone=alone
    )


def spot_towns(text: str) -> Iterator[Clue]:
    """Find a named place; the smaller it is, the fewer people it leaves."""
    for match in TOWN.finditer(text):
        name = match[1]
        if name.lower() in NO_TOWN or name.lower() in ORIGINS or name.split()[0].lower() in ORIGINS:
            continue
        points = THIRD if name in LARGE else TENTH if name in MIDDLE else THIRTIETH
        yield Clue(
            start=match.start(1), end=match.end(1), words=name, aspect="place", points=points, instead="in onze regio"
        )


def spot_known(text: str) -> Iterator[Clue]:
    """Find what says in so many words that somebody stands out."""
    for match in ONLY.finditer(text):
        if ONE.intersection(match[1].lower().replace("-", " ").split()):
            end = match.start(1)
            words = text[match.start() : end]
            yield Clue(start=match.start(), end=end, words=words, aspect="known", points=HARDLY_ANYBODY, alone=True)
    for match in IN_THE_NEWS.finditer(text):
        yield Clue(start=match.start(), end=match.end(), words=match[0], aspect="known", points=THIRTIETH)
