"""What of a form a draft keeps: everything that somebody types or chooses, right or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from leerlus.ui.fields import PlainText, plain
from leerlus.ui.guarding import CONFIRMED

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_DRAFT_SIGNS = 60_000
"""Four times what the longest form may hold: enough to lose no word, too little to fill the disk."""


def words_of(form: type[forms.Form], posted: Mapping[str, Any]) -> dict[str, str]:
    """Return everything that was typed or chosen in such a form, without unseen characters.

    Not its hidden fields, and not the tick that nobody can be recognised: that is said of the text as it is sent.
    """
    return {
        name: plain(str(posted.get(name, "")), lines=not isinstance(field, PlainText) or field.rows > 1)
        for name, field in form.base_fields.items()
        if not isinstance(field.widget, forms.HiddenInput) and name != CONFIRMED
    }


def is_too_long(words: Mapping[str, str]) -> bool:
    """Tell whether this is more than a draft may hold."""
    return sum(map(len, words.values())) > MOST_DRAFT_SIGNS


def is_worth_keeping(form: type[forms.Form], words: Mapping[str, str], given: Mapping[str, Any]) -> bool:
    """Tell whether somebody typed something; `given` is what the form was filled in with already."""
    typed = (name for name, field in form.base_fields.items() if isinstance(field, PlainText))
    return any(words.get(name) and words[name] != given.get(name, "") for name in typed)
