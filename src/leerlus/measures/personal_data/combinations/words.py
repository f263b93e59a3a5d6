"""Words for health, peoples, beliefs and trades, each with its points."""

from __future__ import annotations

HEALTH_TABLE = """
1 gezondheidsklachten: ptss trauma getraumatiseerd depressie depressief slechtziend slechthorend burn-out slapeloos
2 gezondheidsklachten: diabetes suikerziekte autisme autistisch adhd dyslexie verslaafd verslaving hartpatiënt copd
2 een beperking: rolstoel gehandicapt
3 gezondheidsklachten: epilepsie kanker borstkanker leukemie tuberculose tbc hepatitis reuma psychose psychotisch
3 gezondheidsklachten: schizofrenie bipolair dementie dement parkinson beroerte hersenletsel hersenbloeding nierpatiënt
3 gezondheidsklachten: nierdialyse dialyse chemotherapie miskraam doodgeboren suïcidaal
3 gezondheidsklachten: anorexia sikkelcelziekte thalassemie hartinfarct coma
3 een beperking: blind blinde doof dove doofstom doofstomme verlamd verlamde dwarslaesie spierziekte prothese
3 een ingrijpende gebeurtenis: gemarteld marteling verkracht verkrachting eerwraak besneden besnijdenis mensenhandel
3 een ingrijpende gebeurtenis: kindhuwelijk uithuwelijking uitgehuwelijkt zelfmoordpoging suïcidepoging
4 gezondheidsklachten: hiv aids lepra transplantatie niertransplantatie
4 een beperking: geamputeerd amputatie doofblind doofblinde dwerggroei albinisme
"""

GROUP_TABLE = """
2 : koerdisch koerdische koerd sorani kurmanji kurmançi christelijk christelijke christen sjiiet sjiitisch sjiitische
2 : palestijnse-syrisch staatloos staatloze amazigh tamazight berbers
3 : tamil hazara koptisch koptische assyrisch assyrische aramees aramese alawiet alawitisch alawitische druus druzisch
3 : druzische oromo tigrayaan bekeerd bekeerling atheïst atheïstisch ex-moslim roma sinti gereformeerd evangelisch
3 : homo homoseksueel homoseksuele lesbisch lesbische biseksueel biseksuele lhbti lhbtiq lhbti'er transgender transvrouw
3 : transman non-binair queer bidoon toeareg dinka nuer
4 : jezidi jezidisch jezidische yezidi yezidische jesidi oeigoer oeigoers oeigoerse rohingya bahá'í bahai baha'i
4 : ahmadi ahmadiyya zoroastrisch mandeeër mandees jehova's intersekse lingala kinyarwanda bambara
"""

LEADING = frozenset(
    """
    getraumatiseerd depressief slechtziend slechthorend autistisch verslaafd gehandicapt psychotisch dement blinde
    dove doofstomme verlamde doofblinde koerdische christelijke sjiitische staatloze koptische assyrische aramese
    alawitische druzische homoseksuele lesbische biseksuele jezidische yezidische oeigoerse jezidisch koerdisch
    christelijk
    """.split()  # noqa: SIM905 - a list of quoted words is harder to read
)
"""Those that can stand before the noun they say something of."""

COMMON_WORK = frozenset(
    """
    schoonmaker schoonmaakster productiemedewerker magazijnmedewerker orderpicker inpakker inpakster vrijwilliger
    vrijwilligster bezorger maaltijdbezorger postbezorger vakkenvuller afwasser keukenhulp huisvrouw student
    studente uitzendkracht stagiair stagiaire hulp medewerker werknemer leerling
    """.split()  # noqa: SIM905
)
WORK = frozenset(
    """
    arts huisarts chirurg tandarts dierenarts apotheker verpleegkundige verloskundige vroedvrouw fysiotherapeut
    psycholoog ingenieur architect advocaat advocate rechter officier generaal militair soldaat politieagent agent
    journalist journaliste schrijver schrijfster dichter dichteres muzikant musicus zanger zangeres acteur actrice
    kunstenaar kunstenares schilder fotograaf filmmaker regisseur leraar lerares docent docente onderwijzer
    onderwijzeres hoogleraar professor wetenschapper imam priester pastoor dominee predikant politicus parlementslid
    burgemeester diplomaat ambtenaar accountant boekhouder econoom bankier ondernemer winkelier kok kokkin bakker
    slager kapper kapster barbier kleermaker kleermaakster naaister schoenmaker timmerman metselaar stukadoor
    loodgieter elektricien lasser monteur automonteur smid goudsmid juwelier vrachtwagenchauffeur buschauffeur
    taxichauffeur chauffeur piloot stewardess visser boer boerin herder imker tuinman hovenier mijnwerker bouwvakker
    voetballer atleet worstelaar sporter tolk vertaler programmeur softwareontwikkelaar bioloog scheikundige
    natuurkundige wiskundige geoloog archeoloog laborant laborante kraamverzorgster modeontwerper pianist violist
    circusartiest
    """.split()  # noqa: SIM905
)
RARE_WORK = frozenset(
    """
    chirurg dierenarts rechter officier generaal journalist journaliste schrijver schrijfster dichter dichteres
    acteur actrice filmmaker regisseur hoogleraar professor imam priester pastoor dominee predikant politicus
    parlementslid burgemeester diplomaat piloot worstelaar archeoloog pianist violist circusartiest goudsmid
    """.split()  # noqa: SIM905
)
INTERPRETERS = frozenset({"tolk", "vertaler"})
PARTNERS = INTERPRETERS | frozenset(
    """
    arts huisarts verpleegkundige psycholoog advocaat advocate docent docente leraar lerares ambtenaar ondernemer
    """.split()  # noqa: SIM905
)
"""Whom newcomers meet: “hij is docent” is more often said of them, “hij was docent” of a newcomer."""


def read_table(table: str) -> dict[str, tuple[int, str]]:
    """Return the points of each word, and what to write instead."""
    told: dict[str, tuple[int, str]] = {}
    for line in table.strip().splitlines():
        head, _, words = line.partition(":")
        points, _, instead = head.partition(" ")
        told |= dict.fromkeys(words.split(), (int(points), instead.strip()))
    return told


HEALTH = read_table(HEALTH_TABLE)
GROUPS = read_table(GROUP_TABLE)
