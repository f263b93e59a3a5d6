"""What narrows the list of tools, and the form in which editors write one."""

from __future__ import annotations

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from leerlus.knowledge.tools.models import Tool
from leerlus.knowledge.tools.queries import BY_TITLE, NEWEST, TO_REVIEW, Search
from leerlus.people.kept import KeptChoice
from leerlus.people.models import Theme
from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import GuardedForm

ORDERS = [(NEWEST, "Nieuwste eerst"), (BY_TITLE, "Op titel"), (TO_REVIEW, "Eerst te herbeoordelen")]


class ToolsForm(forms.Form):
    """What somebody looks for in the list; a wrong choice counts as none."""

    zoek = PlainText(
        label="Woorden", max_length=100, rows=1, required=False, widget=forms.TextInput({"type": "search"})
    )
    thema = KeptChoice(label="Thema", queryset=Theme.objects.all(), required=False, empty_label="Alle thema’s")
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Elke soort"), *Tool.Kind.choices])
    voor = forms.ChoiceField(label="Voor wie", required=False, choices=[("", "Alle lezers"), *Tool.Audience.choices])
    volgorde = forms.ChoiceField(label="Volgorde", required=False, choices=ORDERS)

    def search(self) -> Search:
        """Return what was asked for, as far as it can be understood."""
        self.full_clean()
        asked = self.cleaned_data
        return Search(
            words=asked.get("zoek") or "",
            theme=asked["thema"].pk if asked.get("thema") else "",
            kind=asked.get("soort") or "",
            audience=asked.get("voor") or "",
            order=asked.get("volgorde") or NEWEST,
        )


class ToolForm(GuardedForm, WagtailAdminModelForm):  # type: ignore[misc] # the content system ships no types
    """A tool, as editors write it in the content system."""

    title = PlainText(label="Titel", max_length=140, rows=1, missing="Schrijf hoe het hulpmiddel heet.")
    summary = PlainText(
        label="Wat u eraan hebt",
        max_length=600,
        rows=4,
        missing="Schrijf in een of twee zinnen wat men eraan heeft.",
    )
    url = forms.URLField(
        label="Webadres",
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text="Of kies een bestand.",
        error_messages={"invalid": "Dit is geen webadres. Een webadres begint met https://"},
    )

    class Meta:
        """All that editors fill in."""

        model = Tool
        fields = (
            *("title", "summary", "maker", "made_on", "precision", "kind", "audience", "themes"),
            *("review_on", "url", "document", "slug", "is_shown"),
        )

    def clean(self) -> dict[str, object]:
        """Ask for something to open."""
        data = super().clean()
        if not data.get("url") and not data.get("document") and "url" not in self.errors:
            self.add_error("url", "Er is niets om te openen. Schrijf een webadres, of kies een bestand.")
        return data
