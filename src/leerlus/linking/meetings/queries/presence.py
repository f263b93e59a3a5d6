"""Who was at a meeting: by name for the page, and in numbers per organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leerlus.linking.meetings.models import Attendance, Guest
    from leerlus.linking.meetings.queries.reading import MeetingPage


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """How many members of one organisation were there, and how many were not."""

    name: str
    there: int
    absent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Who was there.

    is_marked   whether somebody marked it; until then `there` is who has a seat, and nobody is called absent
    """

    is_marked: bool
    there: tuple[Attendance, ...]
    absent: tuple[Attendance, ...]
    guests: tuple[Guest, ...]
    houses: tuple[House, ...]

    @property
    def count(self) -> int:
        """How many people were there."""
        return len(self.there) + len(self.guests)


def read_presence(page: MeetingPage) -> Presence:
    """Return who was there; asks the database nothing."""
    if page.meeting.presence_at is None:
        return Presence(is_marked=False, there=page.coming, absent=(), guests=(), houses=())
    there = tuple(each for each in page.invited if each.came)
    absent = tuple(each for each in page.invited if each.came is False)
    names = sorted({each.membership.organisation.name for each in (*there, *absent)})
    return Presence(
        is_marked=True,
        there=there,
        absent=absent,
        guests=tuple(guest for guest in page.guests if guest.came),
        houses=tuple(House(name=name, there=_count(there, name), absent=_count(absent, name)) for name in names),
    )


def _count(listed: tuple[Attendance, ...], name: str) -> int:
    return sum(1 for each in listed if each.membership.organisation.name == name)
