"""The forms in which somebody adds to an issue; each looks for personal data before anything is shared."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from leerlus.measures.personal_data import Finding, find
from leerlus.ui.fields import PlainText


class GuardedForm(forms.Form):
    """A form of which the texts may not hold personal data, unless the writer says that they are none."""

    guarded: ClassVar[tuple[str, ...]] = ("text",)

    confirmed = forms.BooleanField(label="Dit zijn geen persoonsgegevens van een inburgeraar", required=False)

    found: dict[str, list[Finding]]

    def clean(self) -> dict[str, Any]:
        """Look at the texts and say what was found."""
        data = super().clean() or self.cleaned_data
        self.found = {name: findings for name in self.guarded if (findings := find(data.get(name) or ""))}
        if not data.get("confirmed"):
            for name, findings in self.found.items():
                text = data[name]
                what = ", ".join(f"“{text[f.start : f.end]}” ({f.kind_name})" for f in findings)
                self.add_error(
                    name,
                    f"Hier staan mogelijk persoonsgegevens: {what}. Haal ze weg, of vink onderaan aan dat zij dat niet "
                    "zijn.",
                )
        return data

    @property
    def asks_confirmation(self) -> bool:
        """Whether something was found, so that the page offers the tick box."""
        return bool(getattr(self, "found", None))


class RecogniseForm(GuardedForm):
    """How it is elsewhere."""

    guarded = ("context",)

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

    guarded = ("text", "change")

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

    guarded = ("reason",)

    reason = PlainText(
        label="Waarom trekt u de kwestie in?",
        max_length=1000,
        rows=3,
        missing="Schrijf kort waarom u de kwestie intrekt.",
        help_text="Bijvoorbeeld: het is inmiddels opgelost.",
    )
