"""The forms for signing in, invitations, organisations and the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from django import forms
from django.contrib.auth.password_validation import validate_password

from leerlus.people.actors import KIND_NAMES, OrganisationKind, Role
from leerlus.people.kept import KeptChoice
from leerlus.people.models import Municipality, Organisation, Person, Region, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

EMAIL = "E-mailadres"
PASSWORD = "Wachtwoord"  # noqa: S105 - a label
NEW_PASSWORD = "Nieuw wachtwoord"  # noqa: S105 - a label
PASSWORD_HINT = "Ten minste 12 tekens. Een zin van een paar woorden onthoudt u het best."  # noqa: S105 - a hint


class Reworded:
    """Gives a form of the sign-in our labels and hints; what it asks twice is asked once."""

    words: ClassVar[dict[str, tuple[str, str]]]
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - whatever allauth gives its forms
        """Change the words after the form made its fields."""
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, (label, hint) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Reworded, LoginForm):  # type: ignore[misc] # allauth ships no types
    """Sign in with e-mail and password."""

    words = {"login": (EMAIL, ""), "password": (PASSWORD, "")}


class ConfirmPasswordForm(Reworded, ReauthenticateForm):  # type: ignore[misc] # allauth ships no types
    """Show once more who you are."""

    words = {"password": (PASSWORD, "")}


class NewPasswordForm(Reworded, ChangePasswordForm):  # type: ignore[misc] # allauth ships no types
    """Change the password."""

    words = {"oldpassword": ("Huidig wachtwoord", ""), "password1": (NEW_PASSWORD, PASSWORD_HINT)}


class FirstPasswordForm(Reworded, SetPasswordForm):  # type: ignore[misc] # allauth ships no types
    """Choose a password for an account that has none yet."""

    words = {"password1": (NEW_PASSWORD, PASSWORD_HINT)}


class ForgottenForm(Reworded, ResetPasswordForm):  # type: ignore[misc] # allauth ships no types
    """Ask for a link to choose a new password."""

    words = {"email": (EMAIL, "Het adres waarmee u inlogt.")}


class ResetForm(Reworded, ResetPasswordKeyForm):  # type: ignore[misc] # allauth ships no types
    """Choose a new password after following the link."""

    words = {"password1": (NEW_PASSWORD, PASSWORD_HINT)}


ROLE_DEEDS: dict[str, str] = {
    Role.PROFESSIONAL: "dient kwesties in en zegt of het antwoord helpt",
    Role.COMMUNITY_LEADER: "trekt een community, reageert en bundelt in een regio of thema",
    Role.REGIONAL_COORDINATOR: "reageert, bundelt en lost op in een regio; zonder regio in het hele land",
    Role.KNOWLEDGE_EDITOR: "leest alles en bewaakt de teksten",
    Role.REVIEWER: "leest alles mee",
    Role.SYSTEM_ADVISER: "neemt signalen aan en legt besluiten vast",
    Role.EXPERIENCE_EXPERT: "vertelt wat het voor inburgeraars betekent",
    Role.ORGANISATION_ADMINISTRATOR: "nodigt collega’s uit en beëindigt rollen",
    Role.PLATFORM_ADMINISTRATOR: "voegt organisaties toe en geeft alle rollen",
}
"""What somebody does with a role, for whoever gives it."""


class InvitationForm(forms.Form):
    """Whom to invite, for which roles."""

    email = forms.EmailField(
        label=EMAIL,
        max_length=254,
        help_text="Wij sturen naar dit adres een link die twee weken werkt.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    roles = forms.MultipleChoiceField(
        label="Rollen",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één rol."},
    )
    region = KeptChoice(
        label="Alleen voor deze regio",
        queryset=Region.objects.all(),
        required=False,
        empty_label="Alle regio’s",
        help_text="Geldt niet voor professionals, ervaringsdeskundigen en beheerders.",
    )
    theme = KeptChoice(
        label="Alleen voor dit thema", queryset=Theme.objects.all(), required=False, empty_label="Alle thema’s"
    )

    def __init__(self, data: QueryDict | None = None, *, roles: Iterable[tuple[str, str]]) -> None:
        """Offer only the roles that the reader may give."""
        super().__init__(data)
        field = self.fields["roles"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(role, f"{name}: {ROLE_DEEDS[role]}") for role, name in roles]

    def clean_roles(self) -> list[Role]:
        """Return roles instead of text."""
        return [Role(value) for value in self.cleaned_data["roles"]]


class NewAccountForm(forms.Form):
    """What somebody who accepts an invitation fills in when there is no account yet."""

    name = forms.CharField(
        label="Uw naam",
        max_length=100,
        help_text="Alleen uw eigen community en de beheerder van uw organisatie zien uw naam, tot u zelf anders kiest.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=PASSWORD,
        strip=False,
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: QueryDict | None = None, *, email: str) -> None:
        """Remember the address: a password may not look like it."""
        super().__init__(data)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Hold the password against the rules."""
        data = super().clean() or self.cleaned_data
        if data.get("password"):
            try:
                validate_password(data["password"], Person(email=self.email, name=data.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


class EndRoleForm(forms.Form):
    """The one question before a role ends."""

    left_service = forms.BooleanField(
        label="Deze collega is uit dienst",
        required=False,
        help_text="Dan eindigen alle rollen bij uw organisatie. Is er nergens meer een rol, dan sluit het account.",
    )


class OrganisationForm(forms.Form):
    """A new organisation."""

    name = forms.CharField(label="Naam van de organisatie", max_length=120)
    kind = forms.ChoiceField(
        label="Soort organisatie", choices=[("", "Kies een soort"), *((k.value, n) for k, n in KIND_NAMES.items())]
    )
    municipality = forms.ModelChoiceField(
        label="Gemeente",
        queryset=Municipality.objects.filter(valid_until__isnull=True),
        required=False,
        empty_label="Geen",
        help_text="Verplicht voor een gemeente.",
    )
    region = KeptChoice(
        label="Regio",
        queryset=Region.objects.all(),
        required=False,
        empty_label="Hele land, of de regio van de gemeente",
    )

    def clean_name(self) -> str:
        """Refuse a name that is taken."""
        name: str = self.cleaned_data["name"]
        if Organisation.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError("Er is al een organisatie met deze naam.")
        return name

    def clean_kind(self) -> OrganisationKind:
        """Return a kind instead of text."""
        return OrganisationKind(self.cleaned_data["kind"])

    def clean(self) -> dict[str, Any]:
        """Ask for the municipality of a municipality."""
        data = super().clean() or self.cleaned_data
        if data.get("kind") is OrganisationKind.MUNICIPALITY and not data.get("municipality"):
            self.add_error("municipality", "Kies welke gemeente dit is.")
        return data


class CaseloadForm(forms.Form):
    """How many inburgeraars a municipality guides; empty takes the number away."""

    caseload = forms.IntegerField(
        label="Hoeveel inburgeraars begeleidt uw gemeente nu ongeveer?",
        help_text="Alleen het aantal. Daarmee ziet de schakel hoeveel inburgeraars met een knelpunt te maken hebben.",
        min_value=0,
        max_value=200_000,
        required=False,
        error_messages={
            "invalid": "Dit is geen aantal. Schrijf alleen cijfers, bijvoorbeeld 240.",
            "min_value": "Een aantal is nul of meer.",
            "max_value": "Dit is meer dan er in Nederland zijn. Controleer het aantal.",
        },
    )


class SearchForm(forms.Form):
    """Words in the name of an organisation."""

    zoek = forms.CharField(label="Naam van de organisatie", required=False)


class ProfileForm(forms.Form):
    """What people change about themselves."""

    name = forms.CharField(label="Uw naam", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    digest = forms.ChoiceField(
        label="Hoe vaak wilt u mail over terugkoppeling?", choices=Person.Digest.choices, widget=forms.RadioSelect
    )
    may_be_sampled = forms.BooleanField(
        label="Vraag mij soms of iets nog speelt",
        required=False,
        help_text="Ook als u het zelf niet inbracht. Zo zien wij of een oplossing overal werkt. Hoogstens één vraag "
        "tegelijk, en antwoorden hoeft niet.",
    )

    helps_with = forms.MultipleChoiceField(
        label="Hier weet ik van",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kiest u een thema, dan staan uw naam, e-mailadres, rol, organisatie en regio op de pagina ervan. "
        "Alleen wie is ingelogd en een rol heeft, leest dat. U kunt het hier altijd weer uitzetten.",
    )

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, Any]) -> None:
        """Offer the themes of today."""
        super().__init__(data, initial=initial)
        field = self.fields["helps_with"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(theme.pk, theme.name) for theme in Theme.objects.kept().values()]

    def clean_digest(self) -> Person.Digest:
        """Return a choice instead of text."""
        return Person.Digest(self.cleaned_data["digest"])
