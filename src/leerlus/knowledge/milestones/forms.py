"""What narrows the timeline, and the form in which editors write a moment."""

from __future__ import annotations

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from leerlus.knowledge.milestones.models import Milestone
from leerlus.people.kept import KeptChoice
from leerlus.people.models import Theme
from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import GuardedForm

FIRST_YEAR, LAST_YEAR = 1950, 2100
"""The picture has a place for each year in between: a year with a typing error would make it unreadable."""


class TimelineForm(forms.Form):
    """Theme and kind; a wrong choice counts as none."""

    thema = KeptChoice(label="Thema", queryset=Theme.objects.all(), required=False, empty_label="Alle thema’s")
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Elke soort"), *Milestone.Kind.choices])

    def chosen(self) -> dict[str, str]:
        """Return what was asked for, as far as it can be understood."""
        self.full_clean()
        theme = self.cleaned_data.get("thema")
        return {"theme": theme.pk if theme else "", "kind": self.cleaned_data.get("soort") or ""}


class MilestoneForm(GuardedForm, WagtailAdminModelForm):  # type: ignore[misc] # the content system ships no types
    """A moment, as editors write it in the content system."""

    title = PlainText(label="Titel", max_length=140, rows=1, missing="Schrijf in één zin wat er gebeurde.")
    summary = PlainText(
        label="Wat er gebeurde", max_length=600, rows=4, missing="Schrijf in een of twee zinnen wat er gebeurde."
    )

    source = forms.URLField(
        label="Bron",
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text="Het webadres waar men het kan nalezen.",
        error_messages={"invalid": "Dit is geen webadres. Een webadres begint met https://"},
    )

    class Meta:
        """All that editors fill in."""

        model = Milestone
        fields = ("title", "summary", "on", "until", "precision", "kind", "theme", "source", "slug", "is_shown")

    def clean(self) -> dict[str, object]:
        """Refuse a period that ends before it begins, in words."""
        data = super().clean()
        begins, ends = data.get("on"), data.get("until")
        for name, day in (("on", begins), ("until", ends)):
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                self.add_error(name, f"Kies een jaar van {FIRST_YEAR} tot en met {LAST_YEAR}.")
        if begins and ends and ends < begins:
            self.add_error("until", "De laatste dag ligt voor de eerste. Kies een latere dag, of laat dit leeg.")
        return data
