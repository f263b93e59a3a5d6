"""Editors write pages and stories; readers find them from Kennis, and no other website hears of it unasked."""

from __future__ import annotations

import gc
import io
import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Drawing
from wagtail.images.models import Image
from wagtail.models import Page

from leerlus.knowledge.milestones.actions import load_milestones
from leerlus.knowledge.pages.actions import lay_out, load_pages
from leerlus.knowledge.pages.blocks import player_of
from leerlus.knowledge.pages.clock import publish_pages
from leerlus.knowledge.pages.models import ContentPage, StartPage, StoryPage
from leerlus.knowledge.tools.actions import load_tools

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

    from tests.cast import Cast


@pytest.fixture
def loaded(cast: Cast) -> Cast:
    load_pages()
    return cast


def written(text: str = "Zo werkt het.", *, video: str = "") -> dict[str, str]:
    """Return what the form of a page sends: a paragraph, and a video if there is one."""
    sent = {
        "title": "Een nieuwe pagina",
        "slug": "een-nieuwe-pagina",
        "intro": "In het kort.",
        "body-count": "2" if video else "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "heading",
        "body-0-value": text,
        "action-publish": "1",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    if video:
        line = {"key": "a", "text": "Hallo", "type": "unstyled", "depth": 0}
        said = json.dumps({"blocks": [line | {"inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}})
        sent |= {
            "body-1-deleted": "",
            "body-1-order": "1",
            "body-1-type": "video",
            "body-1-value-title": "Uitleg",
            "body-1-value-url": video,
            "body-1-value-poster": "",
            "body-1-value-transcript": said,
        }
    return sent


def add_url() -> str:
    return f"/redactie/pages/add/pages/contentpage/{StartPage.objects.get().pk}/"


def test_kennis_leads_to_everything(loaded: Cast) -> None:
    text = loaded.client().get("/kennis/").content.decode()
    for address in ("/hulpmiddelen/", "/tijdlijn/", "/websites/", "/wet/", "/kennis/de-wet-in-het-kort/"):
        assert f'href="{address}"' in text
    assert re.search('href="/kennis/" aria-current="page">Kennis', text)


def test_a_page_and_a_story_are_read_in_our_own_look(loaded: Cast) -> None:
    page = loaded.client().get("/kennis/de-wet-in-het-kort/").content.decode()
    assert "<h2>Voor wie geldt de wet?</h2>" in page
    assert "Naar de inhoud" in page
    story = loaded.client().get("/kennis/verhaal-leren-in-de-keuken/").content.decode()
    assert "fictief" in story
    assert "docent bij een taalschool" in story


def test_a_theme_shows_what_is_known_about_it(
    loaded: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    load_tools()
    load_milestones()
    reader = loaded.client("alice")
    reader.get("/themas/werk/")  # themes and regions are kept from here on
    with django_assert_max_num_queries(15):
        text = reader.get("/themas/werk/").content.decode()
    for address in (
        "/hulpmiddelen/werk-vanuit-azc/",
        "/tijdlijn/#plan-aan-het-werk",
        "/kennis/verhaal-leren-in-de-keuken/",
    ):
        assert f'href="{address}"' in text


def test_loading_again_writes_nothing_over_and_brings_nothing_back(loaded: Cast) -> None:
    Page.objects.filter(slug="zo-doet-u-mee").update(title="Anders gezegd")
    StoryPage.objects.all()[0].delete()
    lay_out()
    assert load_pages() == 0
    assert (StoryPage.objects.count(), Page.objects.get(slug="zo-doet-u-mee").title) == (1, "Anders gezegd")


def test_an_editor_writes_a_page_and_a_new_name_keeps_the_old_address(
    loaded: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    editor = loaded.client("frank")
    assert editor.get(add_url()).status_code == 200
    assert editor.post(add_url(), written()).status_code == 302
    assert "Zo werkt het." in loaded.client().get("/kennis/een-nieuwe-pagina/").content.decode()
    page = ContentPage.objects.get(slug="een-nieuwe-pagina")
    with django_capture_on_commit_callbacks(execute=True):
        moving = editor.post(f"/redactie/pages/{page.pk}/edit/", written() | {"slug": "een-andere-naam"})
    assert moving.status_code == 302
    moved = loaded.client().get("/kennis/een-nieuwe-pagina/")
    assert (moved.status_code, moved.get("Location")) == (301, "/kennis/een-andere-naam/")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (written("Bel mevrouw Haddad."), "mogelijk persoonsgegevens"),
        (written(video="https://kwaad.test/video"), "Dit is geen video van YouTube of Vimeo."),
    ],
)
def test_a_mistake_gets_a_sentence(loaded: Cast, wrong: dict[str, str], sentence: str) -> None:
    assert sentence in loaded.client("frank").post(add_url(), wrong).content.decode()
    assert not ContentPage.objects.filter(slug="een-nieuwe-pagina").exists()


def test_who_tells_a_story_is_no_name(loaded: Cast) -> None:
    address = add_url().replace("contentpage", "storypage")
    story = written() | {"told_on": "2026-01-05", "told_by": "mevrouw Haddad, 06-12345678", "theme": "pip"}
    page = loaded.client("frank").post(address, story).content.decode()
    assert "“Haddad” (naam)" in page
    assert not StoryPage.objects.filter(slug="een-nieuwe-pagina").exists()
    loaded.client("frank").post(address, story | {"told_by": "klantmanager, Twente"})
    assert StoryPage.objects.filter(slug="een-nieuwe-pagina").exists()


def test_a_video_asks_nothing_of_others_before_the_click(loaded: Cast) -> None:
    loaded.client("frank").post(add_url(), written(video="https://www.youtube.com/watch?v=abcdefghijk"))
    answer = loaded.client().get("/kennis/een-nieuwe-pagina/")
    text = answer.content.decode()
    assert "<iframe" not in text
    assert 'data-player="https://www.youtube-nocookie.com/embed/abcdefghijk' in text
    assert "Wat er in de video wordt gezegd" in text
    assert "frame-src https://www.youtube-nocookie.com https://player.vimeo.com" in answer["Content-Security-Policy"]
    other = loaded.client().get("/kennis/de-wet-in-het-kort/")["Content-Security-Policy"]
    assert "youtube" not in other


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://youtu.be/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&rel=0"),
        ("https://vimeo.com/12345678", "https://player.vimeo.com/video/12345678?autoplay=1&dnt=1"),
        ('https://youtu.be/abcdefghijk"><script>', ""),
        ("https://youtube.com.kwaad.test/watch?v=abcdefghijk", ""),
    ],
)
def test_only_two_players_are_known(url: str, player: str) -> None:
    assert player_of(url) == player


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the content system leaves a file open
def test_a_picture_is_drawn_anew_and_what_was_uploaded_is_not_public(loaded: Cast) -> None:
    drawn = io.BytesIO()
    Drawing.new("RGB", (1200, 800)).save(drawn, "PNG")
    image = Image.objects.create(title="Kaart", file=ImageFile(drawn, name="kaart.png"), width=1200, height=800)
    rendition = image.get_rendition("width-900|format-webp")
    answer = loaded.client().get(rendition.url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert loaded.client().get(image.file.url).status_code == 404
    assert loaded.client().get("/media/images/..%2foriginal_images/kaart.png").status_code == 404
    answer.close()
    del image, rendition, answer
    gc.collect()


def test_a_page_comes_on_its_day_and_goes_on_its_day(loaded: Cast) -> None:
    now = timezone.now()
    page = ContentPage.objects.get(slug="zo-doet-u-mee")
    page.unpublish()
    page.save_revision(approved_go_live_at=now + timedelta(days=1))
    assert publish_pages(now) == 0
    assert loaded.client().get("/kennis/zo-doet-u-mee/").status_code == 404
    page.save_revision(approved_go_live_at=now)
    assert publish_pages(now) == 1
    assert loaded.client().get("/kennis/zo-doet-u-mee/").status_code == 200
    ContentPage.objects.filter(pk=page.pk).update(expire_at=now)
    assert publish_pages(now) == 1
    assert loaded.client().get("/kennis/zo-doet-u-mee/").status_code == 404
    assert publish_pages(now) == 0


def test_pages_ask_little_also_those_that_are_not_there(
    loaded: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        assert loaded.client().get("/kennis/").status_code == 200
    with django_assert_max_num_queries(8):
        assert loaded.client().get("/kennis/zo-doet-u-mee/").status_code == 200
    with django_assert_max_num_queries(8):
        assert loaded.client().get("/kennis/bestaat-niet/").status_code == 404


def test_nobody_takes_the_start_page_away(loaded: Cast) -> None:
    start, editor = StartPage.objects.get(), loaded.client("frank")
    for deed in ("delete", "unpublish"):
        editor.post(f"/redactie/pages/{start.pk}/{deed}/", {"confirm_site_name": "Leerlus"})
        editor.post(f"/redactie/bulk/wagtailcore/page/{deed}/?id={start.pk}", {"confirm_site_name": "Leerlus"})
    assert StartPage.objects.get().live
    assert ContentPage.objects.live().exists()
