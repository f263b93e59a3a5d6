from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from leerlus.config.demo import content
from leerlus.measures.personal_data import Finding, find, find_together, mark
from leerlus.measures.personal_data.combinations import ENOUGH, combine, spot

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(content.__file__).parent

# Nobody of these exists; each could be told of one person only.
ONE_PERSON = [
    "Een alleenstaande moeder met vijf kinderen uit Eritrea woont in Vorden.",
    "Het gaat om een Syrische man van 35 in Vorden.",
    "Mevrouw is 62 jaar, komt uit Somalië en is bijna blind.",
    "Een Oegandese vrouw in Borculo wacht al een jaar.",
    "Een jezidi-gezin met zes kinderen kwam in maart 2023 in Ruurlo wonen.",
    "De enige Jemenitische vrouw in onze gemeente durft niet naar de les.",
    "Hij werkte in Afghanistan als rechter en woont nu in Lochem.",
    "Een weduwe van 58 uit Irak, met epilepsie, krijgt geen ontheffing.",
    "Een dove Eritrese man van 41 heeft nooit gebarentaal geleerd.",
    "Een Eritrese kapster kwam op 12 maart 2024 in Zutphen wonen. Zij heeft een tweeling.",
    "Een jongen van 17 uit Guinee is gekoppeld aan de gemeente Aalten.",
    "Een Koerdische vader van zeven kinderen heeft PTSS en woont in het dorp Hengevelde.",
    "Zij spreekt alleen Tigrinya. Zij heeft acht kinderen. Het gezin woont sinds april 2022 in Groenlo.",
    "Een Tibetaanse kok in Winterswijk kan geen passende les vinden.",
    "Mijn cursist is 24 jaar oud, transgender en komt uit Burundi.",
    "In Lichtenvoorde woont een Armeense pianist met twee dochters.",
    "Een Oeigoerse vrouw die als arts werkte, mist haar diploma.",
    "Mevrouw uit Bhutan beviel in juni 2023 van een drieling.",
    "de vrouw komt uit eritrea, is 33 jaar oud en heeft hiv",
    "Een man (47) uit Soedan was journalist. Hij is gevlucht in 2021 en woont in Neede.",
    "Een alleenstaande vader met drie kinderen, Syrisch, woont in Eibergen.",
    "Een statushouder uit Jemen, 29 jaar, voormalig piloot, wil naar de onderwijsroute.",
    "Een weduwe met zeven kinderen, afkomstig uit Soedan, woont in ons dorp.",
    "Een Hazara-jongen van 19 zonder ouders in Dinxperlo.",
    "Een Iraanse vrouw die bekeerd is tot het christendom woont met haar dochter van acht in Laren.",
    "Ze is hoogzwanger, 19 jaar, en gekoppeld aan de gemeente Oost Gelre. Ze komt uit Eritrea.",
    "Meneer is in 1958 geboren en komt uit Irak. Hij heeft kanker.",
    "Het gezin uit Tadzjikistan stond in de krant.",
    "Een vrouw uit Sri Lanka kwam op 3-5-2024 aan in Hof van Twente.",
    "Een gezin van negen uit Syrië woont in Delden.",
]

