"""The minutes as they leave the product, in a file: the same words, whichever kind of file it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.linking.meetings.queries.presence import read_presence
from leerlus.ui.dates import long_date

if TYPE_CHECKING:
    from leerlus.linking.meetings.models import Task
    from leerlus.linking.meetings.queries.minutes import MinuteLine, Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What stands under one heading: first in lines, then as a list, then in lines again."""

    heading: str
    said: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The minutes in words; who was there is told as roles and organisations, because a file travels."""

    title: str
    author: str
    place: str
    parts: tuple[Part, ...]


def as_paper(minutes: Minutes) -> Paper:
    """Return the minutes as this reader may take them along; asks the database nothing."""
    meeting = minutes.page.meeting
    # Never "vandaag": the file is read on another day.
    day = long_date(timezone.localdate(meeting.starts_at), date.min) if meeting.starts_at else ""
    parts = [*_of_presence(minutes)]
    parts += [_of_item(number, one) for number, one in enumerate(minutes.lines, start=1)]
    if minutes.loose:
        parts.append(Part(heading="Andere acties", listed=tuple(_in_words(task) for task in minutes.loose)))
    return Paper(
        title=f"Verslag: {meeting.title}",
        author=meeting.community.name,
        place=", ".join(words for words in (meeting.community.name, day, meeting.room) if words),
        parts=tuple(parts),
    )


def _of_presence(minutes: Minutes) -> list[Part]:
    meeting, presence = minutes.page.meeting, read_presence(minutes.page)
    roles = [f"Voorzitter: {meeting.chair}."] if meeting.chair else []
    roles += [f"Notulist: {meeting.note_taker}."] if meeting.note_taker else []
    there = sorted(str(each.membership) for each in presence.there) + [f"gast: {guest}" for guest in presence.guests]
    heading = f"Wie er waren ({presence.count})" if presence.is_marked else f"Wie zich aanmeldden ({presence.count})"
    parts = [Part(heading=heading, said=tuple(roles), listed=tuple(there))]
    if presence.absent:
        absent = tuple(sorted(str(each.membership) for each in presence.absent))
        parts.append(Part(heading=f"Wie er niet waren ({len(absent)})", listed=absent))
    if presence.is_marked:
        numbers = tuple(f"{house.name}: {house.there} wel, {house.absent} niet" for house in presence.houses)
        parts.append(Part(heading="Per organisatie", listed=numbers))
    return parts


def _of_item(number: int, one: MinuteLine) -> Part:
    item = one.line.item
    listed = [f"Conclusie: {each.text}" for each in one.conclusions] + [_in_words(each) for each in one.tasks]
    return Part(
        heading=f"{number}. {one.line.title}",
        said=(item.get_mark_display(),) if item.mark else (),
        listed=tuple(listed),
        after=(f"Stand nu: {one.since}.",) if one.since else (),
    )


def _in_words(task: Task) -> str:
    state = f" Klaar: {task.report}" if task.done_at else ""
    return f"{task.kind}: {task.text} ({task.owner}; uiterlijk {task.due_on:%d-%m-%Y}).{state}"
