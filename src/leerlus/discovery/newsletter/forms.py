"""The forms: subscribing and choosing, and what editors write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from leerlus.discovery.newsletter.workflow import Choices
from leerlus.people.kept import KeptChoice
from leerlus.people.models import Region, Theme
from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import GuardedForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leerlus.discovery.newsletter.models import Block

ALL_IF_NONE = "Kiest u niets, dan krijgt u alles."


class ChoicesForm(forms.Form):
    """What somebody wants to hear about."""

    themes = forms.MultipleChoiceField(
        label="Over welke thema’s?", required=False, widget=forms.CheckboxSelectMultiple, help_text=ALL_IF_NONE
    )
    regions = forms.MultipleChoiceField(
        label="Over welke regio’s?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=f"{ALL_IF_NONE} Nieuws voor het hele land krijgt u altijd.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, chosen: Choices | None = None) -> None:
        """Offer the themes and regions there are, with those ticked that were chosen before."""
        initial = {"themes": sorted(chosen.themes), "regions": sorted(chosen.regions)} if chosen else None
        super().__init__(data, initial=initial)
        themes: Any = self.fields["themes"]
        regions: Any = self.fields["regions"]
        themes.choices = [(each.pk, each.name) for each in Theme.objects.kept().values()]
        regions.choices = [(each.pk, each.name) for each in Region.objects.kept().values()]

    @property
    def choices(self) -> Choices:
        """What was chosen; only after `is_valid`."""
        return Choices(themes=frozenset(self.cleaned_data["themes"]), regions=frozenset(self.cleaned_data["regions"]))


class SubscribeForm(ChoicesForm):
    """An address and what it wants to hear about."""

    email = forms.EmailField(
        label="Uw e-mailadres",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Vul uw e-mailadres in.",
            "invalid": "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.",
        },
    )


class LetterForm(GuardedForm):
    """The subject of a letter and the words at the beginning; the version is what the editor had before them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    subject = PlainText(
        label="Onderwerp",
        max_length=140,
        rows=1,
        missing="Schrijf een onderwerp.",
        help_text="Dit staat in de lijst van het mailprogramma. Noem het belangrijkste nieuws.",
    )
    intro = PlainText(label="Inleiding", max_length=2000, rows=4, required=False)


class BlockForm(GuardedForm):
    """What a block says, where it leads and for whom it is."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = PlainText(label="Kop", max_length=140, rows=1, missing="Schrijf een kop.")
    text = PlainText(label="Tekst", max_length=2000, rows=6, missing="Schrijf wat u wilt vertellen.")
    url = forms.RegexField(
        regex=r"^/(?!/)[\w\-./?=&#%]*$",
        label="Bladzijde van Leerlus",
        max_length=300,
        required=False,
        help_text="Het adres vanaf de schuine streep, zoals /opbrengsten/12/. Naar andere websites verwijst de "
        "nieuwsbrief niet.",
        error_messages={"invalid": "Begin met een schuine streep, zoals /opbrengsten/12/."},
    )
    theme = KeptChoice(
        queryset=Theme.objects.all(), label="Voor wie dit thema volgt", required=False, empty_label="Alle thema’s"
    )
    region = KeptChoice(
        queryset=Region.objects.all(), label="Voor wie deze regio volgt", required=False, empty_label="Alle regio’s"
    )

    def as_text(self) -> dict[str, str]:
        """Return what was written, as the action takes it; only after `is_valid`."""
        data = self.cleaned_data
        chosen = {name: data[name].pk if data[name] else "" for name in ("theme", "region")}
        return {name: data[name] for name in ("title", "text", "url")} | chosen


def block_initial(block: Block) -> dict[str, Any]:
    """Return what the form shows of a block."""
    return {
        "title": block.title,
        "text": block.text,
        "url": block.url,
        "theme": block.theme_id,
        "region": block.region_id,
    }
