"""The form with which a facilitator opens intervisie to a community."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leerlus.linking.communities.models import Community


class OpenForm(forms.Form):
    """To which of the own communities."""

    community = forms.TypedChoiceField(
        label="Voor welke community?",
        coerce=int,
        error_messages={"required": "Kies een community.", "invalid_choice": "Kies een van uw eigen community’s."},
    )

    def __init__(self, *args: Any, communities: Sequence[Community] = (), **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Offer these; with one it is chosen."""
        super().__init__(*args, **kwargs)
        field = self.fields["community"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(each.pk, each.name) for each in communities]
        if len(communities) == 1:
            field.initial = communities[0].pk
