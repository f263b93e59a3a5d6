"""Places in the Netherlands that are not small, and words with a capital that are no place to live in."""

from __future__ import annotations

LARGE = frozenset(
    """
    Alkmaar|Almere|Alphen aan den Rijn|Amersfoort|Amsterdam|Apeldoorn|Arnhem|Breda|Delft|Den Bosch|’s-Hertogenbosch|
    's-Hertogenbosch|Den Haag|’s-Gravenhage|'s-Gravenhage|Deventer|Dordrecht|Ede|Eindhoven|Emmen|Enschede|Groningen|
    Haarlem|Haarlemmermeer|Leeuwarden|Leiden|Maastricht|Nijmegen|Rotterdam|Tilburg|Utrecht|Venlo|Westland|Zaanstad|
    Zaandam|Zoetermeer|Zwolle|Ter Apel|Budel
    """.replace("\n    ", "")
    .strip()
    .split("|")
)
"""Municipalities with 100.000 people or more (CBS, table 70748ned), and two places with a large reception centre."""

MIDDLE = frozenset(
    """
    Almelo|Amstelveen|Assen|Barneveld|Bergen op Zoom|Capelle aan den IJssel|Den Helder|Doetinchem|Dijk en Waard|
    Gooise Meren|Gouda|Hardenberg|Heerenveen|Heerhugowaard|Heerlen|Helmond|Hengelo|Hilversum|Hoekse Waard|Hoofddorp|
    Hoogeveen|Hoorn|Kampen|Katwijk|Krimpenerwaard|Lansingerland|Leidschendam-Voorburg|Lelystad|Meierijstad|Nieuwegein|
    Nissewaard|Oosterhout|Oss|Pijnacker-Nootdorp|Purmerend|Rijswijk|Roermond|Roosendaal|Schiedam|Sittard-Geleen|Sittard|
    Smallingerland|Drachten|Spijkenisse|Stichtse Vecht|Súdwest-Fryslân|Terneuzen|Veenendaal|Velsen|Vlaardingen|
    Vijfheerenlanden|Westerkwartier|Woerden|Zeist|De Fryske Marren|Midden-Groningen|Land van Cuijk|Maashorst|Altena|
    Noardeast-Fryslân|Noordoostpolder|Utrechtse Heuvelrug|Weert|Veldhoven
    """.replace("\n    ", "")
    .strip()
    .split("|")
)
"""Municipalities with about 50.000 people or more. A place that stands in neither list counts as small."""

LONG = sorted(
    {name for name in LARGE | MIDDLE if " " in name}
    | {"Hof van Twente", "Horst aan de Maas", "Loon op Zand", "Peel en Maas", "Wijk bij Duurstede", "Son en Breugel"}
)
"""Names with a space in them, which the form of a place does not show."""

NO_TOWN = frozenset(
    """
    nederland nederlands nederlandse europa europese afrika azië amerika arabisch arabische engels engelse frans franse
    duits duitse duitsland belgië brussel turks spaans italië griekenland frankrijk engeland spanje polen zweden
    midden-oosten oost-afrika west-afrika noord-afrika zuid-azië centraal-azië oost-europa latijns-amerika zuid-amerika
    drenthe flevoland friesland fryslân gelderland limburg noord-brabant brabant noord-holland zuid-holland holland
    overijssel zeeland twente salland achterhoek veluwe betuwe rivierenland haaglanden rijnmond drechtsteden foodvalley
    randstad midden-gelderland west-brabant midden-brabant noordoost-brabant zuidoost-brabant
    noord-limburg midden-limburg zuid-limburg oost noord zuid west midden holland-rijnland midden-holland
    midden-utrecht zuid-kennemerland ijmond zeeuws-vlaanderen parkstad
    januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag ramadan kerst pasen
    excel word teams outlook leerlus suwinet powerpoint whatsapp facebook instagram google zoom divosa vluchtelingenwerk
    staatsexamen wet besluit regeling artikel bijlage deel hoofdstuk tabel kamer tweede eerste rijk platform community
    de het een wij we zij ze hij ik u dat dit die deze daar er als wat wie waar hoe kan mag moet is en maar want na voor
    met van in op uit bij om door over zonder volgens nu toen ook niet geen mijn onze ons zijn haar hun uw alle veel
    """.split()  # noqa: SIM905 - a list of quoted words is harder to read
)
