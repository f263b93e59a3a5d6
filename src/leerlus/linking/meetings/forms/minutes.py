"""The forms with which is written down what comes of a meeting, and what came of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from leerlus.linking.meetings.forms.planning import BAD_DATE
from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import GuardedForm
from leerlus.ui.widgets import DateBox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leerlus.linking.communities.models import Membership


def _member(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Kies een lid uit de lijst."},
    )


class ConcludeForm(GuardedForm):
    """What the group concluded."""

    text = PlainText(label="Conclusie", max_length=500, rows=2, missing="Schrijf wat u concludeerde.")


class TaskForm(GuardedForm):
    """Who does what before when."""

    text = PlainText(label="Actie", max_length=300, rows=2, missing="Schrijf wat er gebeurt.")
    owner_id = forms.TypedChoiceField(
        label="Wie doet dit?",
        coerce=int,
        error_messages={"required": "Kies wie dit doet.", "invalid_choice": "Kies een lid uit de lijst."},
    )
    due_on = forms.DateField(
        label="Voor wanneer?",
        widget=DateBox,
        help_text="Tenzij u anders kiest: de volgende keer.",
        error_messages=BAD_DATE,
    )
    is_solution = forms.BooleanField(
        label="Dit is een mogelijke oplossing",
        required=False,
        help_text="De eigenaar vertelt de volgende keer wat ervan kwam.",
    )

    def __init__(self, *args: Any, owners: Iterable[Membership] = (), **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Offer the members."""
        super().__init__(*args, **kwargs)
        listed = [(each.pk, f"{each.person} ({each.organisation.name})") for each in owners]
        self.fields["owner_id"].choices = [("", "Kies een lid"), *listed]  # type: ignore[attr-defined] # a choice field


class RolesForm(forms.Form):
    """Who leads a meeting, and who writes it down."""

    chair_id = _member("Wie is voorzitter?")
    note_taker_id = _member("Wie is notulist?")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**31 - 1)

    def __init__(self, *args: Any, owners: Iterable[Membership] = (), **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Offer the members."""
        super().__init__(*args, **kwargs)
        listed = [(each.pk, f"{each.person} ({each.organisation.name})") for each in owners]
        for name in ("chair_id", "note_taker_id"):
            self.fields[name].choices = [("", "Wie de community trekt"), *listed]  # type: ignore[attr-defined] # a choice field


class ReportForm(GuardedForm):
    """What came of a task."""

    report = PlainText(
        label="Wat kwam ervan?", max_length=1000, rows=4, missing="Schrijf in een of twee zinnen wat ervan kwam."
    )
