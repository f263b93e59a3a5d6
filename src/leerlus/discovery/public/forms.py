"""The form that chooses what the loop clock looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from leerlus.discovery.public.queries import COUNTRYWIDE
from leerlus.people.models import Region, Theme
from leerlus.ui.shapes import LEVEL_NAMES

if TYPE_CHECKING:
    from django.http import QueryDict


class ClockForm(forms.Form):
    """Theme, region and level; a wrong choice counts as none."""

    thema = forms.ChoiceField(label="Thema", required=False)
    regio = forms.ChoiceField(label="Regio", required=False)
    niveau = forms.ChoiceField(label="Niveau", required=False, choices=[("", "Alle niveaus"), *LEVEL_NAMES.items()])

    def __init__(self, asked: QueryDict) -> None:
        """Offer what there is; a region is also: none."""
        super().__init__(asked)
        themes = Theme.objects.values_list("slug", "name")
        regions = Region.objects.values_list("code", "name")
        countrywide = (COUNTRYWIDE, "Landelijk, zonder regio")
        self._offer("thema", [("", "Alle thema’s"), *themes])
        self._offer("regio", [("", "Alle regio’s"), *regions, countrywide])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def chosen(self) -> dict[str, str]:
        """Return what was asked for, as far as it is offered."""
        self.full_clean()
        asked = {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
        return {"theme": asked["thema"], "region": asked["regio"], "level": asked["niveau"]}

    def words(self) -> str:
        """Say in words what is looked at; empty when it is everything."""
        chosen: list[str] = []
        for name in self.fields:
            field: Any = self.fields[name]
            label = dict(field.choices).get(self.cleaned_data.get(name) or "-")
            chosen += [str(label)] if label else []
        return ", ".join(chosen)
