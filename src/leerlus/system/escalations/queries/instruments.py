"""What the system level can do with an escalation: what each instrument means, and roughly how long it takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One option; `key` and `name` equal those of the decision (a test keeps them together).

    meaning  what is done        takes  a rough estimate of the time until practice notices
    follows  what it brings, and what it leaves
    """

    key: str
    name: str
    meaning: str
    takes: str
    follows: str


INSTRUMENTS: tuple[Instrument, ...] = (
    Instrument(
        key="law",
        name="Wet",
        meaning="Het parlement verandert de wet.",
        takes="Een tot drie jaar. Past het in een wet die al loopt, dan kan het sneller.",
        follows="Geldt voor iedereen en staat vast. Tot die tijd blijft het knelpunt: wat doet de praktijk zolang?",
    ),
    Instrument(
        key="decree",
        name="Besluit (amvb)",
        meaning="De regering past het Besluit inburgering aan, na advies van de Raad van State.",
        takes="Een half jaar tot anderhalf jaar.",
        follows="Geldt voor iedereen. Kan alleen binnen de ruimte die de wet geeft.",
    ),
    Instrument(
        key="regulation",
        name="Regeling",
        meaning="De minister past de Regeling inburgering zelf aan.",
        takes="Drie maanden tot een jaar.",
        follows="Geldt voor iedereen en gaat sneller. Kan alleen waar de wet of het besluit de minister ruimte geeft.",
    ),
    Instrument(
        key="money",
        name="Geld",
        meaning="Er komt geld bij, of het wordt anders verdeeld.",
        takes="Drie maanden tot een jaar, want het volgt de begroting.",
        follows="Helpt alleen als geld de oorzaak is. Is het tijdelijk, dan komt de vraag terug.",
    ),
    Instrument(
        key="wider_reading",
        name="Ruimere uitleg",
        meaning="De minister schrijft op hoe de regel ruimer gelezen mag worden.",
        takes="Enkele weken tot drie maanden.",
        follows="De praktijk kan snel verder. De regel zelf verandert niet, en een rechter kan anders oordelen.",
    ),
    Instrument(
        key="temporary_exception",
        name="Tijdelijke uitzondering",
        meaning="Voor een vaste tijd geldt een regel niet, of minder streng.",
        takes="Een tot drie maanden.",
        follows="Geeft lucht en tijd om te leren. Op de einddatum ligt het knelpunt vanzelf weer bij de schakel.",
    ),
    Instrument(
        key="process_repaired",
        name="Proces hersteld",
        meaning="Een fout in een werkproces of systeem is weggenomen, bijvoorbeeld bij DUO of COA.",
        takes="Enkele weken tot een half jaar.",
        follows="De regel blijft gelijk. Zeg ook wat er gebeurt met de gevallen waarin het al misging.",
    ),
    Instrument(
        key="guide",
        name="Handreiking",
        meaning="Er komt uitleg over wat er binnen de regel kan.",
        takes="Een tot drie maanden.",
        follows="Helpt als de regel klopt maar niet duidelijk is. Verandert geen rechten of plichten.",
    ),
    Instrument(
        key="research",
        name="Onderzoek",
        meaning="Er is eerst meer kennis nodig.",
        takes="Een half jaar tot een jaar.",
        follows="Lost nu nog niets op. Zeg wanneer de uitkomst er is, en wat de praktijk tot dan doet.",
    ),
    Instrument(
        key="no_change",
        name="Geen wijziging",
        meaning="De regel blijft zoals hij is.",
        takes="Meteen.",
        follows="Vraagt een reden waar de praktijk iets mee kan. Helpt dat te weinig, dan gaat het knelpunt weer open.",
    ),
)
