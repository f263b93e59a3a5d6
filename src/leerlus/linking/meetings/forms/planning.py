"""The forms that settle when and where a meeting is, for whom, and that it is off."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone

from leerlus.linking.meetings.models import Meeting
from leerlus.measures.holidays import name_holiday
from leerlus.ui.dates import long_date
from leerlus.ui.fields import PlainText, plain
from leerlus.ui.guarding import GuardedForm
from leerlus.ui.widgets import DateBox, TimeBox

OPTIONS = 5
"""So many moments fit in one poll."""

LENGTHS = [(60, "1 uur"), (90, "1,5 uur"), (120, "2 uur"), (150, "2,5 uur"), (180, "3 uur"), (240, "4 uur")]
BAD_DATE = {"required": "Kies een datum.", "invalid": "Dit is geen datum. Schrijf hem als 15-1-2027."}
BAD_TIME = {"required": "Kies een tijd.", "invalid": "Dit is geen tijd. Schrijf hem als 09:30."}
BAD_NUMBER = dict.fromkeys(("invalid", "min_value", "max_value"), "Schrijf een heel getal van 1 tot en met 500.")


def moment_of(day: date, clock: time) -> datetime:
    """Return the moment of this time on the wall; ValidationError where the clock skips it or shows it twice."""
    try:
        return from_current_timezone(datetime.combine(day, clock))
    except ValidationError as error:
        sentence = "Deze tijd bestaat niet of komt twee keer voor: dan gaat de klok een uur voor- of achteruit."
        raise ValidationError(sentence) from error


def say_day(day: date) -> str:
    """Say which day, with the weekday, never as today or tomorrow."""
    return long_date(day, date.min)


def _count(label: str, hint: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=500, required=False, help_text=hint, error_messages=BAD_NUMBER
    )


class AboutForm(GuardedForm):
    """What a meeting is about, where it is and for whom; with or without a day."""

    title = PlainText(label="Naam van de bijeenkomst", max_length=140, rows=1, missing="Geef de bijeenkomst een naam.")
    purpose = PlainText(label="Waar gaat het over?", max_length=2000, rows=3, required=False)
    minutes = forms.TypedChoiceField(
        label="Hoe lang?", choices=LENGTHS, coerce=int, initial=120, error_messages={"invalid_choice": "Kies hoe lang."}
    )
    # A room has an address, and that is nobody's home: it is not looked at for personal data.
    room = forms.CharField(label="Waar?", max_length=200, required=False, help_text="Zaal en adres.")
    link = forms.URLField(
        label="Link naar de videovergadering",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Dit is geen adres. Het begint met https://"},
    )
    for_whom = forms.ChoiceField(
        label="Voor wie?",
        choices=Meeting.ForWhom.choices,
        initial=Meeting.ForWhom.EVERYBODY,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor wie.", "invalid_choice": "Kies een van de twee."},
    )
    capacity = _count("Hoeveel mensen kunnen er komen?", "Leeg is: iedereen. Wie te veel is, komt op de wachtlijst.")
    per_organisation = _count("Hoeveel per organisatie?", "Leeg is: zonder grens.")

    on_holiday = forms.BooleanField(label="Dat weet ik, het mag toch", required=False)

    holidays: tuple[str, ...] = ()
    """What was found on the days that were chosen, e.g. `vrijdag 25 december 2026 is eerste kerstdag`."""

    def look_for_holidays(self, days: dict[str, date]) -> None:
        """Say beside a day that it is a public holiday, until somebody ticks that they know."""
        found = {name: name_holiday(day) for name, day in days.items()}
        self.holidays = tuple(f"{say_day(days[name])} is {told}" for name, told in found.items() if told)
        if not self.cleaned_data.get("on_holiday"):
            for name, told in found.items():
                if told:
                    self.add_error(name, f"Dit is {told}. Kies een andere dag, of vink onderaan aan dat het mag.")

    def clean_room(self) -> str:
        """Take out what nobody can see."""
        return plain(self.cleaned_data["room"], lines=False)


class PlanForm(AboutForm):
    """A meeting on a day."""

    day = forms.DateField(label="Datum", widget=DateBox, error_messages=BAD_DATE)
    clock = forms.TimeField(label="Begintijd", widget=TimeBox, error_messages=BAD_TIME)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**31 - 1)
    field_order = ("title", "day", "clock", "minutes")

    def clean(self) -> dict[str, Any]:
        """Make one moment of day and time."""
        data = super().clean()
        if data.get("day") and data.get("clock"):
            try:
                data["starts_at"] = moment_of(data["day"], data["clock"])
            except ValidationError as error:
                self.add_error("clock", error)
        if data.get("day"):
            self.look_for_holidays({"day": data["day"]})
        return data


class PollForm(AboutForm):
    """A meeting of which the members choose the day."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Make a row for each moment."""
        super().__init__(*args, **kwargs)
        for number in range(1, OPTIONS + 1):
            required = number <= 2  # noqa: PLR2004 - one moment is no choice
            self.fields[f"day_{number}"] = forms.DateField(
                label=f"Datum {number}", widget=DateBox, required=required, error_messages=BAD_DATE
            )
            self.fields[f"clock_{number}"] = forms.TimeField(
                label=f"Begintijd {number}", widget=TimeBox, required=required, error_messages=BAD_TIME
            )

    @property
    def moments(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows as the page shows them."""
        return [(self[f"day_{number}"], self[f"clock_{number}"]) for number in range(1, OPTIONS + 1)]

    def clean(self) -> dict[str, Any]:
        """Make moments of days and times."""
        data = super().clean()
        found = []
        for number in range(1, OPTIONS + 1):
            day, clock = data.get(f"day_{number}"), data.get(f"clock_{number}")
            if day and clock:
                try:
                    found.append(moment_of(day, clock))
                except ValidationError as error:
                    self.add_error(f"clock_{number}", error)
            elif day and f"clock_{number}" not in self.errors:
                self.add_error(f"clock_{number}", BAD_TIME["required"])
        data["options"] = found
        names = [f"day_{number}" for number in range(1, OPTIONS + 1)]
        self.look_for_holidays({name: data[name] for name in names if data.get(name)})
        return data


class CancelForm(GuardedForm):
    """Why a meeting is called off."""

    reason = PlainText(
        label="Waarom gaat de bijeenkomst niet door?",
        max_length=300,
        rows=1,
        missing="Schrijf in één zin waarom.",
        help_text="Wie is uitgenodigd, leest dit.",
    )
