"""What editors upload: known by its content, drawn anew, and never run on our address."""

from __future__ import annotations

import gc
import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Drawing
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import Settings

    from tests.cast import Cast

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # it leaves files open

IMAGES, DOCUMENTS = "/redactie/images/add/", "/redactie/documents/add/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PLACE = b"52.0907 5.1214 thuis"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    yield
    gc.collect()


@pytest.fixture
def editor(cast: Cast) -> Client:
    return cast.client("frank")


def upload(client: Client, address: str, name: str, content: bytes, kind: str = "image/png") -> Any:  # noqa: ANN401 - of the test client
    file = SimpleUploadedFile(name, content, kind)
    return client.post(address, {"title": "Een bestand", "file": file, "tags": ""})


def drawn(width: int = 40, height: int = 30, form: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    Drawing.new("RGB", (width, height), "red").save(out, form, **more)
    return out.getvalue()


def promised(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that promises a picture that fills the memory."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def text_bomb() -> bytes:
    """Return a PNG with a comment that unpacks to a hundred megabytes."""
    whole = drawn()
    data = b"Comment\x00\x00" + zlib.compress(bytes(100_000_000), 9)
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data + struct.pack(">I", zlib.crc32(b"zTXt" + data))
    return whole[:33] + chunk + whole[33:]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("foto.png", SVG, "Wel kunnen: JPEG, PNG en WebP."),
        ("foto.svg", SVG, "Wel kunnen: JPEG, PNG en WebP."),
        ("foto.png", HTML, "Wel kunnen: JPEG, PNG en WebP."),
        ("foto.png", PDF, "Wel kunnen: JPEG, PNG en WebP."),
        ("foto.gif", b"GIF89a" + HTML, "Wel kunnen: JPEG, PNG en WebP."),
        ("foto.png", b"\x89PNG\r\n\x1a\n" + HTML, "is als afbeelding niet te lezen"),
        ("foto.png", promised(10_000, 10_000), "heeft te veel beeldpunten"),
        ("foto.png", promised(60_000, 60_000), "heeft te veel beeldpunten"),
        ("foto.png", text_bomb(), "is als afbeelding niet te lezen"),
        ("foto.png", bytes(10_000_001), "Een bestand is hoogstens 10 MB."),
    ],
    ids=[
        *("an SVG called PNG", "an SVG", "HTML called PNG", "a PDF called PNG", "a GIF that is HTML", "no PNG inside"),
        *("ten thousand by ten thousand", "a bomb of dots", "a bomb of text", "too large"),
    ],
)
def test_a_picture_that_is_none_is_refused_in_words(editor: Client, name: str, content: bytes, sentence: str) -> None:
    answer = upload(editor, IMAGES, name, content)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert 'value="Een bestand"' in answer.content.decode()
    assert not get_image_model().objects.exists()


def test_of_a_picture_only_its_dots_are_kept(editor: Client) -> None:
    exif = Drawing.Exif()
    exif[0x010E] = PLACE.decode()
    polyglot = drawn(form="JPEG", exif=exif) + HTML
    assert PLACE in polyglot
    assert upload(editor, IMAGES, "foto.png", polyglot).status_code == 302
    image = get_image_model().objects.get()
    with image.file.open("rb") as file:
        kept = file.read()
    assert kept.startswith(b"\xff\xd8\xff")
    assert image.file.name.endswith("foto.jpg")
    assert PLACE not in kept
    assert b"<script>" not in kept
    assert (image.width, image.height) == (40, 30)


@pytest.mark.parametrize("name", ["../../../kwaad.png", "C:\\kwaad.png", "kwaad\u202egnp.exe.png", '"><img>.png'])
def test_a_name_leads_nowhere(editor: Client, name: str, tmp_path: Path) -> None:
    assert upload(editor, IMAGES, name, drawn()).status_code == 302
    path = tmp_path / get_image_model().objects.get().file.name
    assert path.resolve().is_relative_to(tmp_path / "original_images")
    assert not set(path.name) & set('<>:"/\\|?*\u202e')


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("folder.pdf", HTML, "Wel kunnen: PDF, Word"),
        ("folder.pdf", SVG, "Wel kunnen: PDF, Word"),
        ("folder.txt", HTML, "Wel kunnen: PDF, Word"),
        ("folder.html", HTML, "Wel kunnen: PDF, Word"),
        ("folder.pdf", drawn(), "kan hier niet. Wel kunnen: PDF, Word"),
        ("folder.docx", b"PK\x03\x04" + HTML, "Wel kunnen: PDF, Word"),
        ("folder.exe", b"MZ\x90\x00", "Wel kunnen: PDF, Word"),
        ("leeg.pdf", b" ", "Wel kunnen: PDF, Word"),
    ],
)
def test_a_document_is_known_by_what_is_in_it(editor: Client, name: str, content: bytes, sentence: str) -> None:
    answer = upload(editor, DOCUMENTS, name, content, "application/pdf")
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not get_document_model().objects.exists()


def test_a_document_that_is_also_a_page_is_downloaded_and_never_opened(editor: Client) -> None:
    assert upload(editor, DOCUMENTS, "../folder.html", PDF + HTML, "text/html").status_code == 302
    document = get_document_model().objects.get()
    answer = editor.get(document.url)
    assert document.filename == "folder.pdf"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    answer.close()


@pytest.mark.parametrize(
    ("address", "content"), [("/redactie/images/multiple/add/", SVG), ("/redactie/documents/multiple/add/", HTML)]
)
def test_several_at_once_are_looked_at_as_well(editor: Client, address: str, content: bytes) -> None:
    file = SimpleUploadedFile("foto.png", content, "image/png")
    answer = editor.post(address, {"files[]": file, "title": "Foto"}, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.json()["success"] is False
    assert "Wel kunnen:" in answer.json()["error_message"]


def test_a_mistake_elsewhere_keeps_nothing_of_the_file(editor: Client, tmp_path: Path) -> None:
    file = SimpleUploadedFile("foto.png", drawn(), "image/png")
    sent = {"files[]": file, "title": "x" * 300}
    ajax = {"x-requested-with": "XMLHttpRequest"}
    answer = editor.post("/redactie/images/multiple/add/", sent, headers=ajax)
    assert "kies het bestand dan opnieuw" in answer.json()["error_message"]
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_another_file_for_a_picture_is_looked_at_and_none_keeps_it(editor: Client) -> None:
    upload(editor, IMAGES, "foto.png", drawn())
    image = get_image_model().objects.get()
    address, before = f"/redactie/images/{image.pk}/", image.file.name
    assert "Wel kunnen: JPEG" in upload(editor, address, "foto.png", SVG).content.decode()
    assert editor.post(address, {"title": "Anders", "tags": ""}).status_code == 302
    image.refresh_from_db()
    assert (image.title, image.file.name) == ("Anders", before)
