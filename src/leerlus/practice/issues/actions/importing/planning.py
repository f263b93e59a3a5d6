"""Making the plan of an import: every row is looked at before anything is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leerlus.measures.sheets import column_letter, normalise
from leerlus.people.models import Organisation, Theme
from leerlus.practice.issues.actions.importing.cells import show
from leerlus.practice.issues.actions.importing.columns import EXAMPLE, NAMES, REQUIRED
from leerlus.practice.issues.actions.importing.comparing import LONGEST_ORIGIN, compare, find_twins, make_origin
from leerlus.practice.issues.actions.importing.plans import Plan, list_rows
from leerlus.practice.issues.actions.importing.raisers import find_raisers
from leerlus.practice.issues.actions.importing.rows import Complaint, Entry, Known, RowReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from leerlus.measures.sheets import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was said beside the list.

    organisation  whose the rows are that do not say so          raiser  the e-mail address of who raises them
    source        the name of the list, by which we know it again; by default the name of the organisation
    """

    organisation: str = ""
    source: str = ""
    raiser: str = ""
    allows_personal_data: bool = False


@dataclass(slots=True, kw_only=True)
class _Findings:
    """What the rows came to, gathered on the way."""

    entries: list[Entry] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    unseen: list[int] = field(default_factory=list)
    markup: list[int] = field(default_factory=list)
    examples: list[int] = field(default_factory=list)


def plan_import(*, table: Table, wish: Wish, today: date) -> Plan:
    """Return what importing this list would do; nothing is written."""
    places, problems, notes = _find_columns(table, wish)
    organisations = dict(Organisation.objects.values_list("pk", "name"))
    known = _know(organisations, wish, today, len(table.head))
    if wish.organisation and known.organisation is None:
        problems.append(f"De organisatie “{show(wish.organisation)}” staat niet in Leerlus.")
    if ":" in wish.source or (wish.source and not normalise(wish.source)):
        problems.append("Geef met --bron een korte naam zonder dubbele punt, bijvoorbeeld: --bron achterhoek.")
    if problems:
        return _refuse(table, problems, notes)
    found = _read_rows(table, places, known)
    origins = _name(found, wish, organisations)
    raisers, unraised = find_raisers({entry.organisation for entry in found.entries}, wish.raiser, today)
    rows_of = defaultdict(list)
    for entry in found.entries:
        rows_of[entry.organisation].append(entry.row)
    problems += [f"{why} Het gaat om {list_rows(rows_of[pk])}." for pk, why in unraised.items()]
    same, changed = compare(origins)
    there = {entry.row for entry in (*same, *changed)}
    new = {origin: entry for origin, entry in origins.items() if entry.row not in there}
    found.complaints += find_twins(new)
    return Plan(
        count=len(table.rows) - len(found.examples),
        new=new,
        same=same,
        changed=changed,
        raisers=raisers,
        problems=tuple(problems),
        complaints=tuple(sorted(found.complaints, key=lambda each: each.row)),
        notes=(*notes, *_tell(found)),
    )


def _refuse(table: Table, problems: list[str], notes: list[str]) -> Plan:
    return Plan(
        count=len(table.rows),
        new={},
        same=(),
        changed=(),
        raisers={},
        problems=tuple(problems),
        complaints=(),
        notes=tuple(notes),
    )


