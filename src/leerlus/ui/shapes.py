"""What the components want to be given; plain mappings with the same keys work as well."""

import datetime
from dataclasses import dataclass
from typing import Literal

Level = Literal["practice", "linking", "system"]
Status = Literal["late", "due", "new", "done", "open"]

LEVEL_NAMES: dict[str, str] = {
    "practice": "Uitvoering",
    "linking": "Schakel",
    "system": "Stelsel",
}


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One entry of the main menu."""

    label: str
    url: str
    current: bool = False
    level: str = ""


@dataclass(frozen=True, kw_only=True)
class TrackStep:
    """One step in the tracker: done when it has `at`, still to come when it has `next`."""

    title: str
    at: datetime.date | datetime.datetime | None = None
    who: str = ""
    message: str = ""
    level: str = ""
    url: str = ""
    link_label: str = ""
    note: str = ""
    next: bool = False
    due: datetime.date | datetime.datetime | None = None


@dataclass(frozen=True, kw_only=True)
class WorkRow:
    """One line of a work list: why it is here, and the one next step."""

    title: str
    url: str
    why: str
    status: str = "open"
    status_text: str = ""
    level: str = ""
    context: str = ""
    step_label: str = ""
    step_url: str = ""
    fictional: bool = False


@dataclass(frozen=True, kw_only=True)
class GroupedRow:
    """One line under the name of its group: a link with a few words under it, and what can be done with it.

    hidden  stands there instead of the title when the reader may not see it
    """

    title: str
    url: str
    words: str
    hidden: str = ""
    status: str = ""
    status_text: str = ""
    fictional: bool = False
    deed_label: str = ""
    deed_url: str = ""


@dataclass(frozen=True, kw_only=True)
class RowGroup:
    """Lines that belong together, and how many there are in all, here or on another page."""

    name: str
    count: int
    rows: tuple[GroupedRow, ...]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody said: who, when, and what kind of remark it is."""

    text: str
    who: str
    level: str
    at: datetime.date | datetime.datetime
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One region on the tile map; `shade` runs from 0 (nothing) to 5 (most)."""

    column: int
    row: int
    name: str
    count: int
    shade: int


@dataclass(frozen=True, kw_only=True)
class Point:
    """One moment on the growth line."""

    label: str
    value: int


@dataclass(frozen=True, kw_only=True)
class News:
    """Something of which the newsletter can tell, as the app that owns it says it (`NEWS_SOURCES` in config/panels).

    key     what it is, for good: `outcome:12`       kind    outcome, decision, answer, tool, meeting or community
    theme, region  for whom it is, a slug and a code; empty is for everybody       url  a page of ours
    """

    key: str
    kind: str
    title: str
    text: str
    url: str
    theme: str = ""
    region: str = ""
    fictional: bool = False
