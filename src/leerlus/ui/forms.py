"""The form of the style guide, with every kind of field in it."""

from __future__ import annotations

from django import forms

from leerlus.ui.widgets import DateBox

THEMES = [
    ("", "Kies een thema"),
    ("ontzorgen", "Financieel ontzorgen"),
    ("randvoorwaarden", "Randvoorwaarden: kinderopvang, reizen, gezondheid"),
]


class ExampleForm(forms.Form):
    """Only to look at."""

    title = forms.CharField(label="In één zin", help_text="Zo staat de kwestie in de lijst.", max_length=140)
    situation = forms.CharField(label="Wat gebeurde er?", widget=forms.Textarea(attrs={"rows": 4}))
    tried = forms.CharField(label="Wat is al geprobeerd?", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    theme = forms.ChoiceField(label="Thema", choices=THEMES)
    on = forms.DateField(label="Wanneer speelde het?", widget=DateBox, required=False)
    audience = forms.ChoiceField(
        label="Wie mag dit lezen?",
        help_text="U kunt dit later ruimer maken.",
        widget=forms.RadioSelect,
        choices=[
            ("community", "Alleen mijn community"),
            ("professionals", "Alle professionals"),
            ("public", "Iedereen"),
        ],
    )
    kinds = forms.MultipleChoiceField(
        label="Wie kwam dit tegen?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("gemeente", "Gemeente"), ("taalschool", "Taalschool"), ("duo", "DUO")],
    )
    checked = forms.BooleanField(
        label="Ik heb gekeken of er geen persoonsgegevens in staan",
        help_text="Namen, geboortedata, adressen, BSN of V-nummer horen hier niet.",
    )


class ExampleFilter(forms.Form):
    """A list that can be narrowed; only to look at."""

    words = forms.CharField(label="Zoeken in de tekst", required=False)
    theme = forms.ChoiceField(label="Thema", choices=[("", "Alle thema’s"), *THEMES[1:]], required=False)
