"""Behind the door it is ours: our name, our language, and nothing that leads or asks elsewhere."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import wagtail.admin
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.users.models import UserProfile

from leerlus.knowledge import pages
from leerlus.knowledge.pages.actions import load_pages
from leerlus.knowledge.pages.models import ContentPage, StartPage
from leerlus.people.models import Person

if TYPE_CHECKING:
    from tests.cast import Cast

SKELETON = Path("templates", "wagtailadmin", "skeleton.html")
NOSCRIPT = re.compile(r"<noscript.*?</noscript>", re.DOTALL)
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}\s*", re.DOTALL)
HIDDEN = re.compile(r"<(script|style|template|svg)\b[^>]*>.*?</\1>|<[^>]+>", re.DOTALL)
OUTSIDE = re.compile(r"https?:(?:\\?/){2}(?!localhost|www\.w3\.org/)[^\s\"'<]+")


@pytest.fixture
def addresses(cast: Cast) -> list[str]:
    load_pages()
    start, page = StartPage.objects.get().pk, ContentPage.objects.all()[0].pk
    get_document_model().objects.create(title="Rooster", file=ContentFile(b"x", name="rooster.txt"))
    return [
        "/redactie/",
        "/redactie/pages/",
        f"/redactie/pages/{start}/",
        f"/redactie/pages/add/pages/contentpage/{start}/",
        f"/redactie/pages/{page}/edit/",
        f"/redactie/pages/{page}/history/",
        "/redactie/images/",
        "/redactie/images/add/",
        "/redactie/documents/",
        "/redactie/reports/locked/",
        "/redactie/redirects/",
        "/redactie/account/",
        "/redactie/antwoorden/",
        "/redactie/hulpmiddelen/add/",
        "/redactie/tijdlijn/",
        "/redactie/websites/add/",
    ]


def test_every_page_is_called_ours_and_leads_nowhere_else(cast: Cast, addresses: list[str]) -> None:
    editor = cast.client("frank")
    wrong: list[str] = []
    for address in addresses:
        answer = editor.get(address)
        text = answer.content.decode()
        if answer.status_code != 200:
            wrong.append(f"{address}: {answer.status_code}")
        title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
        if not title or "Redactie van Leerlus" not in title[1] or '<html lang="nl"' not in text:
            wrong.append(f"{address}: {title and title[1]}")
        if "Wagtail" in html.unescape(HIDDEN.sub(" ", text)):
            wrong.append(f"{address}: names the content system")
        wrong += [f"{address}: {each}" for each in OUTSIDE.findall(text)]
    assert not wrong, "\n".join(wrong)


def test_looks_and_keys_are_all_that_an_editor_sets_behind_the_door(cast: Cast) -> None:
    editor = cast.client("frank")
    text = editor.get("/redactie/account/").content.decode()
    assert "Sneltoetsen van de redactie gebruiken." in text
    assert 'type="file"' not in text
    sent = {"theme-theme": "dark", "theme-contrast": "system", "theme-density": "default"}
    assert editor.post("/redactie/account/", sent | {"name_email-email": "ander@voorbeeld.test"}).status_code == 302
    looks = UserProfile.objects.get(user=cast.people["frank"])
    assert (looks.theme, looks.keyboard_shortcuts) == ("dark", False)
    assert Person.objects.filter(pk=cast.people["frank"].pk, email="frank@voorbeeld.test").exists()


def test_what_is_not_there_says_so_in_our_words(cast: Cast) -> None:
    answer = cast.client("frank").get("/redactie/pages/99999/edit/")
    assert answer.status_code == 404
    assert "Wagtail" not in answer.content.decode()


def test_our_skeleton_is_theirs_but_for_the_name_and_one_link() -> None:
    theirs = NOSCRIPT.sub("", (Path(wagtail.admin.__path__[0]) / SKELETON).read_text("utf-8"))
    ours = NOSCRIPT.sub("", (Path(pages.__path__[0]) / SKELETON).read_text("utf-8"))
    assert COMMENT.sub("", ours).replace("Redactie van Leerlus", "Wagtail") == theirs
