"""The methods that come with Leerlus, read once from the files beside this app."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leerlus.practice.peer_sessions.workflow.reading import read_method

if TYPE_CHECKING:
    from leerlus.practice.peer_sessions.workflow.shapes import Method

FOLDER = Path(__file__).resolve().parent.parent / "methods"


def _load() -> dict[str, Method]:
    methods = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        method, faults = read_method(path.read_text(encoding="utf-8"))
        if method is None:
            raise ValueError(f"{path.name}: {'; '.join(map(str, faults))}")
        methods[method.name] = method
    return methods


METHODS: dict[str, Method] = _load()
"""By name, in the order of the files."""


def find_method(name: str) -> Method | None:
    """Return the method of this name that comes with Leerlus."""
    return METHODS.get(name)
