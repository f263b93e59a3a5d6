"""The empty list that people fill in: our columns, one example, and what belongs where."""

from __future__ import annotations

from leerlus.measures.sheets import Choice, write_csv, write_workbook
from leerlus.people.models import Theme
from leerlus.practice.issues.actions.importing.columns import COLUMNS, EXAMPLE, NAMES

SHEET = "Kwesties"
EXPLANATION = "Uitleg"


def make_template(*, as_csv: bool) -> bytes:
    """Return the template as CSV, or as a workbook with explanation and the words to choose from."""
    rows = [NAMES, tuple(column.example for column in COLUMNS)]
    if as_csv:
        return write_csv(rows)
    explanation: list[tuple[str, ...]] = [("Kolom", "Invullen", "Wat u invult", "Voorbeeld")]
    explanation += [
        (column.name, "altijd" if column.required else "mag leeg", column.what, column.example) for column in COLUMNS
    ]
    explanation.append(())
    explanation.append(("Voorbeeld", "", f"De rij met kenmerk {EXAMPLE} lezen wij niet in. Zij mag blijven staan.", ""))
    explanation.append(())
    choices = []
    lists = {column.name: [(word, "") for word in column.words] for column in COLUMNS if column.words}
    lists["thema"] = list(Theme.objects.values_list("slug", "name"))
    for name, words in lists.items():
        explanation.append((f"Keuze voor {name}", "", "", ""))
        first = len(explanation) + 1
        explanation += [(word, "", meaning, "") for word, meaning in words]
        explanation.append(())
        if words:
            place = NAMES.index(name) + 1
            last = first + len(words) - 1
            choices.append(Choice(column=place, sheet=EXPLANATION, first=f"$A${first}", last=f"$A${last}"))
    return write_workbook({SHEET: rows, EXPLANATION: explanation}, choices)
