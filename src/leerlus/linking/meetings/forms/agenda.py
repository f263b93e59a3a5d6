"""The forms of the agenda and the board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import GuardedForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leerlus.linking.meetings.queries.agenda import ItemLine

BAD_TIME = dict.fromkeys(
    ("required", "invalid", "min_value", "max_value"), "Schrijf een heel aantal minuten, van 1 tot en met 240."
)


def _minutes(label: str, **more: Any) -> forms.IntegerField:  # noqa: ANN401 - Django's
    return forms.IntegerField(label=label, min_value=1, max_value=240, error_messages=BAD_TIME, **more)


class ItemForm(GuardedForm):
    """Something else to talk about."""

    title = PlainText(label="Punt", max_length=140, rows=1, missing="Schrijf waar het over gaat.")
    why = PlainText(label="Waarom nu?", max_length=300, rows=1, required=False)
    minutes = _minutes("Hoeveel minuten?", initial=15)


class ClusterForm(GuardedForm):
    """A new column on the board."""

    name = PlainText(label="Naam van de groep", max_length=80, rows=1, missing="Geef de groep een naam.")


class TimesForm(forms.Form):
    """How many minutes there are for each item."""

    def __init__(self, *args: Any, lines: Iterable[ItemLine] = (), **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Make a box for each item."""
        super().__init__(*args, **kwargs)
        for line in lines:
            self.fields[f"minuten_{line.item.pk}"] = _minutes(line.title, initial=line.item.minutes)

    @property
    def minutes(self) -> dict[int, int]:
        """What was written, by the number of the item; only after `is_valid`."""
        return {int(name.removeprefix("minuten_")): value for name, value in self.cleaned_data.items()}
