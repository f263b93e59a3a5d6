"""The minutes as a Word file: real headings and lists, so that it reads well aloud too."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn

from leerlus.ui.dates import long_date

if TYPE_CHECKING:
    from docx.document import Document as File

    from leerlus.linking.meetings.models import Task
    from leerlus.linking.meetings.queries.minutes import MinuteLine, Minutes

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_word(minutes: Minutes) -> bytes:
    """Return the minutes; who came is told as roles and organisations, because a file travels."""
    meeting = minutes.page.meeting
    document = Document()
    document.core_properties.title = f"Verslag: {meeting.title}"
    document.core_properties.author = meeting.community.name
    document.core_properties.language = "nl-NL"
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")
    document.add_heading(f"Verslag: {meeting.title}", level=0)
    if meeting.starts_at:
        day = timezone.localdate(meeting.starts_at)
        document.add_paragraph(
            f"{meeting.community.name}, {long_date(day, timezone.localdate())}. {meeting.room}".strip()
        )
    document.add_heading("Wie er waren", level=1)
    for label in sorted(str(each.membership) for each in minutes.page.coming):
        document.add_paragraph(label, style="List Bullet")
    for number, one in enumerate(minutes.lines, start=1):
        _write(document, number, one)
    if minutes.loose:
        document.add_heading("Andere acties", level=1)
        for task in minutes.loose:
            document.add_paragraph(_in_words(task), style="List Bullet")
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _write(document: File, number: int, one: MinuteLine) -> None:
    document.add_heading(f"{number}. {one.line.title}", level=1)
    if one.line.item.mark:
        document.add_paragraph(one.line.item.get_mark_display())
    for conclusion in one.conclusions:
        document.add_paragraph(f"Conclusie: {conclusion.text}", style="List Bullet")
    for task in one.tasks:
        document.add_paragraph(_in_words(task), style="List Bullet")
    if one.since:
        document.add_paragraph(f"Stand nu: {one.since}.")


def _in_words(task: Task) -> str:
    state = f" Klaar: {task.report}" if task.done_at else ""
    return f"{task.kind}: {task.text} ({task.owner}; uiterlijk {task.due_on:%d-%m-%Y}).{state}"