# What the product is for: groups, rules, and one thing about one person.
NOBODY = [
    "Syrische en Eritrese gezinnen met jonge kinderen wachten langer op opvang.",
    "In Vorden wonen veel Eritrese gezinnen met vijf of meer kinderen.",
    "Alleenstaande moeders met jonge kinderen kunnen in Bronckhorst niet naar de les.",
    "Wij hebben zes Somalische vrouwen in de groep die analfabeet zijn. Een docent in Vorden zocht het uit.",
    "Een inburgeraar met jonge kinderen kan in Bronckhorst geen opvang vinden.",
    "Een alleenstaande moeder met vijf kinderen kan overdag niet naar de les.",
    "Mensen uit Syrië, Eritrea en Jemen die in 2023 kwamen, wachten op een woning in Lochem.",
    "De inburgeraar is 35 uur per week aan het werk in Doetinchem.",
    "Een Syrische vrouw met twee kinderen zoekt kinderopvang.",
    "Een man uit Eritrea werkt als schoonmaker en kan overdag niet naar de les.",
    "Wie ouder dan 60 jaar is en uit Afghanistan komt, kan ontheffing vragen. Een inburgeraar vroeg dat.",
    "Sinds 1 januari 2022 geldt de Wet inburgering. Een statushouder in Vorden krijgt een PIP.",
    "In Amsterdam, Rotterdam en Utrecht zijn tolken Tigrinya genoeg; in Zutphen niet.",
    "Een Oekraïense vrouw in Enschede vraagt of zij mag inburgeren.",
    "De arts in Deventer heeft een wachttijd van drie maanden voor een keuring van een inburgeraar.",
    "Voor blinde en dove cursisten is er in Zwolle geen lesmateriaal. Iemand moet dat maken.",
    "Een cursist uit Turkije die in Apeldoorn woont, heeft een diploma als leraar.",
    "Jongeren van 17 en 18 uit Eritrea vallen tussen twee regelingen. Een jongere weet niet bij wie hij moet zijn.",
    "De Syrische gemeenschap in Aalten organiseert een taalcafé. Iemand van de gemeente komt langs.",
    "Op 1 juli 2023 verhuisde een inburgeraar uit Lochem naar Zutphen en het dossier kwam niet mee.",
    "Wij werken in Excel en in Suwinet. Een klant van 20 uur per week past daar niet in.",
    "Een docent in Doetinchem ziet dat een cursist met PTSS de les niet volhoudt.",
    "Van de 62 inburgeraars in Aalten komen er 40 uit Syrië. Iemand moet dat uitzoeken.",
    "De brief van 12 maart 2024 noemt een andere termijn dan het portaal. De inburgeraar woont in Lochem.",
    "Op het azc in Zutphen volgde een Jemenitische man voorinburgering.",
    "Wij zoeken een tolk Dari of Pasjtoe in Hengelo voor een gesprek met een moeder.",
    "Mijn collega is docent in Lochem en ziet dat een cursist de bus mist.",
    "Iemand in Vorden zoekt opvang voor blinde, vaak al oudere Oegandese vrouwen.",
    "Een Oegandese delegatie bezocht de taalschool in Borculo.",
    "Een vrouw van 25 tot 35 jaar uit Oost-Afrika met een groot gezin in onze regio zoekt kinderopvang.",
    "De wethouder van Zutphen vroeg naar het aantal Eritreeërs van 62 jaar. Een klantmanager zocht het uit.",
    "",
]


def only(text: str) -> Finding:
    """Return the one combination in a text."""
    (found,) = [each for each in find(text) if each.kind == "combination"]
    return found


@pytest.mark.parametrize("text", ONE_PERSON)
def test_words_that_together_fit_one_person_are_found(text: str) -> None:
    found = only(text)
    assert len(found.words) > 1
    assert found.kind_name == "zeldzame combinatie"
    assert found.confidence == "low"
    assert [text[start:end] for start, end in found.marked] == [
        piece.text for piece in mark(text, [found]) if piece.finding
    ]


@pytest.mark.parametrize("text", NOBODY)
def test_a_group_a_rule_or_one_thing_about_somebody_is_left_alone(text: str) -> None:
    assert not find(text)


def test_it_says_which_words_why_and_what_to_write_instead() -> None:
    found = only("Een alleenstaande moeder met vijf kinderen, 41 jaar oud, kwam op 3 mei 2024 uit Eritrea naar Vorden.")
    assert found.quoted == (
        "“alleenstaande moeder met vijf kinderen”, “41 jaar oud”, “3 mei 2024”, “Eritrea” en “Vorden”"
    )
    assert found.why == (
        "Elk woord apart zegt weinig. Maar gezin, leeftijd, datum, herkomst en plaats samen passen bij maar een paar "
        "mensen in een regio: wie hen kent, ziet om wie het gaat."
    )
    assert found.instead == (
        "Schrijf het algemener, bijvoorbeeld “een alleenstaande ouder”, “tussen 35 en 45 jaar”, “in het tweede "
        "kwartaal van 2024”, “uit Oost-Afrika” of “in onze regio”, of laat iets weg."
    )


def test_what_has_no_general_word_is_better_left_out() -> None:
    assert only("De enige Oeigoerse vrouw zoekt les.").instead == "Laat iets weg."


@pytest.mark.parametrize("text", ONE_PERSON)
def test_whoever_follows_the_advice_hears_nothing_more(text: str) -> None:
    mended = text
    for _, clue in reversed(combine({"": text})[0].clues):
        mended = mended[: clue.start] + (clue.instead or "iets") + mended[clue.end :]
    assert not combine({"": mended}), mended


@pytest.mark.parametrize("text", ONE_PERSON)
def test_what_is_said_of_several_people_is_no_combination(text: str) -> None:
    told = " en ".join(clue.words for clue in spot(text) if clue.aspect in {"origin", "health", "group"})
    assert not combine({"": f"In Vorden wonen mensen met {told}. Een inburgeraar belde hierover."})


