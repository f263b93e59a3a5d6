"""The forms of bottlenecks: finding, bundling, and what the owner writes. Each label is a question or a deed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from leerlus.linking.bottlenecks.models import Bundling
from leerlus.linking.bottlenecks.queries import Search
from leerlus.linking.bottlenecks.workflow import DISSOLVED, WORKFLOW
from leerlus.people.kept import KeptChoice
from leerlus.people.models import Region, Theme
from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import GuardedForm
from leerlus.ui.widgets import DateBox

if TYPE_CHECKING:
    from datetime import date

NEW = "nieuw"
"""What the form of bundling sends when there is no bottleneck yet."""

TARGET = re.compile(r"(\d{1,15}):(\d{1,9})")
"""A bottleneck with the version that the reader saw."""

LONGEST_NUMBER = 15
MOST_ISSUES = 200


class SearchForm(forms.Form):
    """What somebody looks for in the list; a wrong choice counts as none."""

    zoek = PlainText(
        label="Woorden", max_length=100, rows=1, required=False, widget=forms.TextInput({"type": "search"})
    )
    thema = KeptChoice(label="Thema", queryset=Theme.objects.all(), required=False, empty_label="Alle thema’s")
    regio = KeptChoice(
        label="Speelt in regio", queryset=Region.objects.all(), required=False, empty_label="Alle regio’s"
    )
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "Elke stand"), *((state, name) for state, name in WORKFLOW.states.items() if state != DISSOLVED)],
    )

    def search(self) -> Search:
        """Return what was asked for, as far as it can be understood."""
        self.full_clean()
        asked = self.cleaned_data
        return Search(
            words=asked.get("zoek") or "",
            theme=asked["thema"].pk if asked.get("thema") else "",
            region=asked["regio"].pk if asked.get("regio") else "",
            state=asked.get("stand") or "",
        )


class Numbers(forms.TypedMultipleChoiceField):
    """Numbers of things; whether they are there, and may be chosen, is the business of who uses them."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Make whole numbers of them."""
        super().__init__(coerce=int, **kwargs)

    def valid_value(self, value: str) -> bool:
        """Accept any number that a database can look for."""
        return is_number(value)


def is_number(value: str) -> bool:
    """Tell whether this is a number that a database can look for."""
    return value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER


def read_numbers(values: list[str]) -> list[int]:
    """Return the numbers in an address, without what is no number."""
    return [int(value) for value in values[:MOST_ISSUES] if is_number(value)]


