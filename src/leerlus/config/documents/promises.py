"""The terms as the settings name them, with the default and the variable that changes it.

They are read from the text of the settings, not from their values: a document must say the same on every machine,
whatever that machine has in its environment.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

SETTINGS = Path(__file__).resolve().parent.parent / "settings.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One term: its name in the state tables, its days, and the variable with which an installation changes them."""

    name: str
    days: int
    variable: str


def read_promises(settings: Path = SETTINGS) -> dict[str, Promise]:
    """Return the terms by name, in the order of the settings."""
    tree = ast.parse(settings.read_text(encoding="utf-8"))
    tables = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "PROMISES" for t in node.targets)
    ]
    if len(tables) != 1 or not isinstance(tables[0], ast.Dict):
        raise ValueError(f"{settings.name} has no single table PROMISES")
    promises = {}
    for key, value in zip(tables[0].keys, tables[0].values, strict=True):
        match key, value:
            case (
                ast.Constant(value=str() as name),
                ast.Call(args=[ast.Constant(value=str() as variable), ast.Constant(value=int() as days)]),
            ):
                promises[name] = Promise(name=name, days=days, variable=variable)
            case _:
                raise ValueError(f"{settings.name}: PROMISES holds a line of another form than the others")
    return promises
