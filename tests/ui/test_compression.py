"""Pages are sent compressed, but never where their length could tell another site what a reader sees."""

from __future__ import annotations

import gzip

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from leerlus.ui.middleware import CompressionMiddleware

PAGE = "<p>Ligt bij de regiocoördinator.</p>" * 40


def ask(*, signed_in: bool, site: str | None, accepts: str = "gzip, deflate, br") -> HttpResponse:
    headers = {"Accept-Encoding": accepts} | ({"Sec-Fetch-Site": site} if site else {})
    request = RequestFactory().get("/", headers=headers)
    if signed_in:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "a"
    answer = CompressionMiddleware(lambda _: HttpResponse(PAGE))(request)
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize("site", ["same-origin", "none", "same-site", "cross-site", None])
def test_a_visitor_gets_a_small_page(site: str | None) -> None:
    answer = ask(signed_in=False, site=site)
    assert answer["Content-Encoding"] == "gzip"
    assert int(answer["Content-Length"]) < len(PAGE) / 2
    assert gzip.decompress(answer.content).decode() == PAGE


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_reader_gets_a_small_page_after_a_step_of_their_own(site: str) -> None:
    assert gzip.decompress(ask(signed_in=True, site=site).content).decode() == PAGE


@pytest.mark.parametrize("site", ["same-site", "cross-site", "anything", None])
def test_a_reader_gets_a_page_at_full_length_when_another_site_may_have_asked(site: str | None) -> None:
    answer = ask(signed_in=True, site=site)
    assert "Content-Encoding" not in answer
    assert answer.content.decode() == PAGE


def test_the_same_page_has_no_fixed_length() -> None:
    assert len({len(ask(signed_in=False, site=None).content) for _ in range(40)}) > 1


def test_a_program_that_cannot_unpack_gets_the_page_as_it_is() -> None:
    assert ask(signed_in=False, site=None, accepts="identity").content.decode() == PAGE


def test_it_works_for_the_pages_and_leaves_the_font_alone(db: None, client: Client) -> None:
    page = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert b"Leerlus" in gzip.decompress(page.content)
    font = client.get("/static/ui/fonts/source-sans-3-latin-wght-normal.woff2", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in font
    assert int(font["Content-Length"]) == len(font.getvalue())
