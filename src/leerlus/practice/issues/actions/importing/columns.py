"""The columns of a list: what each is called, what belongs in it, and what an empty cell means."""

from __future__ import annotations

from dataclasses import dataclass

from leerlus.practice.issues.models import Severity, Source, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column, in the words of who fills it in.

    name  the name at the top     what  what belongs in it     example  as in the template     words  all it may hold
    """

    name: str
    what: str
    example: str
    required: bool = False
    words: tuple[str, ...] = ()


EXAMPLE = "VOORBEELD"
"""The mark of the row in the template that shows how it is done; it is never imported."""

MOST_ARTICLES = 10
LONGEST_ARTICLE = 150
"""The same limits as in the form on the site."""

COLUMNS = (
    Column(
        name="kenmerk",
        what="Een eigen nummer of code. Elk kenmerk staat één keer in de lijst. Verander het later niet: hieraan zien "
        "wij dat een kwestie er al is. Gebruik geen nummer van een inburgeraar.",
        example=EXAMPLE,
        required=True,
    ),
    Column(
        name="titel",
        what="In één zin waar het over gaat, ten hoogste 140 tekens.",
        example="Het plan komt te laat als iemand naar een andere gemeente verhuist",
        required=True,
    ),
    Column(
        name="situatie",
        what="Wat gebeurde er? Noem geen namen, nummers of adressen van inburgeraars. Ten hoogste 5.000 tekens.",
        example="Een inburgeraar verhuist in de eerste maanden. Beide gemeenten wachten op elkaar met het plan.",
        required=True,
    ),
    Column(
        name="vraag",
        what="Wat wilt u weten, of wat moet er veranderen? Ten hoogste 2.000 tekens.",
        example="Welke gemeente stelt het plan vast?",
        required=True,
    ),
    Column(
        name="geprobeerd",
        what="Wat is er al geprobeerd? Ten hoogste 3.000 tekens.",
        example="Wij belden de andere gemeente en vroegen het na bij DUO.",
    ),
    Column(
        name="betekenis",
        what="Wat betekent dit voor de inburgeraar? Eén zin is genoeg. Ten hoogste 3.000 tekens.",
        example="De inburgeraar wacht maanden zonder les.",
        required=True,
    ),
    Column(
        name="thema",
        what="Een van de thema’s onderaan op dit blad: het korte woord of de hele naam.",
        example="pip",
        required=True,
    ),
    Column(
        name="organisatie",
        what="De organisatie waar de kwestie van is, precies zoals zij in Leerlus heet. Is de hele lijst van één "
        "organisatie? Laat de kolom dan weg en noem haar bij het inlezen met --organisatie.",
        example="Gemeente Bronckhorst",
    ),
    Column(
        name="datum",
        what="De dag waarop het werd gemeld, als dd-mm-jjjj. Leeg: de dag van inlezen.",
        example="14-03-2025",
    ),
    Column(
        name="ernst",
        what="Hoe zwaar weegt het voor de inburgeraar? 1 = lastig, maar het gaat door; 2 = vertraging of schade; "
        "3 = ernstige schade. Leeg: 1.",
        example="2",
        words=tuple(str(value) for value in Severity.values),
    ),
    Column(
        name="bron",
        what="Waar komt het vandaan? Praktijk, managementinformatie, onderzoek, rechtspraak of inburgeraars. "
        "Leeg: praktijk.",
        example="praktijk",
        words=tuple(str(label).lower() for label in Source.labels),
    ),
    Column(
        name="artikelen",
        what="De artikelen van de wet waar het om gaat, met een puntkomma ertussen. Ten hoogste 10.",
        example="Wet inburgering 2021, artikel 15; Besluit inburgering 2021, artikel 5.3",
    ),
    Column(
        name="zichtbaar",
        what="Wie mag het lezen? Regio (uw organisatie en regio), professionals (alle professionals) of iedereen. "
        "Leeg: professionals.",
        example="professionals",
        words=("regio", "professionals", "iedereen"),
    ),
)

NAMES = tuple(column.name for column in COLUMNS)
REQUIRED = tuple(column.name for column in COLUMNS if column.required)

SEVERITIES = {
    **{str(value): value for value in Severity.values},
    **{str(label).casefold(): value for value, label in Severity.choices},
    "lastig": Severity.HINDRANCE.value,
    "vertraging": Severity.DELAY.value,
    "schade": Severity.DELAY.value,
    "ernstig": Severity.HARM.value,
}

SOURCES = {str(label).casefold(): str(value) for value, label in Source.choices}

VISIBILITIES = {
    **{str(label).casefold(): str(value) for value, label in Visibility.choices},
    "regio": Visibility.REGION.value,
    "professionals": Visibility.PROFESSIONALS.value,
    "iedereen": Visibility.PUBLIC.value,
}
