"""Drawing docs/pictures/floors.svg: the house from top to bottom, as the import contracts and the source tree say it.

The picture carries its own ground and colours for light and dark, so that it can be read on any page; what it shows
also stands in its description, for those who do not see it.
"""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LEVELS = ("system", "linking", "practice")
"""The three levels of the learning system, from top to bottom: they have colours of their own."""

WIDTH = 920
MARGIN = 20
SIDE = 40
"""Room on both sides of the floors for the ways up and down."""

NAME = 130
LINE = 19
PADDING = 13
GAP = 6
LETTERS = 86
"""So many letters fit on a line beside the name of a floor."""

STYLE = """\
    .ground { fill: #ffffff } .floor { fill: #f6f5f1; stroke: #6b7684 } .rule { stroke: #6b7684; stroke-dasharray: 5 4 }
    .way { stroke: #1c2430; stroke-width: 2; fill: none } .tip { fill: #1c2430 }
    text { font-family: system-ui, sans-serif; font-size: 14px; fill: #1c2430 }
    .name { font-weight: 600; font-size: 15px } .soft { fill: #55606e }
    .practice .floor { fill: #e4f2ef; stroke: #0a6b5e } .practice .name { fill: #0a6b5e }
    .linking .floor { fill: #e8ecf8; stroke: #2f4ba0 } .linking .name { fill: #2f4ba0 }
    .system .floor { fill: #f7e7f1; stroke: #8a2a66 } .system .name { fill: #8a2a66 }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #1a2029 } .floor { fill: #12171e; stroke: #8692a1 } .rule { stroke: #8692a1 }
      .way { stroke: #eef1f5 } .tip { fill: #eef1f5 } text { fill: #eef1f5 } .soft { fill: #aab4c0 }
      .practice .floor { fill: #12322d; stroke: #6fd3c1 } .practice .name { fill: #6fd3c1 }
      .linking .floor { fill: #1c2747; stroke: #a9bcff } .linking .name { fill: #a9bcff }
      .system .floor { fill: #3a1930; stroke: #f0a5d3 } .system .name { fill: #f0a5d3 }
    }"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """One floor: its areas, what it says of itself, its apps, and whether the framework is forbidden there."""

    areas: tuple[str, ...]
    text: str
    apps: tuple[str, ...]
    pure: bool

    @property
    def name(self) -> str:
        """The areas as one name; nearly always there is one."""
        return ", ".join(self.areas)


def read_floors(root: Path) -> tuple[Floor, ...]:
    """Return the floors from top to bottom."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}
    pure = set(contracts["pure"]["source_modules"])
    floors = []
    for layer in contracts["areas"]["layers"]:
        areas = tuple(area.strip(" ()") for area in layer.replace(":", "|").split("|"))
        floors.append(
            Floor(
                areas=areas,
                text=" ".join(_read_sentence(root / "src" / "leerlus", area) for area in areas),
                apps=tuple(app for area in areas for app in _find_apps(root / "src" / "leerlus" / area)),
                pure=all(f"leerlus.{area}" in pure for area in areas),
            )
        )
    return tuple(floors)


def _read_sentence(source: Path, area: str) -> str:
    """Return what an area says of itself at its door, without its own name before it."""
    door = source / area / "__init__.py"
    module = door if door.exists() else source / f"{area}.py"
    first = (ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or "").partition("\n")[0]
    said = first.removeprefix(f"{area.title()}: ").replace("`", "").replace("….", "…")
    return said[:1].upper() + said[1:]


def _find_apps(area: Path) -> list[str]:
    return sorted(path.parent.name for path in area.glob("*/apps.py"))


def describe(floors: Sequence[Floor]) -> str:
    """Say in words what the picture shows."""
    lines = [
        f"{floor.name}: {floor.text}" + (f" Apps: {', '.join(floor.apps)}." if floor.apps else "") for floor in floors
    ]
    return "From top to bottom; a higher floor knows the lower ones, never the other way round. " + " ".join(lines)


def draw_floors(floors: Sequence[Floor]) -> str:
    """Return the picture."""
    parts: list[str] = []
    tops: dict[str, int] = {}
    y = MARGIN
    for floor in floors:
        if floor.pure:
            parts.append(_draw_rule(y))
            y += LINE + GAP
        tops |= dict.fromkeys(floor.areas, y)
        lines = _lines(floor)
        height = 2 * PADDING + LINE * len(lines) - 5
        parts.append(_draw_floor(floor, lines, y, height))
        tops |= {f"{area} ends": y + height for area in floor.areas}
        y += height + GAP
    if set(LEVELS) <= tops.keys():
        parts.append(_draw_ways(tops[LEVELS[0]], tops[f"{LEVELS[-1]} ends"]))
    height = y - GAP + MARGIN
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title description">',
            '  <title id="title">The floors of the house</title>',
            f'  <desc id="description">{escape(describe(floors))}</desc>',
            f"  <style>\n{STYLE}\n  </style>",
            f'  <rect class="ground" width="{WIDTH}" height="{height}" rx="8" />',
            *parts,
            "</svg>\n",
        )
    )


def _lines(floor: Floor) -> list[tuple[str, str]]:
    """Return the lines beside the name of a floor, each with its class."""
    apps = wrap(", ".join(floor.apps), LETTERS)
    return [*(("apps", line) for line in apps), *(("soft", line) for line in wrap(floor.text, LETTERS))]


def _draw_floor(floor: Floor, lines: Sequence[tuple[str, str]], y: int, height: int) -> str:
    left = MARGIN + SIDE
    level = floor.areas[0] if floor.areas[0] in LEVELS else "plain"
    first = y + PADDING + 11
    return "\n".join(
        (
            f'  <g class="{level}">',
            f'    <rect class="floor" x="{left}" y="{y}" width="{WIDTH - 2 * left}" height="{height}" rx="6" />',
            f'    <text class="name" x="{left + 14}" y="{first}">{escape(floor.name)}</text>',
            *(
                f'    <text class="{kind}" x="{left + NAME}" y="{first + LINE * number}">{escape(line)}</text>'
                for number, (kind, line) in enumerate(lines)
            ),
            "  </g>",
        )
    )


def _draw_rule(y: int) -> str:
    left = MARGIN + SIDE
    return (
        f'  <path class="rule" d="M{left} {y + 9}H{left + NAME - 10}M{WIDTH - left - 300} {y + 9}H{WIDTH - left}" />\n'
        f'  <text class="soft" x="{left + NAME}" y="{y + 14}">Django is forbidden below this line</text>'
    )


def _draw_ways(top: int, bottom: int) -> str:
    """Draw how experience goes up and feedback comes down along the three levels."""
    up, down = MARGIN + SIDE - 14, WIDTH - MARGIN - SIDE + 14
    return "\n".join(
        (
            f'  <path class="way" d="M{up} {bottom}V{top + 9}" />',
            f'  <path class="tip" d="M{up - 6} {top + 10}h12l-6 -10z" />',
            _draw_upright("up: by reading", up - 12, (top + bottom) // 2, -90),
            f'  <path class="way" d="M{down} {top}V{bottom - 9}" />',
            f'  <path class="tip" d="M{down - 6} {bottom - 10}h12l-6 10z" />',
            _draw_upright("down: by calling", down + 12, (top + bottom) // 2, 90),
        )
    )


def _draw_upright(words: str, x: int, y: int, degrees: int) -> str:
    return f'  <text x="{x}" y="{y}" text-anchor="middle" transform="rotate({degrees} {x} {y})">{words}</text>'
