"""The form in which editors write a page: it looks for personal data before anything is kept for others."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.html import strip_tags
from wagtail.admin.forms import WagtailAdminPageForm

from leerlus.measures.personal_data import find_together
from leerlus.ui.fields import UNKEPT, UNKEPT_SAID
from leerlus.ui.guarding import CONFIRMED, NOBODY, explain, list_once


class PageForm(WagtailAdminPageForm):  # type: ignore[misc] # the content system ships no types
    """A page; its parts are read as one text with the title."""

    looked_at: ClassVar[tuple[str, ...]] = ("title", "intro", "told_by", "body", "seo_title", "search_description")
    """The texts that others read; a house test compares them with the fields."""

    confirmed = forms.BooleanField(label=NOBODY, required=False)

    def clean(self) -> dict[str, Any]:
        """Look at the texts, and say beside each what was found."""
        data: dict[str, Any] = super().clean()
        for name in ("title", "intro", "body"):
            if UNKEPT.search(as_words(data.get(name))):
                self.add_error(name, UNKEPT_SAID)
        if data.get(CONFIRMED):
            return data
        for name in self.looked_at:
            found = list_once(find_together({name: as_words(data.get(name))}))
            if found:
                self.add_error(name, explain(found))
        return data


def as_words(written: Any) -> str:  # noqa: ANN401 - a text, or the parts of a page
    """Return all that people can read of a field."""
    prepared = written.get_prep_value() if hasattr(written, "get_prep_value") else written
    return strip_tags(" ".join(_texts(prepared)))


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - what JSON holds
    if isinstance(value, dict):
        return [text for key, each in value.items() if key not in {"id", "type", "url"} for text in _texts(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return [value.replace("</p>", "</p> ")] if isinstance(value, str) else []
