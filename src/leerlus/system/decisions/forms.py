"""What is asked of whoever records a decision, and what narrows the list."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.system.decisions.models import Decision
from leerlus.system.decisions.policies import check_decision
from leerlus.system.escalations.queries import INSTRUMENTS, Instrument, on_day
from leerlus.ui.fields import PlainText, plain
from leerlus.ui.guarding import GuardedForm
from leerlus.ui.widgets import DateBox

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from leerlus.people.models import Theme

INCOMPLETE = "Deze pagina was niet helemaal geladen. Probeer het nog een keer."
WRONG_DAY = "Dit is geen datum die wij begrijpen. Schrijf hem als 31-12-2027."

FAR_YEARS = 20
"""A date further away than this is taken for a slip of the keyboard."""

MOST_REFERENCES = 20
LONGEST_REFERENCE = 300


class DecisionForm(GuardedForm):
    """A decision. `seen` is the mark of the preview that the reader saw; the page writes the version itself."""

    instrument = forms.ChoiceField(
        label="Waarmee neemt u het besluit?",
        choices=Decision.Instrument.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "U koos nog niets. Kies waarmee u het besluit neemt."},
    )
    title = PlainText(
        label="Het besluit in één zin",
        max_length=140,
        rows=1,
        help_text="Zo staat het in de lijst. Schrijf wat er nu wel of niet kan.",
        missing="De zin is nog leeg. Schrijf het besluit in één zin.",
    )
    text = PlainText(
        label="Wat is besloten?",
        max_length=5000,
        rows=6,
        help_text="De inhoud, zo kort als kan. Noem het artikel dat verandert, en vanaf wanneer.",
        missing="Dit is nog leeg. Schrijf wat is besloten.",
    )
    reason = PlainText(
        label="Waarom?",
        max_length=5000,
        rows=6,
        help_text="Iedereen leest deze reden. Ga in op wat de praktijk vroeg, ook als er niets verandert.",
        missing="Een besluit heeft altijd een reden. Schrijf waarom, ook als er niets verandert.",
    )
    change = PlainText(
        label="Wat verandert er voor het werk?",
        max_length=2000,
        rows=4,
        help_text="Spreek de lezer aan: “U kunt …”. Verandert er niets, schrijf dan wat er wel kan.",
        missing="Dit is nog leeg. Schrijf wat er voor het werk verandert, of wat er nu wel kan.",
    )
    effective_on = forms.DateField(
        label="Vanaf wanneer geldt het?",
        widget=DateBox,
        help_text="Mag ook een dag in het verleden zijn.",
        error_messages={"required": "De datum is nog leeg. Kies vanaf welke dag het geldt.", "invalid": WRONG_DAY},
    )
    ends_on = forms.DateField(
        label="Tot wanneer geldt het?",
        widget=DateBox,
        required=False,
        help_text="Verplicht bij een tijdelijke uitzondering. Op deze dag ligt het knelpunt weer bij de schakel.",
        error_messages={"invalid": WRONG_DAY},
    )
    references = PlainText(
        label="Waar is het gepubliceerd?",
        max_length=MOST_REFERENCES * (LONGEST_REFERENCE + 1),
        rows=3,
        required=False,
        help_text="Eén per regel, bijvoorbeeld: Stb. 2022, 487. Een webadres mag ook.",
    )
    version = forms.IntegerField(
        label="Deze pagina",
        widget=forms.HiddenInput,
        error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    @property
    def options(self) -> list[tuple[forms.boundfield.BoundWidget, Instrument]]:
        """The radio buttons, each with what it means."""
        explained = {instrument.key: instrument for instrument in INSTRUMENTS}
        return [(widget, explained[widget.data["value"]]) for widget in self["instrument"].subwidgets]

    def clean_effective_on(self) -> date:
        """Refuse a year that was mistyped."""
        return check_near(self.cleaned_data["effective_on"])

    def clean_ends_on(self) -> date | None:
        """Refuse a year that was mistyped, and an end that has passed already."""
        day: date | None = self.cleaned_data["ends_on"]
        if day is None:
            return None
        if day <= timezone.localdate():
            raise forms.ValidationError(f"{on_day(day)} is al geweest. Kies een einddatum in de toekomst.")
        return check_near(day)

    def clean_references(self) -> tuple[str, ...]:
        """Return the lines that say something."""
        lines = [plain(line, lines=False) for line in self.cleaned_data["references"].splitlines()]
        kept = tuple(dict.fromkeys(line for line in lines if line))
        if len(kept) > MOST_REFERENCES:
            raise forms.ValidationError(f"Dit zijn {len(kept)} regels; er passen er {MOST_REFERENCES}. Laat er weg.")
        for line in kept:
            if len(line) > LONGEST_REFERENCE:
                raise forms.ValidationError(f"De regel “{line[:40]}…” is te lang. Maak hem korter.")
        return kept

    def clean(self) -> dict[str, Any]:
        """Look for personal data, and put the sentence of the policy beside the field that it is about."""
        given = super().clean()
        if {"instrument", "effective_on", "ends_on"} <= given.keys():
            try:
                check_decision(
                    instrument=given["instrument"],
                    reason=given.get("reason", "-"),
                    effective_on=given["effective_on"],
                    ends_on=given["ends_on"],
                )
            except Denied as refusal:
                self.add_error("ends_on", str(refusal))
        return given


def check_near(day: date) -> date:
    """Return the day; refuse one that is so far away that it must be a slip."""
    today = timezone.localdate()
    if abs(day - today) > timedelta(days=366 * FAR_YEARS):
        raise forms.ValidationError(f"{on_day(day)} is wel erg ver weg. Kijk het jaartal na.")
    return day


class ListFilter(forms.Form):
    """What narrows the list of decisions."""

    instrument = forms.ChoiceField(
        label="Soort besluit", choices=[("", "Alle soorten"), *Decision.Instrument.choices], required=False
    )
    thema = forms.ChoiceField(label="Thema", required=False)

    def __init__(self, *args: Any, themes: Iterable[Theme], **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Fill in the themes."""
        super().__init__(*args, **kwargs)
        theme = self.fields["thema"]
        if isinstance(theme, forms.ChoiceField):
            theme.choices = [("", "Alle thema’s"), *((theme.pk, theme.name) for theme in themes)]
