"""The source tree as the house tests see it: floors, apps and files. The floors are those of the import linter."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "leerlus"


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """A Django app of ours: its folder, and its name as it stands under `leerlus`."""

    name: str
    folder: Path

    @property
    def area(self) -> str:
        return self.name.partition(".")[0]


def floors() -> dict[str, int]:
    """Return the height of each area; those that share a floor have the same."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}
    layers: list[str] = contracts["areas"]["layers"]
    return {
        area.strip(" ()"): height
        for height, layer in enumerate(reversed(layers))
        for area in layer.replace(":", "|").split("|")
    }


def apps() -> list[App]:
    """Return our apps: the folders that say how they are called."""
    folders = sorted(path.parent for path in SOURCE.rglob("apps.py"))
    return [App(name=".".join(folder.relative_to(SOURCE).parts), folder=folder) for folder in folders]


def python_files() -> list[Path]:
    """Return every Python file that people write: all but the migrations."""
    places = (SOURCE, ROOT / "tests", ROOT / "tools", ROOT / "benchmarks")
    return sorted(path for place in places for path in place.rglob("*.py") if "migrations" not in path.parts)


def templates() -> list[Path]:
    """Return every template."""
    return sorted(SOURCE.rglob("templates/**/*.html"))


def short(path: Path) -> str:
    """Return a path as one would type it."""
    return path.relative_to(ROOT).as_posix()
