"""Whether words speak of one person or of a group: of a group we say nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.measures.personal_data.combinations.origins import ORIGINS, SEVERAL

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from leerlus.measures.personal_data.combinations.clues import Clue

ONE = frozenset(
    """
    hij hem haar iemand mevrouw mevr meneer mijnheer man vrouw moeder vader ouder oma opa grootmoeder grootvader
    meisje jongen jongere jongeman tiener kind zoon dochter broer zus echtgenoot echtgenote partner bruid weduwe
    weduwnaar gezin echtpaar stel inburgeraar inburgeringsplichtige statushouder nieuwkomer vluchteling vluchtelinge
    asielzoeker migrant gezinsmigrant asielmigrant arbeidsmigrant kennismigrant nareiziger vergunninghouder cursist
    cursiste deelnemer deelneemster kandidaat kandidate leerling student studente klant cliënt client cliënte
    cliente bewoner bewoonster patiënt patiënte persoon werknemer werkneemster analfabeet
    """.split()  # noqa: SIM905 - a list of quoted words is harder to read
)
MANY = SEVERAL | frozenset(
    """
    mensen personen mannen vrouwen moeders vaders ouders jongeren ouderen zonen gezinnen families echtparen stellen
    groep groepen gemeenschap gemeenschappen vereniging community inburgeraars inburgeringsplichtigen statushouders
    nieuwkomers vluchtelingen asielzoekers migranten gezinsmigranten asielmigranten arbeidsmigranten kennismigranten
    nareizigers vergunninghouders cursisten deelnemers deelneemsters kandidaten leerlingen studenten klanten
    cliënten clienten bewoners patiënten werknemers analfabeten dossiers gevallen casussen landgenoten tolken
    sleutelpersonen organisaties koerden jezidi's oeigoeren tamils hazara's armeniërs palestijnen christenen moslims
    sprekers alleenstaanden ontheemden weduwen
    """.split()  # noqa: SIM905
)
MANY_LED = MANY | {"kinderen", "meisjes", "jongens", "tieners"}
"""After a word such as “Syrische”, children are a group as well; behind “moeder met vijf” they are not."""

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SHE = re.compile(
    r"\b(?:zij|ze)(?=\s+(?:is|was|heeft|had|komt|kwam|woont|woonde|spreekt|werkt|werkte|kreeg|krijgt|volgt|volgde|mist|miste)\b)",
    re.IGNORECASE,
)
"""“Zij” is one woman only when the verb says so."""

REACH = 40
"""How far behind a leading word the noun may stand: “Syrische en Eritrese, vaak nog jonge gezinnen”."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where a text speaks of one person and where of several, in the order of the text."""

    places: tuple[int, ...]
    words: tuple[str, ...]

    def names_one(self, start: int, end: int) -> bool:
        """Tell whether one person is spoken of between these places."""
        found = slice(bisect_left(self.places, start), bisect_left(self.places, end))
        return any(is_one(word) for word in self.words[found])

    def is_of_group(self, clue: Clue, start: int, end: int) -> bool:
        """Tell whether the clue says something of several people: the noun it leads, or else the last one before it.

        start, end  the sentence in which it stands
        """
        after = bisect_left(self.places, clue.end)
        if clue.leads and after < len(self.places) and self.places[after] < min(clue.end + REACH, end):
            return self.words[after] in MANY_LED
        before = bisect_right(self.places, clue.start) - 1
        while before >= 0 and self.places[before] >= start:
            if self.words[before] in MANY or is_one(self.words[before]):
                return self.words[before] in MANY
            before -= 1
        return False


def is_one(word: str) -> bool:
    """Tell whether a word, in small letters, is for one person or one family."""
    return word in ONE or (word in ORIGINS and ORIGINS[word].is_person)


def read_words(text: str, known: Container[str]) -> Iterator[tuple[int, str]]:
    """Return the words of a text in small letters with their places; of a compound such as “Hazara-gezin” the parts."""
    for match in WORD.finditer(text):
        word = match[0].lower()
        if "-" in word and word not in known:
            for part in PART.finditer(match[0]):
                yield match.start() + part.start(), part[0].lower()
        else:
            yield match.start(), word


def find_people(text: str) -> Spoken:
    """Return where the text speaks of people."""
    kept = [(place, word) for place, word in read_words(text, ORIGINS) if word in MANY_LED or is_one(word)]
    kept += [(match.start(), "haar") for match in SHE.finditer(text)]
    kept.sort()
    return Spoken(tuple(place for place, _ in kept), tuple(word for _, word in kept))
