"""The kinds and choices of issues."""

from __future__ import annotations

from django.db import models


class Source(models.TextChoices):
    """The input line that an issue came in by."""

    PRACTICE = "practice", "Praktijk"
    MANAGEMENT_INFORMATION = "management_information", "Managementinformatie"
    RESEARCH = "research", "Onderzoek"
    COURT = "court", "Rechtspraak"
    NEWCOMERS = "newcomers", "Inburgeraars"
    PEER_SESSION = "peer_session", "Intervisie"


class Severity(models.IntegerChoices):
    """How much it weighs for the inburgeraar."""

    HINDRANCE = 1, "Lastig, maar het gaat door"
    DELAY = 2, "Vertraging of schade"
    HARM = 3, "Ernstige schade"


class Visibility(models.TextChoices):
    """Who may read an issue."""

    REGION = "region", "Mijn organisatie en mijn regio"
    PROFESSIONALS = "professionals", "Alle professionals"
    PUBLIC = "public", "Iedereen"


class Closing(models.TextChoices):
    """What an issue came to: the kinds of outcome, the instruments of a decision, or withdrawn."""

    NONE = "", "Nog open"
    ANSWER = "answer", "Antwoord"
    GUIDE = "guide", "Handreiking"
    WAY_OF_WORKING = "way_of_working", "Werkwijze"
    STORY = "story", "Praktijkverhaal"
    LAW = "law", "Wet gewijzigd"
    DECREE = "decree", "Besluit (amvb) gewijzigd"
    REGULATION = "regulation", "Regeling gewijzigd"
    MONEY = "money", "Geld"
    WIDER_READING = "wider_reading", "Ruimere uitleg"
    TEMPORARY_EXCEPTION = "temporary_exception", "Tijdelijke uitzondering"
    PROCESS_REPAIRED = "process_repaired", "Proces hersteld"
    RESEARCH = "research", "Onderzoek"
    NO_CHANGE = "no_change", "Geen wijziging"
    WITHDRAWN = "withdrawn", "Ingetrokken"
