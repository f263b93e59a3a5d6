"""The forms with which somebody says whether they come, and when they can."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from leerlus.linking.meetings.models import Attendance, DateVote, Guest, Meeting
from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import GuardedForm


class AnswerForm(forms.Form):
    """Whether somebody comes."""

    says = forms.ChoiceField(choices=[pair for pair in Attendance.Answer.choices if pair[0]])


class VoteForm(forms.Form):
    """For each moment whether somebody can."""

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Make a question for each moment."""
        super().__init__(*args, **kwargs)
        for option in meeting.options.all() if meeting else ():
            local = timezone.localtime(option.starts_at)
            self.fields[f"option_{option.pk}"] = forms.ChoiceField(
                label=f"{local:%d-%m-%Y %H:%M}",
                choices=DateVote.Choice.choices,
                error_messages={"required": "Kies ja, als het moet of nee.", "invalid_choice": "Kies een van de drie."},
            )

    @property
    def choices(self) -> dict[int, str]:
        """What was chosen, by the number of the moment; only after `is_valid`."""
        return {int(name.removeprefix("option_")): value for name, value in self.cleaned_data.items()}


class GuestForm(GuardedForm):
    """A place for somebody without an account."""

    label = PlainText(
        label="Hoe noemt u deze plaats?",
        max_length=80,
        rows=1,
        missing="Geef de plaats een omschrijving.",
        help_text="Bijvoorbeeld “ouder uit de Z-route”. Geen naam.",
    )


class GuestAnswerForm(GuardedForm):
    """Whether a guest comes, and what it means for them; in the simplest words."""

    says = forms.ChoiceField(
        label="Komt u?",
        choices=[(Guest.Answer.YES, "Ja, ik kom"), (Guest.Answer.NO, "Nee, ik kom niet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee.", "invalid_choice": "Kies ja of nee."},
    )
    text = PlainText(
        label="Wat betekent dit voor u?",
        max_length=1000,
        rows=5,
        required=False,
        help_text="U mag schrijven in de taal die u wilt. Schrijf geen namen, adressen of nummers.",
    )
