"""The minutes as a Word file: real headings and lists, so that it reads well aloud too."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from leerlus.linking.meetings.queries.paper import Paper

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_word(paper: Paper) -> bytes:
    """Return the minutes as a Word file in Dutch."""
    document = Document()
    document.core_properties.title = paper.title
    document.core_properties.author = paper.author
    document.core_properties.language = "nl-NL"
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")
    document.add_heading(paper.title, level=0)
    document.add_paragraph(paper.place)
    for part in paper.parts:
        document.add_heading(part.heading, level=1)
        for line in part.said:
            document.add_paragraph(line)
        for line in part.listed:
            document.add_paragraph(line, style="List Bullet")
        for line in part.after:
            document.add_paragraph(line)
    target = BytesIO()
    document.save(target)
    return target.getvalue()
