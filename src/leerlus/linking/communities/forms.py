"""The forms of communities. Each label is a question or a deed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from leerlus.linking.communities.workflow import ADMISSIONS
from leerlus.people.actors import VISITOR
from leerlus.people.models import Theme
from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import FilesForm, GuardedForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leerlus.linking.communities.models import Membership
    from leerlus.people.actors import Actor

LONGEST_RHYTHM = 26


class JoinForm(GuardedForm):
    """For which organisation somebody takes part, and why."""

    organisation = forms.TypedChoiceField(
        label="Voor welke organisatie doet u mee?",
        coerce=int,
        error_messages={"required": "Kies een organisatie.", "invalid_choice": "Kies een van uw eigen organisaties."},
    )
    motivation = PlainText(
        label="Wat wilt u leren of brengen?",
        max_length=500,
        rows=3,
        required=False,
        help_text="Een of twee zinnen. Wie de community trekt, leest dit.",
    )

    def __init__(self, *args: Any, actor: Actor = VISITOR, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Offer the own organisations; with one there is nothing to choose."""
        super().__init__(*args, **kwargs)
        own = dict.fromkeys((grant.organisation_id, grant.organisation_name) for grant in actor.grants)
        self.fields["organisation"].choices = list(own)  # type: ignore[attr-defined] # a choice field
        if len(own) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = next(iter(own))[0]


class EditForm(GuardedForm):
    """What who runs a community writes on its page."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    goals = PlainText(label="Wat wil de groep?", max_length=3000, rows=4, missing="Schrijf wat de groep wil bereiken.")
    method = PlainText(label="Hoe werkt de groep?", max_length=3000, rows=4, required=False)
    agreements = PlainText(
        label="Wat hebt u met elkaar afgesproken?",
        max_length=3000,
        rows=4,
        required=False,
        help_text="Bijvoorbeeld: wat hier wordt gezegd, blijft hier. Leden lezen dit.",
    )
    themes = forms.ModelMultipleChoiceField(
        label="Over welke thema’s gaat het?",
        queryset=Theme.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Dit thema is er niet."},
    )
    admission = forms.ChoiceField(
        label="Wie mag meedoen?",
        choices=list(ADMISSIONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een van de drie.", "invalid_choice": "Kies een van de drie."},
    )
    rhythm_weeks = forms.IntegerField(
        label="Om de hoeveel weken komt u bij elkaar?",
        min_value=1,
        max_value=LONGEST_RHYTHM,
        required=False,
        help_text="Bijvoorbeeld 6. Leeg is: zonder vast ritme.",
        error_messages={
            "invalid": "Schrijf een heel getal, bijvoorbeeld 6.",
            "min_value": "Kies een getal van 1 tot en met 26.",
            "max_value": "Kies een getal van 1 tot en met 26.",
        },
    )


class InviteForm(forms.Form):
    """Who is invited."""

    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        help_text="Het adres waarmee iemand in Leerlus inlogt.",
        error_messages={
            "required": "Vul het e-mailadres in.",
            "invalid": "Dit is geen e-mailadres. Schrijf het als naam@organisatie.nl.",
        },
    )


class TopicForm(FilesForm):
    """A new topic with its first words."""

    field_order = ("title", "text", "attachments", "looked")

    title = PlainText(label="Onderwerp", max_length=140, rows=1, missing="Schrijf waar het over gaat.")
    text = PlainText(label="Wat wilt u zeggen of vragen?", max_length=3000, rows=5, missing="Schrijf uw bijdrage.")


class PostForm(FilesForm):
    """What a member writes about a topic."""

    field_order = ("quoted_id", "text", "mentioned", "attachments", "looked")

    quoted_id = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)
    text = PlainText(label="Uw bijdrage", max_length=3000, rows=5, missing="Schrijf uw bijdrage.")
    mentioned = forms.TypedMultipleChoiceField(
        label="Wie haalt u erbij?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zij krijgen meteen een mail, tenzij zij bij dit onderwerp geen mail willen.",
        error_messages={"invalid_choice": "Kies leden uit de lijst."},
    )

    def __init__(self, *args: Any, others: Iterable[Membership] = (), **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Offer the other members."""
        super().__init__(*args, **kwargs)
        listed = [(each.pk, f"{each.person} ({each.organisation.name})") for each in others]
        self.fields["mentioned"].choices = listed  # type: ignore[attr-defined] # a choice field


class HideForm(GuardedForm):
    """Why a post is taken out of sight."""

    reason = PlainText(
        label="Waarom haalt u dit uit beeld?",
        max_length=300,
        rows=1,
        missing="Schrijf in één zin waarom.",
        help_text="Alle leden lezen deze reden.",
    )