def texts_in(written: object) -> Iterator[str]:
    """Return every text in written content."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, dict | list):
        for part in written.values() if isinstance(written, dict) else written:
            yield from texts_in(part)


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.stem)
def test_no_example_of_the_demo_is_taken_for_one_person(file: Path) -> None:
    texts = list(texts_in(yaml.safe_load(file.read_text("utf-8"))))
    assert len(texts) > 10
    assert [text for text in texts if combine({"": text.replace("{gemeente}", "Bronckhorst")})] == []


def test_a_small_place_weighs_more() -> None:
    points = {place: spot(f"Iemand woont in {place}.")[0].points for place in ("Utrecht", "Doetinchem", "Vorden")}
    assert points == {"Utrecht": 1, "Doetinchem": 2, "Vorden": 3}
    assert not combine({"": "Een Syrische man van 35 in Utrecht."})
    assert combine({"": "Een Syrische man van 35 in Vorden."})


def test_two_things_must_be_rarer_than_three() -> None:
    assert not combine({"": "Een Braziliaanse vrouw in Lochem wacht al een jaar."})
    assert combine({"": "Een Braziliaanse vrouw in Lochem wacht al een jaar. Zij heeft drie kinderen."})
    assert combine({"": "Een Oegandese vrouw in Lochem wacht al een jaar."})
    assert not combine({"": "Een drieling kan niet naar de opvang van haar moeder."})


def test_few_people_must_be_left() -> None:
    (combination,) = combine({"": ONE_PERSON[0]})
    assert combination.points >= ENOUGH
    assert combination.aspects == ("household", "origin", "place")
    assert not combine({"": "Een Marokkaanse man werkt in een slagerij in Tiel en kan alleen 's avonds."})


def test_words_far_apart_are_not_told_in_one_breath() -> None:
    between = "Wij zochten het uit. " * 3
    assert combine({"": f"Een Oegandese man belde. {between[:21]}Hij woont in Vorden."})
    assert not combine({"": f"Een Oegandese man belde. {between}Hij woont in Vorden."})


def test_a_text_without_full_stops_is_no_single_sentence() -> None:
    assert not combine(
        {"": "Een Oegandese man belde" + " en toen belde hij weer" * 100 + " vanuit zijn huis in Vorden"}
    )


def test_two_people_far_apart_are_two_combinations() -> None:
    text = f"{ONE_PERSON[1]} {'Dat duurde lang. ' * 5}{ONE_PERSON[3]}"
    assert [each.words[-1] for each in find(text)] == ["Vorden", "Borculo"]


def test_what_is_spread_over_the_texts_of_one_form_is_seen_together() -> None:
    texts = {
        "title": "Moeder van zes kan niet naar les",
        "situation": "Zij komt uit Jemen.",
        "question": "Mag dat in Neede?",
    }
    found = find_together(texts)
    assert all(not find(text) for text in texts.values())
    assert [[each.kind for each in found[name]] for name in texts] == [["combination"]] * 3
    assert {each.words for findings in found.values() for each in findings} == {("Moeder van zes", "Jemen", "Neede")}
    for name, (finding,) in found.items():
        (piece,) = [piece for piece in mark(texts[name], [finding]) if piece.finding]
        assert piece.text in finding.words


def test_what_is_found_by_itself_does_not_count_again() -> None:
    kinds = [each.kind for each in find("Een man uit Eritrea, geboren op 12-03-1988, woont in Zwolle.")]
    assert kinds == ["birth_date"]


def test_words_that_tell_two_things_are_marked_once() -> None:
    text = "Een alleenstaande Syrische moeder met drie kinderen woont in Eibergen."
    found = only(text)
    assert found.words == ("alleenstaande Syrische moeder met drie kinderen", "Syrische", "Eibergen")
    assert [piece.text for piece in mark(text, [found]) if piece.finding] == [found.words[0], "Eibergen"]


def test_a_name_within_a_combination_stays_marked_as_a_name() -> None:
    text = "Een Oegandese vrouw, mevrouw Nakato, woont in Borculo."
    assert [(piece.text, piece.finding.kind) for piece in mark(text, find(text)) if piece.finding] == [
        ("Oegandese", "combination"),
        ("Nakato", "name"),
        ("Borculo", "combination"),
    ]


@given(st.lists(st.sampled_from([*ONE_PERSON, *NOBODY]), max_size=6), st.text(max_size=40))
def test_any_text_is_marked_without_losing_a_letter(parts: list[str], other: str) -> None:
    texts = {str(number): part + other for number, part in enumerate(parts)}
    for name, findings in find_together(texts).items():
        text = texts[name]
        spans = sorted(span for each in findings for span in each.marked)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one[1] <= after[0] for one, after in pairwise(spans))
        assert "".join(piece.text for piece in mark(text, findings)) == text
