"""Countries people come from: the words for them, how many come from there, and the part of the world to name instead.

Points are orders of magnitude, our own estimate: by far the largest group of newcomers is Syrian (1), about one in ten
comes from each of the next countries (2), and from most others fewer than one in a hundred (4). Countries from which
many come to live with a partner stand in between (3). Those of the European Union are not here: their people need not
integrate by law.
"""

from __future__ import annotations

from dataclasses import dataclass

TABLE = """
1 het Midden-Oosten
Syrië Syrisch Syriër Damascus Aleppo Homs Hama Idlib Daraa Raqqa Latakia
2 het Midden-Oosten
Jemen Jemenitisch Jemeniet Sanaa Aden
Irak Iraaks Irakees Bagdad Mosul Erbil
Iran Iraans Iraniër Teheran Farsi Perzisch
Turkije Turks Turk Istanbul Ankara
2 Oost-Afrika
Eritrea Eritrees Eritreeër Asmara Tigrinya
Somalië Somalisch Somaliër Mogadishu
2 Zuid-Azië
Afghanistan Afghaans Afghaan Kabul Kandahar Herat Dari Pasjtoe Pashto
2 Noord-Afrika
Marokko Marokkaans Marokkaan
2 Oost-Europa
Oekraïne Oekraïens Oekraïner Kyiv Kiev
3 Oost-Afrika
Soedan Soedanees Soedanees Khartoem
Ethiopië Ethiopisch Ethiopiër Amhaars Addis_Abeba
3 Zuid-Azië
India Indiaas Indiër
Pakistan Pakistaans Pakistaan Urdu
3 West-Afrika
Nigeria Nigeriaans Nigeriaan
Ghana Ghanees Ghanees
3 Oost-Azië
China Chinees Chinees Mandarijn
3 Zuidoost-Azië
Indonesië Indonesisch Indonesiër
Thailand Thais Thai
Filipijnen Filipijns Filipino Tagalog
3 Noord-Afrika
Egypte Egyptisch Egyptenaar
3 het Midden-Oosten
Libanon Libanees Libanees
3 Latijns-Amerika
Brazilië Braziliaans Braziliaan
Colombia Colombiaans Colombiaan
Suriname Surinaams Surinamer
3 Oost-Europa
Rusland Russisch Rus
3 Noord-Amerika
Verenigde_Staten Amerikaans Amerikaan
4 het Midden-Oosten
Jordanië Jordaans Jordaniër
Koeweit Koeweits Koeweiter
Saoedi-Arabië Saoedisch Saoediër
Palestina Palestijns Palestijn Gaza
Israël Israëlisch Israëliër
4 Noord-Afrika
Algerije Algerijns Algerijn
Tunesië Tunesisch Tunesiër
Libië Libisch Libiër
4 Oost-Afrika
Zuid-Soedan Zuid-Soedanees Zuid-Soedanees
Oeganda Oegandees Oegandees Kampala
Kenia Keniaans Keniaan
Tanzania Tanzaniaans Tanzaniaan
Rwanda Rwandees Rwandees
Burundi Burundees Burundees Burundisch
Djibouti Djiboutiaans Djiboutiaan
Madagaskar Malagassisch Malagassiër
4 Centraal-Afrika
Congo Congolees Congolees
Kameroen Kameroens Kameroener
Tsjaad Tsjadisch Tsjadiër
Gabon Gabonees Gabonees
4 West-Afrika
Guinee Guinees Guineeër
Gambia Gambiaans Gambiaan
Senegal Senegalees Senegalees
Sierra_Leone Sierra-Leoons Sierra-Leoner
Liberia Liberiaans Liberiaan
Ivoorkust Ivoriaans Ivoriaan
Mali Malinees Malinees
Togo Togolees Togolees
Benin Beninees Beninees
Burkina_Faso Burkinees Burkinees
Niger Nigerees Nigerees
Mauritanië Mauritaans Mauritaniër
Kaapverdië Kaapverdisch Kaapverdiër
4 zuidelijk Afrika
Angola Angolees Angolees
Zimbabwe Zimbabwaans Zimbabwaan
Mozambique Mozambikaans Mozambikaan
Zambia Zambiaans Zambiaan
Malawi Malawisch Malawiër
Namibië Namibisch Namibiër
Botswana Botswaans Botswaan
Zuid-Afrika Zuid-Afrikaans Zuid-Afrikaan
4 de Kaukasus
Armenië Armeens Armeniër
Azerbeidzjan Azerbeidzjaans Azerbeidzjaan
Georgië Georgisch Georgiër
Tsjetsjenië Tsjetsjeens Tsjetsjeen
4 Centraal-Azië
Oezbekistan Oezbeeks Oezbeek
Kazachstan Kazachs Kazach
Tadzjikistan Tadzjieks Tadzjiek
Kirgizië Kirgizisch Kirgies
Turkmenistan Turkmeens Turkmeen
Mongolië Mongools Mongool
4 Zuid-Azië
Bangladesh Bengalees Bengalees Bengaals
Sri_Lanka Sri-Lankaans Sri-Lankaan
Nepal Nepalees Nepalees
Bhutan Bhutanees Bhutanees
Tibet Tibetaans Tibetaan
4 Zuidoost-Azië
Vietnam Vietnamees Vietnamees
Myanmar Birmaans Birmaan Birma Myanmarees
Maleisië Maleisisch Maleisiër
Cambodja Cambodjaans Cambodjaan
Laos Laotiaans Laotiaan
4 Oost-Azië
Japan Japans Japanner
Zuid-Korea Koreaans Koreaan
Noord-Korea Noord-Koreaans Noord-Koreaan
Taiwan Taiwanees Taiwanees
4 Oost-Europa
Wit-Rusland Wit-Russisch Wit-Rus Belarus Belarussisch
Moldavië Moldavisch Moldaviër
Servië Servisch Serviër
Bosnië Bosnisch Bosniër
Albanië Albanees Albanees
Kosovo Kosovaars Kosovaar
4 Latijns-Amerika
Venezuela Venezolaans Venezolaan
Peru Peruaans Peruaan
Ecuador Ecuadoraans Ecuadoraan
Bolivia Boliviaans Boliviaan
Chili Chileens Chileen
Argentinië Argentijns Argentijn
Mexico Mexicaans Mexicaan
Guatemala Guatemalteeks Guatemalteek
Honduras Hondurees Hondurees
Nicaragua Nicaraguaans Nicaraguaan
El_Salvador Salvadoraans Salvadoraan
4 het Caribisch gebied
Cuba Cubaans Cubaan
Haïti Haïtiaans Haïtiaan
Jamaica Jamaicaans Jamaicaan
Dominicaanse_Republiek Dominicaans Dominicaan
"""
"""Points and part of the world, then its countries: country, adjective, one person, and words that tell the same."""

