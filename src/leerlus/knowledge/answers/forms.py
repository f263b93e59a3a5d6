"""The forms of answers: finding, reviewing, publishing, asking, and the text itself in the content system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from leerlus.knowledge.answers.actions import plain_words
from leerlus.knowledge.answers.models import Publication
from leerlus.knowledge.answers.queries import Search
from leerlus.measures.personal_data import find_together
from leerlus.people.actors import KIND_NAMES
from leerlus.people.kept import KeptChoice
from leerlus.people.models import Organisation, Theme
from leerlus.ui.dates import short_date
from leerlus.ui.fields import UNKEPT, UNKEPT_SAID, PlainText
from leerlus.ui.guarding import NOBODY, GuardedForm, explain
from leerlus.ui.widgets import DateBox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import QueryDict

BAD_DATE = {"required": "Kies een datum.", "invalid": "Dit is geen datum. Schrijf hem als 1-1-2027."}
BAD_EMAIL = {
    "required": "Schrijf een e-mailadres.",
    "invalid": "Dit is geen e-mailadres. Een adres ziet eruit als naam@organisatie.nl.",
}
NO_VERSION = dict.fromkeys(("required", "invalid_choice"), "Deze versie is er niet. Kies er een uit de lijst.")
KINDS = [(kind.value, name) for kind, name in KIND_NAMES.items()]


class SearchForm(forms.Form):
    """What somebody looks for in the list; a wrong choice counts as none."""

    zoek = PlainText(
        label="Woorden", max_length=100, rows=1, required=False, widget=forms.TextInput({"type": "search"})
    )
    thema = KeptChoice(label="Thema", queryset=Theme.objects.all(), required=False, empty_label="Alle thema’s")
    voor = forms.ChoiceField(label="Voor wie", required=False, choices=[("", "Iedereen"), *KINDS])

    def search(self) -> Search:
        """Return what was asked for, as far as it can be understood."""
        self.full_clean()
        asked = self.cleaned_data
        return Search(
            words=asked.get("zoek") or "",
            theme=asked["thema"].pk if asked.get("thema") else "",
            kind=asked.get("voor") or "",
        )


class DaysForm(forms.Form):
    """The two days on which a reader wants to see an answer."""

    gezegd = forms.DateField(
        label="Wat zeiden wij op", required=False, widget=DateBox, error_messages=BAD_DATE, help_text="Leeg: vandaag."
    )
    geval = forms.DateField(
        label="over een geval van",
        required=False,
        widget=DateBox,
        error_messages=BAD_DATE,
        help_text="Leeg: diezelfde dag.",
    )

    def clean_gezegd(self) -> date | None:
        """Refuse a day that is still to come: what we say then, nobody knows."""
        day: date | None = self.cleaned_data["gezegd"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Kies vandaag of een dag die geweest is.")
        return day

    def days(self) -> tuple[date | None, date | None]:
        """Return both days, as far as they can be understood."""
        self.full_clean()
        return self.cleaned_data.get("gezegd"), self.cleaned_data.get("geval")


class CompareForm(forms.Form):
    """Which two versions stand side by side."""

    van = forms.TypedChoiceField(label="Eerst", coerce=int, error_messages=NO_VERSION)
    naar = forms.TypedChoiceField(label="Daarna", coerce=int, error_messages=NO_VERSION)

    def __init__(self, asked: QueryDict, versions: Sequence[Publication]) -> None:
        """Offer the versions there are, by their day; without a choice the last two."""
        last = {"van": str(versions[min(1, len(versions) - 1)].number), "naar": str(versions[0].number)}
        super().__init__(asked if "van" in asked else last)
        choices = [(each.number, f"Versie {each.number}, {day_of(each)}") for each in versions]
        for name in ("van", "naar"):
            field: Any = self.fields[name]
            field.choices = choices


def day_of(publication: Publication) -> str:
    """Return the day of a publication, as people write it."""
    return short_date(timezone.localdate(publication.published_from), timezone.localdate())


class OfferForm(forms.Form):
    """By when reviewers should have read it."""

    due_on = forms.DateField(label="Reageren uiterlijk op", widget=DateBox, error_messages=BAD_DATE)


class PublishForm(forms.Form):
    """Now, or on a day."""

    publish_on = forms.DateField(
        label="Op welke dag?", required=False, widget=DateBox, error_messages=BAD_DATE, help_text="Leeg: nu meteen."
    )


class ReasonForm(GuardedForm):
    """Why a review is stopped, or why an answer is withdrawn."""

    reason = PlainText(
        label="Waarom?", max_length=2000, rows=3, missing="Schrijf waarom. Wie dit leest, wil het weten."
    )


class ApproveForm(GuardedForm):
    """Approving exactly the text that stands on the page."""

    content_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reservation = PlainText(
        label="Voorbehoud",
        max_length=2000,
        rows=3,
        required=False,
        help_text="Mag leeg blijven. Redacteuren en beoordelaars lezen dit; wie het antwoord leest, ziet het niet.",
    )


class DeclineForm(GuardedForm):
    """Giving a text back."""

    content_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = PlainText(
        label="Wat moet er anders?",
        max_length=2000,
        rows=4,
        missing="Schrijf waarom u de tekst teruggeeft. Dan weet de redactie wat er moet veranderen.",
        help_text="De beoordeling stopt. De redactie past de tekst aan en biedt hem opnieuw aan.",
    )


class SpeakingForm(ApproveForm):
    """The same for who has a place at the table; `kind` says which of the three the page said they speak for."""

    kind = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)


class ReturningForm(DeclineForm):
    """Giving a text back for who has a place at the table."""

    kind = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)


class RemarkForm(GuardedForm):
    """A comment on a passage."""

    quote = PlainText(
        label="Over welke zin gaat het?",
        max_length=500,
        rows=2,
        required=False,
        help_text="Neem de zin over uit de tekst. Leeg: over het geheel.",
    )
    text = PlainText(label="Wat wilt u erover zeggen?", max_length=2000, rows=3, missing="Schrijf uw opmerking.")


class LinkForm(forms.Form):
    """Who may approve without an account."""

    email = forms.EmailField(
        label="E-mailadres van uw collega",
        max_length=254,
        error_messages=BAD_EMAIL,
        help_text="Wij mailen een link die één keer werkt, voor precies deze tekst. Het adres bewaren wij niet.",
    )


class DeputyForm(forms.Form):
    """Who reviews in one's place, and when."""

    email = forms.EmailField(label="E-mailadres van de vervanger", max_length=254, error_messages=BAD_EMAIL)
    since = forms.DateField(label="Vanaf", widget=DateBox, error_messages=BAD_DATE)
    until = forms.DateField(label="Tot en met", widget=DateBox, error_messages=BAD_DATE)


