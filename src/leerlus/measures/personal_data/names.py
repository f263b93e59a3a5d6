"""Names of people: a word with a capital, after a word that people are called by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leerlus.measures.personal_data.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leerlus.measures.personal_data.findings import Confidence

CAPITAL = "[A-ZÀ-ÖØ-ÞĆČĐĞİŁŚŞŠŹŻŽ]"
SMALL = "[a-zà-öø-ÿąćčđęğıłńœřśşšůźżž]"
PARTICLE = r"(?:(?i:van|de|den|der|ter|ten|te|el|al|ben|bin|abu|di|da|ould)[ -])"
NAME = rf"(?:{CAPITAL}['’])?{CAPITAL}{SMALL}+(?:['’-]{CAPITAL}?{SMALL}+)*(?![\w])"
FULL_NAME = rf"(?:{CAPITAL}\.\s?){{0,4}}{PARTICLE}{{0,3}}{NAME}(?:\s{PARTICLE}{{0,3}}{NAME}){{0,2}}"

ADDRESSED = re.compile(
    rf"\b(?:[Mm]evrouw|[Mm]evr\b\.?|[Mm]w\b\.?|[Mm]eneer|[Dd]e heer|[Dd]hr\b\.?|[Jj]uffrouw|[Ff]amilie)\s+({FULL_NAME})"
)
CALLED = re.compile(rf"\b(?:[Hh]eet|[Gg]enaamd|[Gg]eheten|[Hh]eten|[Nn]aam is|[Nn]oemen wij)\s+({FULL_NAME})")
LABELLED = re.compile(r"(?i)\b(?:voornaam|achternaam|naam)\s?:\s*([^\W\d_]{2,}(?:\s[^\W\d_]{2,})?)")
RELATED = re.compile(
    r"\b(?i:klant|cli[eë]nte?|inburgeraar|statushouder|deelnemer|deelneemster|cursiste?|kandidate?|leerling|bewoner|"
    r"bewoonster|zoon|zoontje|dochter|dochtertje|broer|zus|zusje|echtgenoot|echtgenote|partner|moeder|vader|oom|tante|"
    r"man|vrouw|kind|vriend|vriendin|buurman|buurvrouw|docent|docente|collega|klantmanager|hij is|zij is)\s+"
    rf"({FULL_NAME})"
)

NO_NAME = frozenset(
    """
    Nederland Nederlands Nederlandse Nederlander Nederlandstalig Engels Engelse Engelstalig Arabisch Arabische
    Arabischtalig Tigrinya Turks Turkse Turkije Frans Franse Duits Duitse Duitsland Oekraïens Oekraïense Oekraïner
    Oekraïne Syrië Syrisch Syrische Syriër Eritrea Eritrees Eritrese Eritreeër Somalië Somalisch Somalische Afghanistan
    Afghaans Afghaanse Iran Iraans Iraanse Irak Iraaks Iraakse Jemen Jemenitisch Jemenitische Marokko Marokkaans
    Marokkaanse Soedan Soedanees Soedanese Dari Farsi Pasjtoe Koerdisch Koerdische Ethiopië Ethiopisch Ethiopische
    Europees Europese Wet Besluit Regeling Rijk Ministerie Divosa Vluchtelingenwerk Leerlus Staatsexamen Platform
    Burgerzaken
    De Het Een Wij We Zij Ze Hij Ik U Dat Dit Die Deze Daar Er Als Wat Wie Waar Hoe Kan Mag Moet Is En Maar Want Na Voor
    Met Van In Op Uit Bij Om Door Over Zonder Volgens Nu Toen Ook Niet Geen Mijn Onze Ons Zijn Haar Hun Uw
    """.split()  # noqa: SIM905 - a list of quoted words is harder to read
)


def find_names(text: str) -> Iterator[Finding]:
    """Find names; after a form of address we are surer than after a word such as `klant`."""
    cues: tuple[tuple[re.Pattern[str], Confidence], ...] = (
        (ADDRESSED, "high"),
        (CALLED, "high"),
        (LABELLED, "high"),
        (RELATED, "low"),
    )
    for pattern, confidence in cues:
        for match in pattern.finditer(text):
            first = re.search(r"[^\W\d_][\w’'-]*", re.sub(rf"^(?:{CAPITAL}\.\s?)*{PARTICLE}*", "", match[1]))
            if first is None or first[0] in NO_NAME:
                continue
            cue = text[match.start() : match.start(1)].strip().rstrip(":").rstrip()
            why = f"Na “{cue}” komt vaak een naam."
            yield Finding(start=match.start(1), end=match.end(1), kind="name", confidence=confidence, why=why)
