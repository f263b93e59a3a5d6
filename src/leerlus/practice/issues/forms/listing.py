"""The form that narrows the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from leerlus.people.kept import KeptChoice
from leerlus.people.models import Region, Theme
from leerlus.practice.issues.queries import Wishes
from leerlus.practice.issues.workflow import WORKFLOW
from leerlus.ui.fields import PlainText

if TYPE_CHECKING:
    from leerlus.people.actors import Actor


class ListForm(forms.Form):
    """What somebody wants to see of the list; a wrong choice counts as none."""

    q = PlainText(label="Woorden", max_length=100, rows=1, required=False, widget=forms.TextInput({"type": "search"}))
    toon = forms.ChoiceField(
        label="Welke kwesties",
        required=False,
        choices=[
            ("", "Alle kwesties"),
            ("regio", "Uit mijn regio"),
            ("mijn", "Mijn kwesties"),
            ("herkend", "Die ik herken"),
            ("gevolgd", "Die ik volg"),
        ],
    )
    thema = KeptChoice(label="Thema", queryset=Theme.objects.all(), required=False, empty_label="Alle thema’s")
    regio = KeptChoice(label="Regio", queryset=Region.objects.all(), required=False, empty_label="Alle regio’s")
    stand = forms.ChoiceField(label="Stand", required=False, choices=[("", "Elke stand"), *WORKFLOW.states.items()])
    volgorde = forms.ChoiceField(
        label="Volgorde",
        required=False,
        choices=[("", "Nieuwste eerst"), ("herkend", "Meest herkend"), ("langst-open", "Langst open")],
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Offer one's own lists only to who is signed in."""
        super().__init__(*args, **kwargs)
        if actor.is_visitor:
            del self.fields["toon"]

    def wishes(self) -> Wishes:
        """Return what was asked for, as far as it can be understood."""
        self.full_clean()
        asked = self.cleaned_data
        return Wishes(
            words=asked.get("q") or "",
            show=asked.get("toon") or "",
            theme=asked["thema"].pk if asked.get("thema") else "",
            region=asked["regio"].pk if asked.get("regio") else "",
            state=asked.get("stand") or "",
            sort=asked.get("volgorde") or "nieuwste",
        )
