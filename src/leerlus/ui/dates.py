"""Dutch words for dates and numbers; today is always an argument."""

import datetime

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
NEAR = {-1: "gisteren", 0: "vandaag", 1: "morgen"}


def long_date(day: datetime.date, today: datetime.date) -> str:
    """Say "maandag 23 november 2026", or yesterday, today, tomorrow in a word."""
    near = NEAR.get((day - today).days)
    if near:
        return near
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: datetime.date, today: datetime.date) -> str:
    """Say "23 november", with the year when it is not this year."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def in_days(day: datetime.date, today: datetime.date) -> str:
    """Say how far away a deadline is: "nog 4 dagen", "vandaag", "4 dagen te laat"."""
    distance = (day - today).days
    if distance == 0:
        return "vandaag"
    words = "1 dag" if abs(distance) == 1 else f"{number(abs(distance))} dagen"
    return f"nog {words}" if distance > 0 else f"{words} te laat"


def number(value: int) -> str:
    """Write a whole number with a point between the thousands."""
    return f"{value:,}".replace(",", ".")


def pick_form(value: int, forms: str) -> str:
    """Choose from "kwestie,kwesties" the word that goes with the number."""
    singular, _, plural = forms.partition(",")
    return singular.strip() if value == 1 else plural.strip()
