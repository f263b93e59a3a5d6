"""What stands in the room for one participant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.practice.peer_sessions.models import PeerSession
    from leerlus.practice.peer_sessions.workflow import MethodStep, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something that this participant may read. `asks` is whether they say now if it helps."""

    entry_id: int
    text: str
    who: str
    is_own: bool
    verdict: str
    asks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was written of one kind in one step."""

    label: str
    step: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pitch:
    """A case that one may vote for or choose."""

    entry_id: int
    text: str
    who: str
    is_own: bool
    votes: int
    is_my_vote: bool
    may_vote: bool
    may_choose: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box to write in now, with what one wrote there before, and who will read it when."""

    place: int
    kind: str
    number: int
    label: str
    text: str
    readers: str

    @property
    def name(self) -> str:
        """The name of the box in a form and on a page."""
        return f"{self.kind}-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who takes part."""

    name: str
    role: str
    is_me: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One page of a session for one participant.

    step, task, ends_at  what runs now, what this participant does in it, and when it should be over; None between steps
    boxes                what they may write now           groups   what they may read
    pitches              the cases, while the group chooses
    kept                 their own useful advice of the time before
    """

    session: PeerSession
    role: str
    people: tuple[Person, ...]
    steps: tuple[MethodStep, ...]
    step: MethodStep | None
    task: Task | None
    is_away: bool
    ends_at: datetime | None
    boxes: tuple[Box, ...]
    groups: tuple[Group, ...]
    pitches: tuple[Pitch, ...]
    has_case: bool
    kept: tuple[str, ...]
    may_start: bool
    may_go_on: bool
    may_take_over: bool
    may_cancel: bool
    may_share: bool
    attended: bool

    @property
    def number(self) -> int:
        """Which step runs, counted from 1."""
        return self.session.position + 1
