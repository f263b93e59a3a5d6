"""How old somebody is; not how long something took, nor from which age a rule goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leerlus.measures.personal_data.combinations.clues import HUNDREDTH, THIRTIETH, Clue
from leerlus.measures.personal_data.combinations.counting import NUMBERS, as_number

if TYPE_CHECKING:
    from collections.abc import Iterator

CHILD = "zoon|zoontje|dochter|dochtertje|kind|kindje|jongen|jongetje|meisje|baby"
WHO = (
    "man|vrouw|moeder|vader|oma|opa|weduwe|weduwnaar|cursist|cursiste|deelnemer|deelneemster|inburgeraar|statushouder|"
    f"mevrouw|meneer|iemand|klant|cliënt|cliënte|{CHILD}"
)
NOT_BORDER = (
    r"(?<!ouder dan )(?<!jonger dan )(?<!boven de )(?<!onder de )(?<!vanaf )(?<!tot )(?<!minstens )(?<!minimaal )"
    r"(?<!tussen )(?<!tussen de )(?<!en )(?<!van )"
)
NOT_RANGE = r"(?!\d|[.,:]\d|\s*(?:tot|à|-|–|en|of)\s*\d)"
NOT_COUNT = (
    r"(?!\s*(?:procent|%|uur|uren|minuten|weken|maanden|dagen|euro|keer|kilometer|km|personen|mensen|kinderen|lessen|"
    r"punten))"
)
NOT_DURATION = (
    r"(?!\s+jaar\s+(?:ervaring|geleden|les|lang|terug|later|in|bij|na|getrouwd|gewerkt|gewacht|werk|tijd|en ouder|"
    r"of ouder))"
)
NOT_LENGTH = NOT_RANGE + NOT_COUNT + NOT_DURATION
PATTERNS = (
    rf"{NOT_BORDER}\b(\d{{1,2}})-?\s?jarige?\b(?!\s+(?:termijn|traject|plan|contract|periode|ervaring|opleiding))",
    rf"{NOT_BORDER}\b(\d{{1,2}})\s+jaar\s+oude?\b(?!er)",
    rf"\b(?:hij|zij|ze|{WHO})\s+(?:is|was|wordt|werd|van)\s+(?:nu\s+|pas\s+|al\s+)?(\d{{2}})\b{NOT_LENGTH}",
    rf"[,;]\s(?:is\s+|was\s+)?(\d{{2}})\s+jaar\b(?=[,.)]|\s+en\b){NOT_LENGTH}",
    rf"\b(?:{WHO})\s?\((\d{{1,2}})(?:\s+jaar)?\)",
    rf"\bleeftijd(?:\s+van|:)?\s+(\d{{2}})\b{NOT_RANGE}",
    r"\bop\s+(?:haar|zijn)\s+(\d{2})(?:e|ste|de)\b",
    rf"\b(?:{CHILD})\s+van\s+(\d{{1,2}}|{'|'.join(NUMBERS[2:])})\b{NOT_LENGTH}",
)
AGES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in PATTERNS)
BORN = re.compile(
    r"\bgeboren\s+in\s+((?:19|20)\d\d)\b|\bin\s+((?:19|20)\d\d)\s+geboren\b|\bgeboortejaar(?:\s+is|:)?\s+((?:19|20)\d\d)\b",
    re.IGNORECASE,
)

BANDS = (
    (12, "op de basisschool"),
    (18, "een tiener"),
    (25, "tussen 18 en 25 jaar"),
    (35, "tussen 25 en 35 jaar"),
    (45, "tussen 35 en 45 jaar"),
    (55, "tussen 45 en 55 jaar"),
)
"""What to write instead, up to which age: the bands in which Statistics Netherlands tells of newcomers."""

ABOVE = "ouder dan 55 jaar"
OLD = 60
"""From here on fewer than one in a hundred newcomers has a given age."""


def spot_ages(text: str) -> Iterator[Clue]:
    """Find how old somebody is, or in which year somebody was born."""
    for pattern in AGES:
        for match in pattern.finditer(text):
            years = as_number(match[1])
            yield age(match, HUNDREDTH if years >= OLD else THIRTIETH, band(years))
    for match in BORN.finditer(text):
        yield age(match, THIRTIETH, "een leeftijdsgroep")


def band(years: int) -> str:
    """Return the band for this age."""
    return next((words for border, words in BANDS if years < border), ABOVE)


def age(match: re.Match[str], points: int, instead: str) -> Clue:
    """Return what was matched as a clue."""
    start = match.end() - len(match[0].lstrip(",; "))
    words = " ".join(match[0].lstrip(",; ").split())
    return Clue(start=start, end=match.end(), words=words, aspect="age", points=points, instead=instead, alone=True)
