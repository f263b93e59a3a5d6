"""Form fields for what people type."""

from __future__ import annotations

import re
from typing import Any

from django import forms

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, and the marks that make a text read in another order than it stands."""

UNKEPT = re.compile(r"[\x00\ud800-\udfff]")
"""What no database keeps and no page can show: a rich text comes as JSON, in which half a character can be written."""

UNKEPT_SAID = "In deze tekst staat een teken dat niet bestaat. Typ de zin opnieuw, of plak haar zonder opmaak."

LINE_ENDS = re.compile("\r\n?|\u2028|\u2029")


def plain(text: str, *, lines: bool = True) -> str:
    """Return what was typed without characters that nobody sees; without `lines` on one line."""
    cleaned = UNSEEN.sub("", LINE_ENDS.sub("\n", text)).strip()
    return cleaned if lines else " ".join(cleaned.split())


class PlainText(forms.CharField):
    """Plain text: what nobody can see is taken out, what is too long is refused with a sentence.

    rows     height of the box; 1 makes a single line        missing  what to do when it was left empty
    """

    def __init__(self, *, max_length: int, rows: int = 4, missing: str = "", **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Choose the box and the sentences."""
        self.rows = rows
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput())
        super().__init__(max_length=max_length, **kwargs)
        self.error_messages["required"] = missing or "Dit is nog leeg. Vul het in."
        self.error_messages["max_length"] = (
            "Deze tekst heeft %(show_value)s tekens; er passen er %(limit_value)s. Maak de tekst korter."
        )

    def to_python(self, value: Any) -> str:  # noqa: ANN401 - Django's
        """Clean the text before anything else looks at it."""
        return plain(super().to_python(value) or "", lines=self.rows > 1)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave `maxlength` out: a browser would cut off the end of a pasted text and say nothing."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs
