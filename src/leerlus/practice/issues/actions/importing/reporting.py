"""Telling in sentences what an import did, or would do, or why it did nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.practice.issues.actions.importing.cells import show
from leerlus.ui.dates import number, pick_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leerlus.practice.issues.actions.importing.plans import Plan

ISSUES = "kwestie,kwesties"
ROWS = "rij,rijen"


def describe(plan: Plan, *, is_trial: bool) -> Iterator[str]:
    """Yield the report, line by line; a trial also names each row."""
    yield f"Gelezen: {number(plan.count)} {pick_form(plan.count, ROWS)}."
    yield from plan.notes
    if plan.is_refused:
        yield from _refusal(plan)
        return
    for entry in plan.changed:
        yield f"Rij {entry.row} ({show(entry.mark)}): is er al en is anders; niet veranderd."
    if is_trial:
        for entry in plan.same:
            yield f"Rij {entry.row} ({show(entry.mark)}): is er al."
        for entry in plan.new.values():
            yield f"Rij {entry.row} ({show(entry.mark)}): nieuw, “{show(entry.text.title)}”."
    there = len(plan.same) + len(plan.changed)
    if there:
        yield f"Overgeslagen: {number(there)} {pick_form(there, ISSUES)}, want die {pick_form(there, 'is,zijn')} er al."
    new = len(plan.new)
    if is_trial:
        would = pick_form(new, "zou nieuw zijn,zouden nieuw zijn")
        yield f"Proef: {number(new)} {pick_form(new, ISSUES)} {would}. Er is niets veranderd."
    else:
        yield f"Klaar: {number(new)} {pick_form(new, ISSUES)} ingelezen."


def _refusal(plan: Plan) -> Iterator[str]:
    yield from plan.problems
    for complaint in plan.complaints:
        where = f"Rij {complaint.row}, kolom {complaint.column}"
        value = f", “{complaint.value}”" if complaint.value else ""
        yield f"{where}{value}: {complaint.why}"
    bad = len({complaint.row for complaint in plan.complaints})
    if bad:
        yield f"{number(bad)} {pick_form(bad, 'rij is,rijen zijn')} niet goed. Verbeter de lijst en probeer opnieuw."
    if any("persoonsgegevens" in complaint.why for complaint in plan.complaints):
        yield (
            "Hebt u elke plek nagekeken en zijn het geen gegevens van personen? Lees de lijst dan in met "
            "--persoonsgegevens-nagekeken."
        )
    yield "Er is niets ingelezen."
