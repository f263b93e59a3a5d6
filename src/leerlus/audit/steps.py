"""The one table: which steps a thing may take, as data, and what follows from it.

Pure: the choices of a model, its CHECK constraint, the buttons of a page, the policies' first gate, the promise clock,
the drawn picture and the random walks of the tests all read the same `Workflow`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SAME = "="
"""Target of a step that leaves the state as it is."""

BEFORE = "<"
"""Target of a step that restores the state from before another step (undoing a bundling)."""


class Denied(Exception):  # noqa: N818 - it reads as a sentence in the code: raise Denied("…")
    """Somebody may not do this, or not now. The message is a Dutch sentence for the reader."""


class Stale(Denied):
    """Somebody else was first. Nothing was changed."""

    def __init__(self, what: str = "Dit") -> None:
        """Say what has changed in the meantime, e.g. `De kwestie`."""
        super().__init__(
            f"{what} is intussen door iemand anders veranderd. Wat u typte staat er nog. "
            "Bekijk de nieuwe stand en probeer het opnieuw."
        )


class Turn(StrEnum):
    """Who must act next."""

    RAISER = "raiser"
    COORDINATOR = "coordinator"
    OWNER = "owner"
    ADVISER = "adviser"
    NOBODY = "nobody"


class Audience(StrEnum):
    """Who hears of a step."""

    NOBODY = "nobody"
    RAISER = "raiser"
    PARTIES = "parties"


class Mode(StrEnum):
    """The five modes of feedback (Benn et al. 2009, BMJ Qual Saf 18:11)."""

    BOUNCE_BACK = "A"
    RAPID_RESPONSE = "B"
    RAISE_AWARENESS = "C"
    INFORM_OF_ACTION = "D"
    IMPROVE = "E"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row of the table.

    name      the verb in code                   label    the verb on the button, in Dutch
    done      what the tracker says afterwards   sources  states it starts from; empty means: it creates the thing
    target    state it leads to, SAME or BEFORE  who      roles that may take it; `clock` is the software itself
    needs     fields that must be filled         tells    who hears of it, in which mode, and whether they are asked
    turn      who acts next                      promise  name of the term within which that must happen
    """

    name: str
    label: str
    done: str
    sources: tuple[str, ...]
    target: str
    who: frozenset[str]
    turn: Turn
    promise: str = ""
    needs: tuple[str, ...] = ()
    tells: Audience = Audience.NOBODY
    mode: Mode | None = None
    asks: bool = False

    def arrives(self, state: str, before: str = "") -> str:
        """Return the state after this step, taken in `state`; `before` is what BEFORE restores."""
        return {SAME: state, BEFORE: before}.get(self.target, self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """The states of one kind of thing, and the table of steps between them."""

    subject: str
    noun: str
    states: Mapping[str, str]
    final: frozenset[str]
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        """Refuse a table that contradicts itself."""
        names = [step.name for step in self.steps]
        if len(names) != len(set(names)):
            raise ValueError(f"{self.subject}: two steps share a name")
        for step in self.steps:
            unknown = {*step.sources, step.arrives("", "")} - {*self.states, ""}
            if unknown:
                raise ValueError(f"{self.subject}.{step.name}: unknown states {sorted(unknown)}")
            if (step.mode is None) != (step.tells is Audience.NOBODY):
                raise ValueError(f"{self.subject}.{step.name}: a message needs both a mode and an audience")
            if step.target in self.final and step.turn is not Turn.NOBODY:
                raise ValueError(f"{self.subject}.{step.name}: nobody acts after the end")

    def step(self, name: str) -> Step:
        """Return the step with this name; KeyError if the table has no such row."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(f"{self.subject} has no step {name}")

    def check(self, name: str, state: str) -> Step:
        """Return the step if it may start from `state`; raise Denied with a sentence otherwise."""
        step = self.step(name)
        if state not in step.sources:
            label = self.states.get(state, state).lower()
            raise Denied(f"{step.label} kan nu niet: {self.noun} staat op “{label}”. Bekijk de nieuwe stand.")
        return step

    def available(self, state: str, roles: Iterable[str]) -> tuple[Step, ...]:
        """Return the steps that these roles may take from this state, in the order of the table."""
        held = set(roles)
        return tuple(step for step in self.steps if state in step.sources and step.who & held)

    def choices(self) -> list[tuple[str, str]]:
        """Return the states as choices of a model field."""
        return list(self.states.items())

    def fold(self, moves: Iterable[tuple[str, str, str]]) -> str:
        """Return the state that a history of (step, from, to) leads to; ValueError if it breaks the table."""
        state = ""
        for name, source, target in moves:
            step = self.step(name)
            legal = (not step.sources and source == "") or source in step.sources
            if source != state or not legal or step.arrives(source, target) != target:
                raise ValueError(f"{self.subject}: {name} from {source!r} to {target!r} breaks the table in {state!r}")
            state = target
        return state


def due_on(step: Step, today: date, promises: Mapping[str, int]) -> date | None:
    """Return the day by which the next party must act after `step`, taken on `today`; terms in days."""
    return today + timedelta(days=promises[step.promise]) if step.promise else None
