"""The page of the loop clock: the readings as figures, tables and lines, with small numbers left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from leerlus.discovery.public.queries.promises import term
from leerlus.discovery.public.queries.readings import Readings, read_clock
from leerlus.discovery.public.queries.tables import Table, by_region, by_theme, tell, tell_percent
from leerlus.measures.disclosure import shares, suppress_table
from leerlus.measures.loop_clock import AGE_LIMITS, NOWHERE, Choice, Pace, Part, half_year_label
from leerlus.ui.pictures import GrowthLine, draw_growth
from leerlus.ui.shapes import LEVEL_NAMES, Point

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

COUNTRYWIDE = "landelijk"
"""How the address names what has no region."""

AGES = ("Korter dan 1 maand", "1 tot 3 maanden", "3 tot 6 maanden", "6 tot 12 maanden", "12 maanden of langer")
OLDEST = len(AGE_LIMITS)
DAYS_OF_A_WEEK = 7
LONG = 60
"""From this many days a length is told in weeks too."""

ENOUGH = 80
"""Under this percentage within the promise the page says in words that it is not kept."""

DRAWN = (Part.FIRST_RESPONSE, Part.OUTCOME)
LEAST_POINTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """How a part of the loop is told.

    promise  the part by which the promise is kept        unit   what is counted
    late     what to say where it is not kept; {} is how many of a hundred
    """

    part: Part
    promise: Part
    level: str
    title: str
    who: str
    unit: str
    promised: str
    late: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One part of the loop with how long it takes, how often the promise is kept, and a sentence where it is not.

    weeks  the same length in weeks, for what takes long
    """

    timed: Timed
    pace: Pace
    weeks: int | None
    in_time: int | None
    hurts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """What parties said of what they got, in percent."""

    helps: int
    partly: int
    not_helped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeRow:
    """How old what is open at one level is: counts for the whole country, percentages for a choice."""

    level: str
    name: str
    cells: tuple[tuple[str, str], ...]
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLine:
    """A line over time; the same numbers stand beside it in words and as a list."""

    title: str
    level: str
    line: GrowthLine
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPage:
    """Everything on the page."""

    read_at: datetime
    small: int
    figures: tuple[Figure, ...]
    helped: Helped | None
    ages: tuple[AgeRow, ...]
    ages_in_percent: bool
    old: str
    lines: tuple[DrawnLine, ...]
    themes: Table
    regions: Table


def read_page(theme: str, region: str, level: str, at: datetime) -> ClockPage:
    """Return the page for what is looked at; empty means all."""
    readings = read_clock(at)
    choice = choose(theme, region)
    is_all = choice == Choice()
    ages = _count_ages(readings) if is_all else _share_ages(readings, choice)
    return ClockPage(
        read_at=readings.read_at,
        small=settings.SMALL_NUMBER,
        figures=tuple(_figure(readings, choice, timed) for timed in timed_parts() if level in {"", timed.level}),
        helped=_helped(readings, choice),
        ages=tuple(row for row in ages if level in {"", row.level}),
        ages_in_percent=not is_all,
        old=_tell_old(readings, choice),
        lines=tuple(_draw(readings, choice, timed) for timed in _drawn(readings, choice, level)),
        themes=by_theme(readings, choice, level),
        regions=by_region(readings, choice, level),
    )


def choose(theme: str, region: str) -> Choice:
    """Return what is looked at, from the words in the address."""
    return Choice(theme=theme or None, region=NOWHERE if region == COUNTRYWIDE else region or None)


def timed_parts() -> tuple[Timed, ...]:
    """Return the parts in the order of the loop, with the promises as they are set now."""
    promises = settings.PROMISES
    return (
        Timed(
            part=Part.FIRST_RESPONSE,
            promise=Part.FIRST_RESPONSE,
            level="linking",
            title="Van indienen tot eerste reactie",
            who="De schakel reageert op de inhoud.",
            unit="kwesties",
            promised=f"binnen {term(promises['first_response'])}",
            late="Bij {} van de 100 kwesties kwam de eerste reactie te laat, of is zij er nog niet.",
        ),
        Timed(
            part=Part.OUTCOME,
            promise=Part.STANDING,
            level="linking",
            title="Van indienen tot opbrengst of besluit",
            who="De indiener leest wat ervan kwam.",
            unit="kwesties",
            promised=f"binnen {term(promises['outcome'])} een opbrengst, of waar het staat",
            late="Bij {} van de 100 kwesties hoorde de indiener niet op tijd wat ervan kwam of waar het stond.",
        ),
        Timed(
            part=Part.DECISION,
            promise=Part.DECISION,
            level="system",
            title="Van signaal tot besluit",
            who="Het ministerie neemt een besluit.",
            unit="signalen",
            promised=f"binnen {term(promises['intake'])} aannemen of teruggeven, "
            f"daarna binnen {term(promises['decision'])} een besluit",
            late="Bij {} van de 100 signalen kwam het besluit te laat, of is het er nog niet.",
        ),
        Timed(
            part=Part.VERDICT,
            promise=Part.VERDICT,
            level="practice",
            title="Van terugkoppeling tot oordeel",
            who="De praktijk zegt of het helpt.",
            unit="antwoorden",
            promised=f"een antwoord binnen {term(promises['verdict'])}",
            late="Op {} van de 100 vragen kwam het antwoord te laat, of nog niet. Dan weten wij niet of het helpt.",
        ),
    )


