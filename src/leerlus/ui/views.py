"""The style guide: every component in every state on one page, to look at and to test."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

from leerlus.ui.forms import ExampleFilter, ExampleForm
from leerlus.ui.shapes import Point, Tile, TrackStep, WorkRow
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONG_TITLE = (
    "Welke vaste lasten vallen onder het ontzorgen als een statushouder zonder eigen huurcontract "
    "langere tijd bij familie in een andere gemeente woont?"
)
LONG_WORD = "Arbeidsongeschiktheidsverzekeringsmaatschappijregistratienummer en ’s-Gravenhage-Leidschendam-Voorburg"

# Column, row, name, count, shade: a few regions are enough to see every shade.
TILES = (
    (4, 0, "Noord-Holland Noord", 0, 0),
    (6, 0, "Friesland", 2, 2),
    (7, 0, "Groningen", 4, 4),
    (5, 1, "Flevoland", 0, 0),
    (6, 1, "Regio Zwolle", 0, 0),
    (7, 1, "Drenthe", 2, 2),
    (3, 2, "Groot Amsterdam", 0, 0),
    (4, 2, "Gooi en Vechtstreek", 0, 0),
    (5, 2, "Amersfoort", 0, 0),
    (6, 2, "Veluwe Stedendriehoek", 0, 0),
    (7, 2, "Twente", 1205, 5),
    (2, 3, "Haaglanden", 0, 0),
    (3, 3, "Zuid-Holland Centraal", 0, 0),
    (4, 3, "Midden-Utrecht", 0, 0),
    (5, 3, "FoodValley", 0, 0),
    (6, 3, "Midden-Gelderland", 0, 0),
    (7, 3, "Achterhoek", 4, 4),
    (3, 4, "Rijnmond", 3, 3),
    (4, 4, "Drechtsteden", 0, 0),
    (5, 4, "Rivierenland", 0, 0),
    (6, 4, "Rijk van Nijmegen", 0, 0),
    (3, 5, "Zeeland", 1, 1),
    (4, 5, "West-Brabant", 0, 0),
    (5, 5, "Midden-Brabant", 0, 0),
    (6, 5, "Noord-Limburg", 0, 0),
    (6, 6, "Zuid-Limburg", 0, 0),
)
GROWTH = (1, 1, 2, 2, 4, 5, 7, 8, 11, 14, 17, 21)
MONTHS = ("dec", "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov")
PAGES = 240


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show everything; with ?meldingen=1 also the messages after a step."""
    today = timezone.localdate()
    if "meldingen" in request.GET:
        say_done(request, "Gebundeld in “Ontzorgen past niet bij inwonen en kamerhuur”.", undo_url="/stijlgids/")
        messages.error(request, "Dit lukte niet: de kwestie is intussen gebundeld door een collega.")
    return render(
        request,
        "ui/styleguide.html",
        {
            "long_title": LONG_TITLE,
            "long_word": LONG_WORD,
            "steps": tracked(today),
            "rows": work(),
            "tiles": [Tile(column=c, row=r, name=name, count=n, shade=s) for c, r, name, n, s in TILES],
            "no_tiles": [Tile(column=c, row=r, name=name, count=0, shade=0) for c, r, name, _, _ in TILES],
            "points": [
                Point(label=f"{month} {2025 if month == 'dec' else 2026}", value=value)
                for month, value in zip(MONTHS, GROWTH, strict=True)
            ],
            "facts": [("Gemeenten", 10), ("Maatschappelijke organisaties", 3), (LONG_WORD, "1.234")],
            "text": text(),
            "page_of_many": Paginator(range(PAGES), 20).page(6),
            "days": [today + datetime.timedelta(days=days) for days in (-400, -4, -1, 0, 1, 4)],
            "form": ExampleForm(initial={"audience": "professionals", "on": today}),
            "form_with_errors": wrong_form(),
            "filter": ExampleFilter(request.GET, auto_id="filter_%s"),
        },
    )


def wrong_form() -> ExampleForm:
    """Fill in a form as somebody in a hurry would."""
    form = ExampleForm({"title": LONG_TITLE * 2, "situation": "", "kinds": ["onbekend"]}, auto_id="fout_%s")
    form.add_error(None, "Er is al een kwestie met precies deze titel.")
    return form


def tracked(today: datetime.date) -> list[TrackStep]:
    """Make a tracker with a step of every kind."""
    day = datetime.timedelta(days=1)
    return [
        TrackStep(title="Ingediend", at=today - 21 * day, level="practice"),
        TrackStep(
            title="Eerste reactie",
            at=today - 18 * day,
            who="regiocoördinator van de Achterhoek",
            message="“Dit hoor ik vaker, ik leg het naast drie andere.”",
            level="linking",
        ),
        TrackStep(
            title="Gebundeld in een knelpunt",
            at=today - 12 * day,
            level="linking",
            url="#volger",
            link_label="Ontzorgen past niet bij inwonen en kamerhuur",
        ),
        TrackStep(title="Aangeboden aan het stelsel", at=today, note="met 21 kwesties", level="system"),
        TrackStep(title="Besluit, of een reden waarom nog niet", due=today + 25 * day, next=True, level="system"),
    ]


def work() -> list[WorkRow]:
    """Make a row for every status."""
    return [
        WorkRow(
            title=LONG_TITLE,
            url="#werklijst",
            why="Wacht op een eerste reactie van u. Beloofd vóór 19 november.",
            status="late",
            status_text="4 dagen te laat",
            level="practice",
            context="Gemeente Bronckhorst · Achterhoek · Financieel ontzorgen",
            step_label="Reageren",
            step_url="#werklijst",
        ),
        WorkRow(
            title="Ontzorgen past niet bij inwonen en kamerhuur",
            url="#werklijst",
            why="Van u verwacht: een opbrengst of een signaal.",
            status="due",
            status_text="Nog 4 dagen",
            level="linking",
            step_label="Opbrengst vastleggen",
            step_url="#werklijst",
            fictional=True,
        ),
        WorkRow(title=LONG_WORD, url="#werklijst", why="Gisteren ingediend in uw regio.", status="new"),
        WorkRow(title="Taalschool stopt halverwege", url="#werklijst", why="Teruggekoppeld: helpt.", status="done"),
        WorkRow(title="Wie betaalt de tolk?", url="#werklijst", why="Ligt bij het stelsel.", level="system"),
    ]


def text() -> list[tuple[str, Any]]:
    """Make the text of a kwestie."""
    return [
        (
            "Wat gebeurde er?",
            "Een statushouder woont in bij zijn broer en betaalt mee aan huur, zonder eigen contract.",
        ),
        ("Wat is de vraag?", "Mogen wij het ontzorgen in zo’n situatie beperken tot de zorgverzekering?"),
        ("Wat is al geprobeerd?", "Afspraak op papier met de broer. Dat werkt zolang de verstandhouding goed is."),
    ]
