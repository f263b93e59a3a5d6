"""The forms of intervisie: planning, writing in the room, and adding a method."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from leerlus.practice.peer_sessions.actions import LONGEST
from leerlus.practice.peer_sessions.models import PeerSession
from leerlus.practice.peer_sessions.workflow import LARGEST_FILE, read_method
from leerlus.ui.fields import PlainText
from leerlus.ui.widgets import DateBox

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leerlus.people.models import Person
    from leerlus.practice.peer_sessions.workflow import Fault, Method

MOST_ADDRESSES = 30
CHOOSE = "Kies er een uit de lijst."


class TimeBox(forms.TimeInput):
    """A time with the clock of the browser."""

    input_type = "time"

    def __init__(self) -> None:
        """Fix the format, because a localised value would leave the box empty."""
        super().__init__(format="%H:%M")


class PlanForm(forms.Form):
    """Which method, when, and with whom."""

    method = forms.ChoiceField(
        label="Met welke methode?", error_messages={"required": "Kies een methode.", "invalid_choice": CHOOSE}
    )
    day = forms.DateField(
        label="Op welke dag?",
        widget=DateBox,
        error_messages={"required": "Kies een dag.", "invalid": "Schrijf de dag als 23-11-2026."},
    )
    at = forms.TimeField(
        label="Hoe laat begint u?",
        widget=TimeBox,
        error_messages={"required": "Kies een tijd.", "invalid": "Schrijf de tijd als 13:30."},
    )
    mode = forms.ChoiceField(
        label="Hoe doet u het?",
        choices=PeerSession.Mode.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe u het doet.", "invalid_choice": CHOOSE},
    )
    days_per_step = forms.IntegerField(
        label="Hoeveel dagen duurt een stap?",
        help_text="Alleen als u het over meer dagen doet. Leerlus gaat dan vanzelf naar de volgende stap.",
        min_value=1,
        max_value=30,
        initial=1,
        error_messages={
            "required": "Vul een aantal dagen in.",
            "invalid": "Vul een heel getal in.",
            "min_value": "Kies ten minste 1 dag.",
            "max_value": "Kies ten hoogste 30 dagen.",
        },
    )
    people = forms.TypedMultipleChoiceField(
        label="Welke collega’s vraagt u?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": CHOOSE},
    )
    addresses = forms.CharField(
        label="Wie nog meer?",
        help_text="E-mailadressen van mensen die al een account hebben, met komma’s ertussen.",
        required=False,
        max_length=3000,
    )
    grows = forms.BooleanField(
        label="Er komen later nog mensen bij",
        help_text="Kruis dit aan als u nog mensen vraagt, of de intervisie openstelt voor een community.",
        required=False,
    )
    origin = forms.CharField(widget=forms.HiddenInput, required=False)
    note_taker = forms.CharField(
        label="Wie is notulist?",
        help_text="Het e-mailadres van iemand die u vraagt. Zonder notulist kan ook.",
        required=False,
        max_length=254,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's
        methods: Mapping[str, Method],
        colleagues: Sequence[Person],
        **kwargs: Any,  # noqa: ANN401 - Django's
    ) -> None:
        """Offer the methods and the colleagues of this planner."""
        super().__init__(*args, **kwargs)
        field, people = self.fields["method"], self.fields["people"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (key, f"{method.title} ({method.minutes} minuten, {method.smallest}–{method.largest} mensen)")
                for key, method in methods.items()
            ]
        if colleagues and isinstance(people, forms.TypedMultipleChoiceField):
            people.choices = [(person.pk, person.name) for person in colleagues]
        else:
            del self.fields["people"]

    def clean_day(self) -> date:
        """Return the day; one that is over cannot be planned."""
        day: date = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError("Deze dag is al voorbij. Kies vandaag of een latere dag.")
        return day

    def clean_addresses(self) -> tuple[str, ...]:
        """Return the addresses, in small letters and each once."""
        words = re.split(r"[\s,;]+", str(self.cleaned_data["addresses"]).lower())
        found = tuple(dict.fromkeys(word for word in words if word))
        if len(found) > MOST_ADDRESSES:
            raise forms.ValidationError(f"Vraag ten hoogste {MOST_ADDRESSES} mensen.")
        return found

    def clean_origin(self) -> str:
        """Return the mark of the form; anything else is none."""
        mark = str(self.cleaned_data["origin"])
        return mark if re.fullmatch("[0-9a-f-]{36}", mark) else ""

    def clean_note_taker(self) -> str:
        """Return the address in small letters."""
        return str(self.cleaned_data["note_taker"]).strip().lower()

    def planned_at(self) -> datetime:
        """Return the moment, as the clock on the wall says it here; only after `is_valid`."""
        day, at = self.cleaned_data["day"], self.cleaned_data["at"]
        return timezone.make_aware(datetime.combine(day, at))


def first_choice(today: date) -> dict[str, object]:
    """Return what the form is filled in with: the incident method, live, in the morning."""
    values = {"method": "incident", "mode": PeerSession.Mode.LIVE, "days_per_step": 1, "at": time(10), "day": today}
    return values | {"origin": str(uuid4())}


class WriteForm(forms.Form):
    """One box to write in, in the room; only the group reads it, when the method says so."""

    text = PlainText(label="Uw tekst", max_length=LONGEST, rows=3, required=False)


class AskForm(forms.Form):
    """One more person, by the address of an account."""

    email = forms.EmailField(
        label="E-mailadres van iemand met een account",
        max_length=254,
        error_messages={"required": "Vul een e-mailadres in.", "invalid": "Dit is geen e-mailadres."},
    )


class MethodForm(forms.Form):
    """A method as a file."""

    file = forms.FileField(
        label="Bestand met de methode",
        help_text="Een tekstbestand (YAML). Leerlus kijkt het na voordat het wordt bewaard.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
    )

    method: Method | None = None
    faults: tuple[Fault, ...] = ()

    def clean_file(self) -> None:
        """Read the method, and keep what is wrong with it."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_FILE:
            raise forms.ValidationError("Dit bestand is te groot voor een methode.")
        try:
            text = upload.read().decode("utf-8")
        except UnicodeDecodeError:
            raise forms.ValidationError("Dit is geen tekstbestand (UTF-8).") from None
        self.method, self.faults = read_method(text)
        if self.faults:
            raise forms.ValidationError("Er klopt iets niet. Hieronder staat wat, en bij welke stap.")


class ConsentForm(forms.Form):
    """The case presenter wants to take one thing out of the session, written anew."""

    agrees = forms.BooleanField(
        label="Ik bracht de casus in en wil de les eruit delen, in nieuwe woorden",
        error_messages={"required": "Vink dit aan als u de les wilt delen. Anders blijft alles in de groep."},
    )
