"""The forms of outcomes: recording one, opening a bottleneck again, and saying whether something helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from leerlus.linking.outcomes.actions import OutcomeText
from leerlus.linking.outcomes.models import Outcome, SampleQuestion
from leerlus.linking.outcomes.queries import Search
from leerlus.people.kept import KeptChoice
from leerlus.people.models import Theme
from leerlus.practice.issues.models import Feedback
from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import GuardedForm
from leerlus.ui.widgets import DateBox

if TYPE_CHECKING:
    from datetime import date

LASTING = [(kind.value, kind.label) for kind in Outcome.Kind if kind is not Outcome.Kind.TEMPORARY_AGREEMENT]
NO_ADDRESS = "Dit is geen webadres. Een webadres begint met https://"


class SearchForm(forms.Form):
    """What somebody looks for in the list; a wrong choice counts as none."""

    zoek = PlainText(
        label="Woorden", max_length=100, rows=1, required=False, widget=forms.TextInput({"type": "search"})
    )
    thema = KeptChoice(label="Thema", queryset=Theme.objects.all(), required=False, empty_label="Alle thema’s")
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Elke soort"), *Outcome.Kind.choices])

    def search(self) -> Search:
        """Return what was asked for, as far as it can be understood."""
        self.full_clean()
        asked = self.cleaned_data
        return Search(
            words=asked.get("zoek") or "",
            theme=asked["thema"].pk if asked.get("thema") else "",
            kind=asked.get("soort") or "",
        )


class OutcomeForm(GuardedForm):
    """What an outcome says."""

    version = forms.IntegerField(label="Versie", widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    title = PlainText(
        label="Titel",
        max_length=140,
        rows=1,
        missing="Schrijf in één zin wat het antwoord is.",
        help_text="In één zin wat het antwoord is.",
    )
    text = PlainText(
        label="Wat is de opbrengst?",
        max_length=5000,
        rows=7,
        missing="Schrijf wat de opbrengst is.",
        help_text="Alle partijen lezen dit. Noem geen namen.",
    )
    change = PlainText(
        label="Wat verandert er in het werk?",
        max_length=2000,
        rows=3,
        missing="Schrijf wat een professional nu anders kan doen.",
        help_text="Bijvoorbeeld: “U hoeft niet meer te wachten op…”.",
    )
    link = forms.URLField(
        label="Webadres met meer uitleg",
        max_length=300,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"], message=NO_ADDRESS)],
        error_messages={"invalid": NO_ADDRESS, "max_length": "Dit webadres is te lang. Er passen 300 tekens."},
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )

    def as_text(self) -> OutcomeText:
        """Return what was written, as the action wants it; only after `is_valid`."""
        written = self.cleaned_data
        return OutcomeText(title=written["title"], text=written["text"], change=written["change"], link=written["link"])


class SolveForm(OutcomeForm):
    """An outcome that solves the bottleneck."""

    kind = forms.ChoiceField(
        label="Wat voor opbrengst is het?",
        choices=LASTING,
        widget=forms.RadioSelect,
        help_text="Een antwoord zegt hoe het zit. Een handreiking zegt hoe het kan. "
        "Een werkwijze zegt hoe u het samen doet. Een praktijkverhaal zegt hoe anderen het deden.",
        error_messages={"required": "Kies wat voor opbrengst het is.", "invalid_choice": "Kies een van de vier."},
    )
    meaning = PlainText(
        label="Wat betekende dit knelpunt voor de inburgeraar?",
        max_length=3000,
        rows=3,
        missing="Schrijf wat het voor de inburgeraar betekende. Zonder dat is er geen opbrengst.",
        help_text="Dit staat bij het knelpunt. Pas het aan als u nu meer weet.",
    )
    field_order = ("version", "kind", "title", "text", "change", "link", "meaning")


class AgreeForm(OutcomeForm):
    """An agreement that lets practice go on for now."""

    ends_on = forms.DateField(
        label="Tot wanneer geldt de afspraak?",
        widget=DateBox,
        help_text="Op die dag loopt zij vanzelf af en ligt het knelpunt weer bij u.",
        error_messages={
            "required": "Kies een einddatum. Een tijdelijke afspraak heeft er altijd een.",
            "invalid": "Dit is geen datum. Kies een dag in de kalender.",
        },
    )
    field_order = ("version", "title", "text", "change", "ends_on", "link")

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Ask for an agreement in so many words."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed on
        self.fields["text"].label = "Wat spreekt u af?"
        self.fields["text"].error_messages["required"] = "Schrijf wat u afspreekt."

    def clean_ends_on(self) -> date:
        """Refuse an end that is not ahead."""
        day: date = self.cleaned_data["ends_on"]
        if day <= timezone.localdate():
            raise ValidationError("Deze dag ligt niet in de toekomst. Kies een latere einddatum.")
        return day


class ReopenForm(GuardedForm):
    """Why a bottleneck is opened again."""

    version = forms.IntegerField(label="Versie", widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    reason = PlainText(
        label="Waarom moet dit knelpunt weer open?",
        max_length=1000,
        rows=3,
        missing="Schrijf kort waarom het knelpunt weer open moet.",
        help_text="Alle partijen lezen deze reden.",
    )


class JudgeForm(GuardedForm):
    """Did it help?"""

    verdict = forms.ChoiceField(
        label="Helpt dit in uw werk?",
        choices=Feedback.Verdict.choices,
        error_messages={"required": "Kies: helpt, deels of helpt niet.", "invalid_choice": "Kies een van de drie."},
    )
    remark = PlainText(
        label="Wilt u er iets over zeggen?",
        max_length=2000,
        rows=3,
        required=False,
        help_text="Vooral als het niet of maar deels helpt: wat ontbreekt er? De eigenaar van het knelpunt leest dit.",
    )


class SampleForm(GuardedForm):
    """Does it still happen here? For somebody who did not raise it."""

    answer = forms.ChoiceField(
        label="Speelt dit bij u nog?",
        choices=SampleQuestion.Answer.choices,
        error_messages={"required": "Kies: ja, nee of weet ik niet.", "invalid_choice": "Kies een van de drie."},
    )
    remark = PlainText(
        label="Wilt u er iets over zeggen?",
        max_length=2000,
        rows=3,
        required=False,
        help_text="De eigenaar van het knelpunt leest dit, met uw soort organisatie en regio erbij. Noem geen namen.",
    )