class AskForm(GuardedForm):
    """What a reader misses."""

    text = PlainText(
        label="Wat mist u?",
        max_length=2000,
        rows=5,
        missing="Schrijf wat u mist of wat niet duidelijk is.",
        help_text="Schrijf geen namen of andere gegevens van inburgeraars.",
    )
    email = forms.EmailField(
        label="Uw e-mailadres",
        required=False,
        max_length=254,
        error_messages=BAD_EMAIL,
        help_text="Mag leeg blijven: u krijgt een link om uw vraag te volgen. Wij gebruiken het adres voor één mail.",
    )


def public_answers() -> list[tuple[str, str]]:
    """Return the answers that are public now, as choices."""
    latest = Publication.objects.filter(published_until__isnull=True).order_by("question")
    found = latest.values_list("answer_id", "question")
    return [("", "Geen"), *((str(answer), question) for answer, question in found)]


class ReplyForm(GuardedForm):
    """What the editors reply to a reader."""

    pointed_to = forms.ChoiceField(label="Dit antwoord past erbij", required=False, choices=public_answers)
    words = PlainText(
        label="Toelichting",
        max_length=2000,
        rows=3,
        required=False,
        help_text="Past er geen antwoord bij, schrijf dan waarom u de vraag niet oppakt.",
    )


class AnswerForm(WagtailAdminModelForm):  # type: ignore[misc] # the content system ships no types
    """The text of an answer in the content system, looked at for personal data like every text that others read."""

    audience = forms.MultipleChoiceField(
        label="Voor wie",
        choices=KINDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Niets aangevinkt: voor iedereen.",
    )
    looked_at: ClassVar[tuple[str, ...]] = ("question", "text", "example", "note")
    """The texts that others read; a house test compares them with the fields."""

    confirmed = forms.BooleanField(label=NOBODY, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the content system's
        """Offer as the keeper who works for the whole country, and who keeps it already."""
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = Organisation.objects.filter(Q(region=None) | Q(pk=self.instance.owner_id))

    def clean(self) -> dict[str, Any]:
        """Look at the texts, and say beside each what was found and what to do."""
        data: dict[str, Any] = super().clean()
        texts = {name: str(data.get(name) or "") for name in self.looked_at}
        for name in [name for name, text in texts.items() if UNKEPT.search(text)]:
            self.add_error(name, UNKEPT_SAID)
        if not data.get("confirmed"):
            for name, findings in find_together({**texts, "text": plain_words(texts["text"])}).items():
                if findings:
                    self.add_error(name, explain(findings))
        return data