WORLD_LANGUAGES = frozenset({"russisch", "amerikaans", "chinees", "turks"})
"""Adjectives that also name a language which people of other countries speak: only their form with -e counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a word tells of where somebody comes from."""

    points: int
    region: str
    is_adjective: bool = False
    is_person: bool = False


def inflected(adjective: str) -> str:
    """Return the form before most nouns: Syrische, Eritrese."""
    return f"{adjective[:-2]}se" if adjective.endswith("ees") else f"{adjective}e"


ENDINGS = {"ees": "ezen", "aan": "anen", "aar": "aren", "een": "enen", "eek": "eken", "ool": "olen", "rus": "russen"}
"""How the word for one person ends, and the word for several."""


def plural(person: str) -> str:
    """Return the word for several: Syriërs, Afghanen, Soedanezen, Turken."""
    if person[-3:] in ENDINGS:
        return person[:-3] + ENDINGS[person[-3:]]
    return f"{person}s" if person.endswith(("er", "ër")) else f"{person}en"


def read_table() -> tuple[dict[str, Origin], frozenset[str]]:
    """Return what each word tells, and the words for several people of a country; all in small letters."""
    words: dict[str, Origin] = {}
    several: set[str] = set()
    points, region = 0, ""
    for line in TABLE.strip().splitlines():
        if line[0].isdigit():
            points, region = int(line[0]), line[2:]
            continue
        country, adjective, person, *others = (word.replace("_", " ").lower() for word in line.split())
        adjectives = [inflected(adjective)] if adjective in WORLD_LANGUAGES else [adjective, inflected(adjective)]
        words |= dict.fromkeys([country, *others], Origin(points=points, region=region))
        words[person] = Origin(points=points, region=region, is_person=True)
        words |= dict.fromkeys(adjectives, Origin(points=points, region=region, is_adjective=True))
        several.add(plural(person))
    return words, frozenset(several)


ORIGINS, SEVERAL = read_table()
