"""The form for a new version of an article, and the day on which a reader wants to see one."""

from __future__ import annotations

from django import forms

from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import GuardedForm
from leerlus.ui.widgets import DateBox

BAD_DATE = {"required": "Kies een datum.", "invalid": "Dit is geen datum. Schrijf hem als 1-1-2027."}


class VersionForm(GuardedForm):
    """What an article says from a day on."""

    valid_from = forms.DateField(label="Vanaf wanneer geldt dit?", widget=DateBox, error_messages=BAD_DATE)
    gist = PlainText(
        label="Wat zegt het artikel?",
        max_length=2000,
        rows=5,
        missing="Schrijf in eigen woorden wat het artikel zegt.",
        help_text="In eigen woorden. De precieze tekst staat op wetten.overheid.nl.",
    )
    publication = forms.CharField(
        label="Waar staat de wijziging?", max_length=100, required=False, help_text="Bijvoorbeeld: Stb. 2022, 487."
    )


class DayForm(forms.Form):
    """The day on which a reader wants to see an article."""

    op = forms.DateField(required=False)
