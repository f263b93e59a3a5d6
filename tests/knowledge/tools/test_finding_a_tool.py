"""Readers find a tool by theme, kind and words, see how old it is, and open a link or download a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from wagtail.documents.models import Document

from leerlus.knowledge.tools.actions import load_tools
from leerlus.knowledge.tools.models import Tool

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast

WRITTEN = {
    "title": "Stappenkaart plan",
    "summary": "Op één kaart wat u doet na de intake.",
    "maker": "Gemeente Bronckhorst",
    "made_on": "2026-03-01",
    "precision": "month",
    "kind": "tool",
    "audience": "uitvoering",
    "themes": ["pip"],
    "review_on": "",
    "url": "https://voorbeeld.test/kaart",
    "document": "",
    "slug": "stappenkaart",
    "is_shown": "on",
}


@pytest.fixture
def loaded(cast: Cast) -> Cast:
    load_tools()
    return cast


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("?soort=training", "Training Module", "Handreiking Leerroutes"),
        ("?thema=pip", "Handreiking Brede intake", "Handreiking Leerroutes"),
        ("?voor=beleid", "Modelverordening", "Handreiking Leerroutes"),
        ("?zoek=overdracht+coa", "warme overdracht", "Modelverordening"),
        ("?zoek=bestaatniet", "Geen hulpmiddel met deze keuze", "Modelverordening"),
        ("?soort=onzin&volgorde=onzin", "Modelverordening", "Geen hulpmiddel"),
    ],
)
def test_a_reader_narrows_the_list(loaded: Cast, query: str, there: str, gone: str) -> None:
    text = loaded.client().get(f"/hulpmiddelen/{query}").content.decode()
    assert there in text
    assert gone not in text


def test_the_list_has_three_orders(loaded: Cast) -> None:
    Tool.objects.filter(slug="pilots").update(review_on=date(2026, 1, 1))

    def first(order: str) -> str:
        text = loaded.client().get(f"/hulpmiddelen/?volgorde={order}").content.decode()
        return min(Tool.objects.values_list("slug", flat=True), key=lambda slug: text.find(f"/hulpmiddelen/{slug}/"))

    assert [first("nieuw"), first("titel"), first("herbeoordelen")] == ["werk-vanuit-azc", "benchmark", "pilots"]


def test_the_page_says_who_made_it_and_how_old_it_is(loaded: Cast) -> None:
    Tool.objects.filter(slug="leerroutes").update(review_on=date(2024, 5, 1))
    text = loaded.client().get("/hulpmiddelen/leerroutes/").content.decode()
    assert "Divosa en Nautus" in text
    assert "april 2021" in text
    assert "Herbeoordeling was op 1 mei 2024" in text
    assert "Gemaakt voordat de wet op 1 januari 2022 inging" in text
    assert "Herbeoordeling was" not in loaded.client().get("/hulpmiddelen/werk-vanuit-azc/").content.decode()


def test_what_is_taken_off_is_gone_and_does_not_come_back(loaded: Cast) -> None:
    Tool.objects.filter(slug="leerroutes").update(is_shown=False, title="Weg")
    assert load_tools() == 0
    assert loaded.client().get("/hulpmiddelen/leerroutes/").status_code == 404
    assert "Weg" not in loaded.client().get("/hulpmiddelen/").content.decode()


def test_a_file_is_downloaded_and_never_opened_here(loaded: Cast) -> None:
    document = Document(title="Kaart")
    document.file.save("kaart <één>.pdf", ContentFile(b"%PDF-1.7"))
    Tool.objects.filter(slug="leerroutes").update(url="", document=document)
    assert document.url in loaded.client().get("/hulpmiddelen/leerroutes/").content.decode()
    answer = loaded.client().get(document.url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "<" not in document.filename
    answer.close()
    document.file.close()


def test_the_database_keeps_no_tool_without_anything_to_open(loaded: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Tool.objects.filter(slug="leerroutes").update(url="")


def test_an_editor_adds_a_tool(loaded: Cast) -> None:
    editor = loaded.client("frank")
    assert editor.get("/redactie/hulpmiddelen/").status_code == 200
    assert editor.post("/redactie/hulpmiddelen/add/", WRITTEN).status_code == 302
    assert "Stappenkaart plan" in loaded.client().get("/hulpmiddelen/?thema=pip").content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"url": ""}, "Er is niets om te openen."),
        ({"url": "javascript:alert(1)"}, "Dit is geen webadres."),
        ({"summary": "Bel mevrouw Haddad."}, "mogelijk persoonsgegevens"),
    ],
)
def test_a_mistake_gets_a_sentence_and_keeps_what_was_typed(loaded: Cast, wrong: dict[str, str], sentence: str) -> None:
    text = loaded.client("frank").post("/redactie/hulpmiddelen/add/", WRITTEN | wrong).content.decode()
    assert sentence in text
    assert "Gemeente Bronckhorst" in text
    assert not Tool.objects.filter(slug="stappenkaart").exists()


@pytest.mark.parametrize("name", ["kwaad.html", "kwaad.svg", "kwaad.exe"])
def test_what_a_browser_could_run_is_refused(loaded: Cast, name: str) -> None:
    sent = {"title": "Kwaad", "file": ContentFile(b"<svg onload=alert(1)>", name=name), "collection": "1"}
    answer = loaded.client("frank").post("/redactie/documents/add/", sent)
    assert answer.status_code in {200, 302}
    assert not Document.objects.exists()


def test_the_pages_ask_little(loaded: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(5):
        loaded.client().get("/hulpmiddelen/?thema=werk")
    with django_assert_max_num_queries(5):
        loaded.client().get("/hulpmiddelen/leerroutes/")


def test_a_file_that_no_listed_tool_has_is_for_editors_only(loaded: Cast) -> None:
    document = Document(title="Concept")
    document.file.save("concept.pdf", ContentFile(b"%PDF-1.7"))
    for shown in (None, False):
        if shown is not None:
            Tool.objects.filter(slug="leerroutes").update(url="", document=document, is_shown=shown)
        for name in ("", "alice"):
            client = loaded.client(name) if name else loaded.client()
            assert client.get(document.url).status_code == 404
    answer = loaded.client("frank").get(document.url)
    assert answer.status_code == 200
    answer.close()
    document.file.close()
