"""What is asked of whoever offers, takes back, accepts or returns, and what narrows the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from leerlus.system.escalations.queries import STATE_CHOICES
from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import GuardedForm
from leerlus.ui.widgets import DateBox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leerlus.people.models import Theme

INCOMPLETE = "Deze pagina was niet helemaal geladen. Probeer het nog een keer."


class StepForm(GuardedForm):
    """A step without words: only the state of the thing as the reader saw it.

    The page writes the version itself, so that a second try after a collision goes by what is there now.
    """

    version = forms.IntegerField(
        label="Deze pagina",
        widget=forms.HiddenInput,
        error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE},
    )


class ReasonForm(StepForm):
    """A step with a reason."""

    reason = PlainText(
        label="Waarom?",
        max_length=3000,
        rows=6,
        missing="De reden is nog leeg. Schrijf waarom, want iedereen leest dit.",
    )


class PostponeForm(ReasonForm):
    """Why the decision comes later, and when it does come."""

    until = forms.DateField(
        label="Wanneer is het besluit er wel?",
        widget=DateBox,
        help_text="Na vandaag en binnen een half jaar. Op deze dag staat het weer bovenaan uw lijst.",
        error_messages={
            "required": "De nieuwe datum is nog leeg. Kies wanneer het besluit er wel is.",
            "invalid": "Dit is geen datum die wij begrijpen. Schrijf hem als 31-12-2027.",
        },
    )


class OfferForm(StepForm):
    """What is asked of the system level. `seen` is the mark of the preview that the reader saw."""

    question = PlainText(
        label="Wat vraagt u aan het ministerie?",
        max_length=2000,
        rows=4,
        help_text="Eén duidelijke vraag. Noem wat er moet veranderen, en laat open hoe.",
        missing="De vraag is nog leeg. Schrijf wat u aan het ministerie vraagt.",
    )
    why = PlainText(
        label="Waarom kan de praktijk dit niet zelf oplossen?",
        max_length=3000,
        rows=6,
        help_text="Schrijf wat al is geprobeerd, en welke regel of welk geld dat tegenhoudt. Noem geen namen.",
        missing="Dit is nog leeg. Schrijf waarom de praktijk dit niet zelf kan oplossen.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)


class InboxFilter(forms.Form):
    """What narrows the inbox."""

    staat = forms.ChoiceField(label="Stand", choices=STATE_CHOICES, required=False)
    thema = forms.ChoiceField(label="Thema", required=False)

    def __init__(self, *args: Any, themes: Iterable[Theme], **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Fill in the themes."""
        super().__init__(*args, **kwargs)
        theme = self.fields["thema"]
        if isinstance(theme, forms.ChoiceField):
            theme.choices = [("", "Alle thema’s"), *((theme.pk, theme.name) for theme in themes)]
