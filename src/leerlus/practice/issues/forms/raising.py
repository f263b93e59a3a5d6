"""The form in which an issue is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from leerlus.people.kept import KeptChoice
from leerlus.people.models import Theme
from leerlus.practice.issues.actions import IssueText
from leerlus.practice.issues.models import Severity, Source, Visibility
from leerlus.practice.issues.workflow import RAISERS
from leerlus.ui.fields import PlainText

if TYPE_CHECKING:
    from leerlus.people.actors import Actor

TEXT_FIELDS = ("title", "situation", "question", "tried", "meaning")
"""What the writer types, in the order of the page."""

MOST_ARTICLES = 10
LONGEST_ARTICLE = 150


class RaiseForm(forms.Form):
    """What somebody met in practice."""

    title = PlainText(
        label="In één zin",
        max_length=140,
        rows=1,
        missing="Schrijf in één zin waar het over gaat.",
        help_text="Bijvoorbeeld: “Het plan komt te laat als iemand naar een andere gemeente verhuist”.",
    )
    situation = PlainText(
        label="Wat gebeurde er?",
        max_length=5000,
        rows=6,
        missing="Schrijf kort wat er gebeurde.",
        help_text="Vertel wat u tegenkwam. Noem geen namen, nummers of adressen van inburgeraars.",
    )
    question = PlainText(
        label="Wat is uw vraag?",
        max_length=2000,
        rows=3,
        missing="Schrijf wat u wilt weten of wat er moet veranderen.",
    )
    tried = PlainText(label="Wat hebt u al geprobeerd?", max_length=3000, rows=3, required=False)
    meaning = PlainText(
        label="Wat betekent dit voor de inburgeraar?",
        max_length=3000,
        rows=3,
        missing="Schrijf wat dit voor de inburgeraar betekent. Eén zin is genoeg.",
    )
    severity = forms.TypedChoiceField(
        label="Hoe zwaar weegt dit voor de inburgeraar?",
        choices=Severity.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe zwaar dit weegt.", "invalid_choice": "Kies een van de drie."},
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
    articles = PlainText(
        label="Om welke artikelen gaat het?",
        max_length=1600,
        rows=2,
        required=False,
        help_text="Eén per regel, bijvoorbeeld: Wet inburgering 2021, artikel 15. Weet u het niet? Sla het over.",
    )
    visibility = forms.ChoiceField(
        label="Wie mag deze kwestie lezen?",
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie dit mag lezen.", "invalid_choice": "Kies een van de drie."},
        help_text="Uw naam staat er nooit bij. Anderen zien alleen het soort organisatie en de regio. "
        "De regiocoördinator leest altijd mee en kan u via Leerlus iets vragen. "
        "Bij “Iedereen” lezen ook mensen zonder account mee.",
    )
    organisation = forms.TypedChoiceField(
        label="Voor welke organisatie dient u dit in?",
        coerce=int,
        error_messages={
            "required": "Kies voor welke organisatie u dit indient.",
            "invalid_choice": "Kies een organisatie waar u voor werkt.",
        },
    )
    source = forms.ChoiceField(
        label="Waar komt dit vandaan?",
        choices=Source.choices,
        error_messages={"required": "Kies waar dit vandaan komt.", "invalid_choice": "Kies er een uit de lijst."},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Ask for the organisation only when there is something to choose."""
        usual = {"visibility": Visibility.PROFESSIONALS, "source": Source.PRACTICE}
        kwargs["initial"] = usual | {name: value for name, value in (kwargs.get("initial") or {}).items() if value}
        super().__init__(*args, **kwargs)
        organisations = {g.organisation_id: g.organisation_name for g in actor.grants if g.role in RAISERS}
        if len(organisations) > 1:
            field = self.fields["organisation"]
            if isinstance(field, forms.TypedChoiceField):
                field.choices = [("", "Kies een organisatie"), *organisations.items()]
        else:
            del self.fields["organisation"]

    def clean_articles(self) -> tuple[str, ...]:
        """Return one citation per line."""
        lines = tuple(line.strip() for line in str(self.cleaned_data["articles"]).split("\n") if line.strip())
        if len(lines) > MOST_ARTICLES:
            raise forms.ValidationError(f"Noem ten hoogste {MOST_ARTICLES} artikelen: de belangrijkste.")
        if any(len(line) > LONGEST_ARTICLE for line in lines):
            raise forms.ValidationError("Zet elk artikel op een eigen regel, zonder de tekst ervan.")
        return lines

    def as_text(self) -> IssueText:
        """Return what was written, as the action wants it; only after `is_valid`."""
        written = self.cleaned_data
        return IssueText(
            title=written["title"],
            situation=written["situation"],
            question=written["question"],
            tried=written["tried"],
            meaning=written["meaning"],
            theme=written["theme"].pk,
            articles=written["articles"],
            severity=written["severity"],
            source=written["source"],
            visibility=written["visibility"],
        )