def _find_columns(table: Table, wish: Wish) -> tuple[dict[str, int], list[str], list[str]]:
    """Return where our columns stand, what is wrong with the head, and what we skip."""
    places: dict[str, int] = {}
    problems, extra = [], []
    for place, title in enumerate(table.head):
        name = normalise(title)
        if name in places:
            problems.append(f"De kolom “{name}” staat er twee keer. Haal er een weg of geef haar een andere naam.")
        elif name in NAMES:
            places[name] = place
        elif name:
            extra.append(f"“{show(title)}”")
        elif any(row.cell(place).strip() for row in table.rows):
            extra.append(f"kolom {column_letter(place)} (zonder naam)")
    missing = [name for name in REQUIRED if name not in places]
    if len(missing) == len(REQUIRED):
        problems.append(
            f"Wij vinden de namen van de kolommen niet. Zet op de eerste rij: {', '.join(REQUIRED)}. "
            "Een voorbeeld maakt u met: leerlus kwesties sjabloon voorbeeld.xlsx"
        )
    elif missing:
        problems.append(f"Deze kolommen ontbreken: {', '.join(missing)}. Voeg ze toe en vul ze in.")
    elif "organisatie" not in places and not wish.organisation:
        problems.append(
            "Wij weten niet van welke organisatie de kwesties zijn. Voeg de kolom organisatie toe, of noem haar met "
            "--organisatie."
        )
    notes = list(table.notes)
    if extra:
        notes.append(f"Deze kolommen gebruiken wij niet: {', '.join(extra)}.")
    return places, problems, notes


def _know(organisations: Mapping[int, str], wish: Wish, today: date, width: int) -> Known:
    themes = list(Theme.objects.values_list("slug", "name"))
    spelled = [*organisations.values(), *(word for theme in themes for word in theme)]
    times = Counter(normalise(name) for name in organisations.values())
    # Two names that differ in capitals only: then we do not guess which one is meant.
    named = {normalise(name): pk for pk, name in organisations.items() if times[normalise(name)] == 1}
    return Known(
        themes={normalise(word): slug for slug, name in themes for word in (name, slug)},
        organisations=named,
        spelling={normalise(name): name for name in spelled},
        width=width,
        today=today,
        organisation=named.get(normalise(wish.organisation)),
        allows_personal_data=wish.allows_personal_data,
    )


def _read_rows(table: Table, places: Mapping[str, int], known: Known) -> _Findings:
    found = _Findings()
    rows_of: dict[str, int] = {}
    for row in table.rows:
        reader = RowReader(row=row, places=places, known=known)
        if reader.cell("kenmerk").strip() == EXAMPLE:
            found.examples.append(row.number)
            continue
        entry = reader.read()
        if reader.mark and rows_of.setdefault(reader.mark, row.number) != row.number:
            why = f"Dit kenmerk staat ook op rij {rows_of[reader.mark]}. Geef elke kwestie een eigen kenmerk."
            reader.complain("kenmerk", why)
        found.complaints += reader.complaints
        if entry is not None and not reader.complaints:
            found.entries.append(entry)
        if reader.had_unseen:
            found.unseen.append(row.number)
        if reader.has_markup:
            found.markup.append(row.number)
    return found


def _name(found: _Findings, wish: Wish, organisations: Mapping[int, str]) -> dict[str, Entry]:
    """Return the entries by their origin: the name of the list and the mark of the row."""
    origins: dict[str, Entry] = {}
    for entry in found.entries:
        origin = make_origin(wish.source or organisations[entry.organisation], entry.mark)
        if len(origin) > LONGEST_ORIGIN:
            why = (
                f"Met de naam van de lijst erbij is dit te lang: {len(origin)} tekens; er passen er {LONGEST_ORIGIN}. "
                "Geef de lijst een kortere naam met --bron."
            )
            found.complaints.append(Complaint(row=entry.row, column="kenmerk", value=entry.mark, why=why))
        else:
            origins[origin] = entry
    return origins


def _tell(found: _Findings) -> Iterable[str]:
    if found.examples:
        yield f"Het voorbeeld uit het sjabloon slaan wij over ({list_rows(found.examples)})."
    if found.unseen:
        yield f"In {list_rows(found.unseen)} stonden onzichtbare tekens. Die laten wij weg."
    if found.markup:
        yield (
            f"In {list_rows(found.markup)} staan codes van een webpagina, zoals <p>. "
            "Lezers zien die codes straks als gewone tekst. Haal ze liever eerst weg."
        )
    undated = [entry.row for entry in found.entries if entry.day is None]
    if undated:
        yield f"Zonder datum: {list_rows(undated)}. Die krijgen de dag van inlezen."
