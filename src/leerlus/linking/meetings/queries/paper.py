"""The minutes as they leave the product, in a file: the same words, whichever kind of file it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

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
    coming = tuple(sorted(str(each.membership) for each in minutes.page.coming))
    parts = [Part(heading="Wie er waren", listed=coming)]
    parts += [_of_item(number, one) for number, one in enumerate(minutes.lines, start=1)]
    if minutes.loose:
        parts.append(Part(heading="Andere acties", listed=tuple(_in_words(task) for task in minutes.loose)))
    return Paper(
        title=f"Verslag: {meeting.title}",
        author=meeting.community.name,
        place=", ".join(words for words in (meeting.community.name, day, meeting.room) if words),
        parts=tuple(parts),
    )


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