class BundleForm(GuardedForm):
    """Which issues belong together, where, and why."""

    kwestie = Numbers(label="Kwesties", error_messages={"required": "Kies ten minste één kwestie."})
    knelpunt = forms.CharField(
        label="Knelpunt", error_messages={"required": "Kies een knelpunt, of maak een nieuw knelpunt."}
    )
    title = PlainText(
        label="Titel: het probleem in één zin",
        max_length=140,
        rows=1,
        missing="Schrijf het probleem in één zin.",
        help_text="Bijvoorbeeld: “Ontzorgen past niet bij inwonen en kamerhuur”.",
    )
    summary = PlainText(
        label="Samenvatting",
        max_length=3000,
        rows=4,
        missing="Schrijf kort wat er misgaat en waardoor.",
        help_text="Wat gaat er mis, en waardoor? Twee of drie zinnen zijn genoeg.",
    )
    meaning = PlainText(
        label="Wat betekent dit voor de inburgeraar?",
        max_length=3000,
        rows=3,
        required=False,
        help_text="Dit kan ook later. Voor een opbrengst of een signaal is het nodig.",
    )
    theme = KeptChoice(
        label="Thema",
        queryset=Theme.objects.all(),
        empty_label="Kies een thema",
        error_messages={
            "required": "Kies het thema dat er het dichtst bij komt.",
            "invalid_choice": "Dit thema is er niet. Kies er een uit de lijst.",
        },
    )
    reason = PlainText(
        label="Waarom horen deze kwesties bij elkaar?",
        max_length=300,
        rows=1,
        missing="Schrijf in één zin waarom ze bij elkaar horen.",
        help_text="Eén zin. De indieners en wie de kwestie herkent, lezen deze reden.",
    )
    certainty = forms.TypedChoiceField(
        label="Hoe zeker bent u?",
        choices=Bundling.Certainty.choices,
        coerce=int,
        initial=Bundling.Certainty.LIKELY,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe zeker u bent.", "invalid_choice": "Kies een van de drie."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Ask the words of a new bottleneck only when there is to be one."""
        super().__init__(*args, **kwargs)
        is_new = not self.is_bound or self.data.get("knelpunt") == NEW
        for name in ("title", "summary", "theme"):
            self.fields[name].required = is_new

    def clean_kwestie(self) -> list[int]:
        """Keep it to what one step can carry."""
        chosen: list[int] = self.cleaned_data["kwestie"]
        if len(chosen) > MOST_ISSUES:
            raise ValidationError(f"Kies ten hoogste {MOST_ISSUES} kwesties tegelijk.")
        return chosen

    def clean_knelpunt(self) -> tuple[int, int] | None:
        """Return number and version of the bottleneck, or None for a new one."""
        value: str = self.cleaned_data["knelpunt"]
        if value == NEW:
            return None
        found = TARGET.fullmatch(value)
        if found is None:
            raise ValidationError("Dit knelpunt is er niet. Kies er een uit de lijst.")
        return int(found[1]), int(found[2])


class UnbundleForm(GuardedForm):
    """Why an issue does not belong here after all."""

    reason = PlainText(
        label="Waarom hoort deze kwestie er niet bij?",
        max_length=300,
        rows=1,
        missing="Schrijf in één zin waarom deze kwestie er niet bij hoort.",
        help_text="De indiener en wie de kwestie herkent, lezen deze reden.",
    )


class VersionedForm(GuardedForm):
    """A step that must not overwrite what somebody else did meanwhile."""

    version = forms.IntegerField(label="Versie", widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class EditForm(VersionedForm):
    """The texts of a bottleneck."""

    title = PlainText(
        label="Titel: het probleem in één zin", max_length=140, rows=1, missing="Schrijf het probleem in één zin."
    )
    summary = PlainText(
        label="Samenvatting", max_length=3000, rows=5, missing="Schrijf kort wat er misgaat en waardoor."
    )
    meaning = PlainText(
        label="Wat betekent dit voor de inburgeraar?",
        max_length=3000,
        rows=4,
        required=False,
        help_text="Voor een opbrengst of een signaal is dit nodig.",
    )


class ReportForm(VersionedForm):
    """Where it stands."""

    text = PlainText(
        label="Wat is de stand van zaken?",
        max_length=3000,
        rows=6,
        missing="Schrijf eerst hoe het ervoor staat.",
        help_text="Wat is er gedaan, wat gebeurt er nu, en wanneer hoort men weer iets?",
    )


class ActionPointForm(GuardedForm):
    """Something that somebody does before a date."""

    text = PlainText(label="Wat moet er gebeuren?", max_length=300, rows=1, missing="Schrijf wat er moet gebeuren.")
    who = PlainText(
        label="Wie doet dit?",
        max_length=120,
        rows=1,
        missing="Schrijf welke rol of organisatie dit doet.",
        help_text="Een rol of organisatie, geen naam van een persoon.",
    )
    due_on = forms.DateField(
        label="Klaar op",
        widget=DateBox,
        error_messages={"required": "Kies een datum.", "invalid": "Dit is geen datum. Kies een dag in de kalender."},
    )

    def clean_due_on(self) -> date:
        """Refuse a day that has passed."""
        day: date = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise ValidationError("Deze dag is al voorbij. Kies vandaag of een latere dag.")
        return day


class VoiceForm(GuardedForm):
    """What an experience expert says."""

    text = PlainText(
        label="Wat betekent dit voor inburgeraars?",
        max_length=1000,
        rows=4,
        missing="Schrijf wat dit voor inburgeraars betekent.",
        help_text="Wie dit knelpunt mag lezen, leest uw tekst. Is het gepubliceerd, dan is dat iedereen. "
        "Uw naam staat er niet bij. Noem geen namen van anderen.",
    )
