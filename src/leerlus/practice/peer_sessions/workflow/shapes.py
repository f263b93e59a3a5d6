"""A method as data: its steps, and per step who does what, who writes what, and from which step others read it.

The values are the words of the files (docs/reference/intervisiemethoden.md), because organisations write them too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class SessionRole(StrEnum):
    """What somebody is in one session."""

    PRESENTER = "casusinbrenger"
    MEMBER = "deelnemer"
    FACILITATOR = "facilitator"
    NOTE_TAKER = "notulist"


class Does(StrEnum):
    """How somebody takes part in a step."""

    SPEAKS = "spreekt"
    WRITES = "schrijft"
    LISTENS = "luistert"
    SILENT = "zwijgt"
    AWAY = "weg"


class Kind(StrEnum):
    """What can be written in a step."""

    FOLLOW_UP = "terugblik"
    PITCH = "casus"
    NOTE = "notitie"
    QUESTION = "vraag"
    ASSOCIATION = "associatie"
    ANALYSIS = "analyse"
    CORE = "kern"
    ADVICE = "advies"
    PLAN = "voornemen"
    INSIGHT = "inzicht"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What somebody with a role does in a step, and in which words it is asked."""

    does: Does
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Something that is written in a step.

    by               who writes it                    most            how many of these one person writes
    opens            the step from which others read it; empty: it stays with the writer
    opens_presenter  the same for the case presenter, when that is another step
    """

    kind: Kind
    by: tuple[SessionRole, ...]
    opens: str = ""
    opens_presenter: str = ""
    most: int = 1

    def opens_for(self, role: SessionRole) -> str:
        """Return the name of the step from which this role reads it; empty is never."""
        return self.opens_presenter if role is SessionRole.PRESENTER and self.opens_presenter else self.opens


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodStep:
    """One step of a method.

    ours     the minutes are our proposal: the source gives none     chooses  the case is chosen in this step
    values   of which writings the case presenter says whether they help
    """

    name: str
    title: str
    minutes: int
    tasks: Mapping[SessionRole, Task]
    writings: tuple[Writing, ...] = ()
    ours: bool = False
    chooses: bool = False
    values: tuple[Kind, ...] = ()

    def writing(self, kind: Kind) -> Writing | None:
        """Return what of this kind is written in this step."""
        return next((writing for writing in self.writings if writing.kind == kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method: what it is for, how long it takes, for how many people, and its steps."""

    name: str
    title: str
    summary: str
    fits: str
    minutes: int
    smallest: int
    largest: int
    steps: tuple[MethodStep, ...]
    source: str = ""

    def place(self, name: str) -> int | None:
        """Return the place of the step with this name, counted from 0."""
        return next((place for place, step in enumerate(self.steps) if step.name == name), None)

    @property
    def choosing(self) -> int:
        """The place of the step in which the case is chosen; after the last when there is none."""
        return next((place for place, step in enumerate(self.steps) if step.chooses), len(self.steps))

    @property
    def has_our_minutes(self) -> bool:
        """Whether some minutes are our proposal."""
        return any(step.ours for step in self.steps)