def _figure(readings: Readings, choice: Choice, timed: Timed) -> Figure:
    pace = readings.parts[timed.part].pace(choice)
    in_time = readings.parts[timed.promise].pace(choice).within
    hurts = timed.late.format(100 - in_time) if in_time is not None and in_time < ENOUGH else ""
    weeks = round(pace.median / DAYS_OF_A_WEEK) if pace.median and pace.median >= LONG else None
    return Figure(timed=timed, pace=pace, weeks=weeks, in_time=in_time, hurts=hurts)


def _helped(readings: Readings, choice: Choice) -> Helped | None:
    counts = {"helps": 0, "partly": 0, "not": 0, **readings.verdicts.get(choice, {})}
    found = shares(counts, settings.SMALL_NUMBER)
    if found is None:
        return None
    return Helped(helps=found["helps"], partly=found["partly"], not_helped=found["not"])


def _count_ages(readings: Readings) -> tuple[AgeRow, ...]:
    """Count what is open in the whole country; the last row is the total."""
    counted = readings.open.get(Choice(), Counter())
    table = [[counted[level, age] for age in range(len(AGES))] for level in LEVEL_NAMES]
    safe = suppress_table(table, settings.SMALL_NUMBER)
    rows = [
        _age_row(level, name, [tell(count) for count in cells], tell(total))
        for (level, name), cells, total in zip(LEVEL_NAMES.items(), safe.cells, safe.row_totals, strict=True)
    ]
    return (*rows, _age_row("", "Samen", [tell(count) for count in safe.column_totals], tell(safe.total)))


def _share_ages(readings: Readings, choice: Choice) -> tuple[AgeRow, ...]:
    """Tell in percent how old is what is open in a choice.

    Counts per choice could be subtracted from those of the country, and so tell what is hidden there.
    """
    counted = readings.open.get(choice, Counter())
    rows = [
        _share_row(level, name, {age: counted[level, age] for age in range(len(AGES))})
        for level, name in LEVEL_NAMES.items()
    ]
    together = {age: sum(counted[level, age] for level in LEVEL_NAMES) for age in range(len(AGES))}
    return (*rows, _share_row("", "Samen", together))


def _share_row(level: str, name: str, counts: Mapping[int, int]) -> AgeRow:
    found = shares({str(age): count for age, count in counts.items()}, settings.SMALL_NUMBER)
    cells = [tell_percent(found[str(age)] if found else None) for age in counts]
    return _age_row(level, name, cells, tell_percent(100 if found else None))


def _age_row(level: str, name: str, cells: list[str], total: str) -> AgeRow:
    return AgeRow(level=level, name=name, cells=tuple(zip(AGES, cells, strict=True)), total=total)


def _tell_old(readings: Readings, choice: Choice) -> str:
    """Say in a sentence how much of what is open is older than a year, where that hurts."""
    counted = readings.open.get(choice, Counter())
    ages = {str(age): sum(counted[level, age] for level in LEVEL_NAMES) for age in range(len(AGES))}
    found = shares(ages, settings.SMALL_NUMBER)
    if not found or not found[str(OLDEST)]:
        return ""
    return f"Van wat nu openstaat, is {found[str(OLDEST)]} procent een jaar of langer geleden ingediend."


def _drawn(readings: Readings, choice: Choice, level: str) -> list[Timed]:
    """Return the parts of which there are enough half years for a line."""
    return [
        timed
        for timed in timed_parts()
        if timed.part in DRAWN
        and level in {"", timed.level}
        and len(readings.parts[timed.part].line(choice)) >= LEAST_POINTS
    ]


def _draw(readings: Readings, choice: Choice, timed: Timed) -> DrawnLine:
    halves = readings.parts[timed.part].line(choice)
    points = tuple(Point(label=half_year_label(half), value=days) for half, days in halves)
    line = draw_growth(points)
    if line is None:
        raise ValueError("A line needs points.")
    return DrawnLine(title=timed.title, level=timed.level, line=line, points=points)
