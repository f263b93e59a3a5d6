"""Form widgets that browsers know how to show in Dutch."""

from typing import Any

from django import forms


class DateBox(forms.DateInput):
    """A date with the calendar of the browser; it only accepts the ISO form as its value."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Fix the format, because a localised value would leave the box empty."""
        super().__init__(attrs, format="%Y-%m-%d")


class TimeBox(forms.TimeInput):
    """A time of the day, in hours and minutes."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Fix the format, as that of a date."""
        super().__init__(attrs, format="%H:%M")
