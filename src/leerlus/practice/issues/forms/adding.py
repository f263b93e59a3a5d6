"""The forms in which somebody adds to an issue, or takes a step with it."""

from __future__ import annotations

from django import forms

from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import GuardedForm


class RecogniseForm(GuardedForm):
    """How it is elsewhere."""

    context = PlainText(
        label="Hoe speelt dit bij u?",
        max_length=2000,
        rows=4,
        required=False,
        help_text="Anderen lezen dit met het soort organisatie en de regio erbij, zonder uw naam.",
    )


class ContributeForm(GuardedForm):
    """A remark in the discussion."""

    text = PlainText(
        label="Uw bijdrage",
        max_length=3000,
        rows=4,
        missing="Schrijf eerst wat u wilt toevoegen.",
        help_text="Noem geen namen, nummers of adressen van inburgeraars.",
    )


class VersionedForm(GuardedForm):
    """A step that must not overwrite what somebody else did meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class RespondForm(VersionedForm):
    """The first response, or where it stands."""

    text = PlainText(
        label="Uw reactie",
        max_length=5000,
        rows=6,
        missing="Schrijf eerst wat u wilt laten weten.",
        help_text="De indiener en iedereen die de kwestie herkent, lezen dit.",
    )


class AnswerForm(VersionedForm):
    """An answer that needs no bottleneck."""

    text = PlainText(
        label="Wat is het antwoord?", max_length=5000, rows=6, missing="Schrijf eerst wat het antwoord is."
    )
    change = PlainText(
        label="Wat verandert er in het werk?",
        max_length=2000,
        rows=3,
        missing="Schrijf wat een professional nu anders kan doen.",
        help_text="Wij vragen daarna aan de indiener en aan wie de kwestie herkent of dit helpt.",
    )


class WithdrawForm(VersionedForm):
    """Why an issue is taken back."""

    reason = PlainText(
        label="Waarom trekt u de kwestie in?",
        max_length=1000,
        rows=3,
        missing="Schrijf kort waarom u de kwestie intrekt.",
        help_text="Bijvoorbeeld: het is inmiddels opgelost.",
    )
