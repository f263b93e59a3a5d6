"""What narrows the list of websites, and the form in which editors write one."""

from __future__ import annotations

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from leerlus.knowledge.links.models import Website
from leerlus.knowledge.links.queries import BY_NAME, NEWEST
from leerlus.people.kept import KeptChoice
from leerlus.people.models import Theme
from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import GuardedForm

NO_ADDRESS = "Dit is geen webadres. Een webadres begint met https://"
ORDERS = [(BY_NAME, "Op naam"), (NEWEST, "Nieuwste eerst")]


class WebsitesForm(forms.Form):
    """Theme and order; a wrong choice counts as none."""

    thema = KeptChoice(label="Thema", queryset=Theme.objects.all(), required=False, empty_label="Alle thema’s")
    volgorde = forms.ChoiceField(label="Volgorde", required=False, choices=ORDERS)

    def chosen(self) -> dict[str, str]:
        """Return what was asked for, as far as it can be understood."""
        self.full_clean()
        theme = self.cleaned_data.get("thema")
        return {"theme": theme.pk if theme else "", "order": self.cleaned_data.get("volgorde") or BY_NAME}


class WebsiteForm(GuardedForm, WagtailAdminModelForm):  # type: ignore[misc] # the content system ships no types
    """A website, as editors write it in the content system."""

    name = PlainText(label="Naam", max_length=120, rows=1, missing="Schrijf hoe de website heet.")
    offers = PlainText(
        label="Wat er te vinden is", max_length=400, rows=3, missing="Schrijf wat iemand daar vindt, in eigen woorden."
    )
    url = forms.URLField(
        label="Webadres",
        max_length=300,
        assume_scheme="https",
        error_messages={"invalid": NO_ADDRESS, "required": NO_ADDRESS},
    )

    class Meta:
        """All that editors fill in."""

        model = Website
        fields = ("name", "offers", "url", "themes", "slug", "is_shown")
