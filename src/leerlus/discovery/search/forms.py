"""What a reader asks, in the address of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from leerlus.discovery.search.queries import Wanted
from leerlus.discovery.search.sources import sources
from leerlus.people.models import Theme
from leerlus.ui.dates import number
from leerlus.ui.widgets import DateBox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

BAD_DATE = {"invalid": "Dit is geen datum. Schrijf hem als 1-1-2027."}
BOX = {"type": "search", "id": "zoekbalk"}
"""The link at the top of each page leads to the one box that it has, by this name."""
ORDERS = [("", "Wat het meest past"), ("datum", "Het nieuwste")]


class SearchForm(forms.Form):
    """Words and what narrows them; a choice that is not offered counts as none, a wrong date is said."""

    q = forms.CharField(label="Zoek in alles", required=False, widget=forms.TextInput(attrs=BOX))
    soort = forms.ChoiceField(label="Soort", required=False)
    thema = forms.ChoiceField(label="Thema", required=False)
    vanaf = forms.DateField(label="Vanaf", required=False, widget=DateBox, error_messages=BAD_DATE)
    tot = forms.DateField(label="Tot en met", required=False, widget=DateBox, error_messages=BAD_DATE)
    volgorde = forms.ChoiceField(label="Volgorde", required=False, choices=ORDERS)

    def __init__(self, asked: QueryDict) -> None:
        """Offer every kind and theme; how many there are of each is known after the search."""
        self.kinds = {kind: source.label for kind, source in sources().items()}
        self.themes = {slug: theme.name for slug, theme in Theme.objects.kept().items()}
        self.asked = asked
        super().__init__(asked)
        self._offer("soort", [("", "Alles"), *self.kinds.items()])
        self._offer("thema", [("", "Alle thema’s"), *self.themes.items()])

    def wanted(self) -> Wanted:
        """Return what was asked, as far as it can be understood."""
        self.full_clean()
        since, until = self.cleaned_data.get("vanaf"), self.cleaned_data.get("tot")
        if since and until and since > until:
            self.add_error("tot", "Deze datum ligt voor de eerste. Kies een latere datum.")
            since = until = None
        return Wanted(
            words=self.asked.get("q", ""),
            kind=str(self.cleaned_data.get("soort") or ""),
            theme=str(self.cleaned_data.get("thema") or ""),
            since=since,
            until=until,
            order=str(self.cleaned_data.get("volgorde") or ""),
            page=self.asked.get("pagina", "1"),
        )

    def count(self, kinds: Mapping[str, int], themes: Mapping[str, int]) -> None:
        """Say beside each choice how many there are; leave out what has none and was not chosen."""
        chosen_kind, chosen_theme = self.cleaned_data.get("soort"), self.cleaned_data.get("thema")
        for name, everything, labels, counts, chosen in (
            ("soort", "Alles", self.kinds, kinds, chosen_kind),
            ("thema", "Alle thema’s", self.themes, themes, chosen_theme),
        ):
            shown = [
                (value, f"{label} ({number(counts.get(value, 0))})")
                for value, label in labels.items()
                if counts.get(value) or value == chosen
            ]
            self._offer(name, [("", everything), *shown])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def is_narrowed(self) -> bool:
        """Whether something else than words limits what is found."""
        return any(self.cleaned_data.get(name) for name in ("soort", "thema", "vanaf", "tot"))
