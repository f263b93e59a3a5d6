"""What may be attached: by what is in a file, whatever it is called."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import suppress

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from leerlus.measures.attachments import KINDS, MOST_BYTES, Refused, receive
from leerlus.measures.attachments.kinds import name_as, tidy

SECRET = "52.0912, 5.1219 Toestel van Haddad"


def picture(kind: str, *, size: tuple[int, int] = (40, 20)) -> bytes:
    """Return a picture, red on the left and blue on the right, in which somebody wrote where it was made."""
    image = Image.new("RGB", size, "blue")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1]), fill="red")
    exif = Image.Exif()
    exif[0x010F] = SECRET
    exif[0x0112] = 6  # lay it on its side
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 28.0)
    note = PngInfo()
    note.add_text("Comment", SECRET)
    out = io.BytesIO()
    more = {"pnginfo": note} if kind == "png" else {}
    image.save(out, kind, exif=exif, **more)
    return out.getvalue()


def promising(content: bytes, *, width: int, height: int) -> bytes:
    """Return a PNG that says that it is this large."""
    header = b"IHDR" + struct.pack(">II", width, height) + content[24:29]
    return content[:12] + header + struct.pack(">I", zlib.crc32(header)) + content[33:]


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def excel() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def office(part: str, *more: str) -> bytes:
    return packed({"[Content_Types].xml": f"<Types>{part}</Types>", **dict.fromkeys(more, "x")})


def open_document(kind: str, *more: str) -> bytes:
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", **dict.fromkeys(more, "x")})


@pytest.mark.parametrize(
    ("called", "content", "name", "kind"),
    [
        ("verslag.pdf", b"%PDF-1.7\n...", "verslag.pdf", "pdf"),
        ("rekening.exe", b"%PDF-1.7\n...", "rekening.pdf", "pdf"),
        ("brief.docx", word(), "brief.docx", "docx"),
        ("lijst", excel(), "lijst.xlsx", "xlsx"),
        ("dia.pptx", office("presentationml.presentation.main+xml"), "dia.pptx", "pptx"),
        ("a.odt", open_document("text"), "a.odt", "odt"),
        ("a.ods", open_document("spreadsheet"), "a.ods", "ods"),
        ("a.odp", open_document("presentation"), "a.odp", "odp"),
        ("foto.JPEG", picture("jpeg"), "foto.jpg", "jpeg"),
        ("foto.html", picture("png"), "foto.png", "png"),
        ("foto.webp", picture("webp"), "foto.webp", "webp"),
        ("lijst.csv", b"plaats;aantal\nEde;3\n", "lijst.csv", "csv"),
        ("tekst.txt", "caf\xe9".encode("cp1252"), "tekst.txt", "txt"),
    ],
)
def test_the_content_says_what_it_is(called: str, content: bytes, name: str, kind: str) -> None:
    found = receive(called, content)
    assert (found.name, found.kind) == (name, kind)
    assert found.kind in KINDS


@pytest.mark.parametrize(
    ("called", "content", "why"),
    [
        ("pagina.html", b"<!doctype html><script>alert(1)</script>", "niet kan"),
        ("pagina.txt", b"  \n<!DOCTYPE html><script>alert(1)</script>", "niet kan"),
        ("plaatje.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "niet kan"),
        ("plaatje.csv", b"<svg onload='alert(1)'/>", "niet kan"),
        ("foto.png", b"GIF89a", "niet kan"),
        ("programma.txt", b"MZ\x00\x01\x02", "niet kan"),
        ("map.zip", packed({"a.txt": "a"}), "niet kan"),
        ("brief.docx", b"PK\x03\x04 [Content_Types].xml halverwege", "beschadigd"),
        ("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "oude Office"),
        ("macro.docx", office("wordprocessingml.document.main+xml", "word/vbaProject.bin"), "macro’s"),
        ("macro.docm", office("application/vnd.ms-word.document.macroEnabled.main+xml"), "macro’s"),
        ("macro.odt", open_document("text", "Basic/Standard/Module1.xml"), "macro’s"),
        ("foto.heic", b"\x00\x00\x00\x18ftypheic", "iPhone"),
        ("foto.jpg", b"\xff\xd8\xff\xe0 geen foto", "niet te lezen"),
        ("foto.jpg", picture("jpeg")[:200], "niet te lezen"),
        ("leeg.pdf", b"", "leeg"),
        ("groot.pdf", b"%PDF-" + b"0" * MOST_BYTES, "hoogstens 10 MB"),
    ],
)
def test_what_may_not_be_attached_says_why_and_which(called: str, content: bytes, why: str) -> None:
    with pytest.raises(Refused) as refusal:
        receive(called, content)
    assert f"“{called}”" in str(refusal.value)
    assert why in str(refusal.value)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_photo_loses_its_place_and_stands_upright(kind: str) -> None:
    before = picture(kind)
    assert b"Haddad" in before
    after = receive(f"foto.{kind}", before).content
    assert b"Haddad" not in after
    with Image.open(io.BytesIO(after)) as seen:
        assert not dict(seen.getexif())
        assert not seen.info.get("Comment")
        assert seen.size == (20, 40)
        upper = seen.convert("RGB").getpixel((10, 5))
    assert isinstance(upper, tuple)
    assert upper[0] > 200
    assert upper[2] < 60


def test_a_large_picture_becomes_smaller_and_a_bomb_is_refused() -> None:
    with Image.open(io.BytesIO(receive("f.jpg", picture("jpeg", size=(6400, 20))).content)) as seen:
        assert max(seen.size) == 3000
    with pytest.raises(Refused, match="beeldpunten"):
        receive("bom.png", promising(picture("png"), width=20_000, height=3_100))


def test_a_transparent_picture_stays_transparent() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(out, "png")
    with Image.open(io.BytesIO(receive("a.png", out.getvalue()).content)) as seen:
        assert seen.getpixel((0, 0)) == (255, 0, 0, 0)


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ik\\Verslag mei.docx", "Verslag mei.pdf"),
        ("rekening\u202efdp.exe", "rekening fdp.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ("con.pdf", "con-bestand.pdf"),
        ("...", "bestand.pdf"),
        ("", "bestand.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("verslag 3.2 versie van mei", "verslag 3.2 versie van mei.pdf"),
        ("é" * 300 + ".pdf", "é" * 79 + "….pdf"),
    ],
)
def test_a_name_is_made_safe(called: str, name: str) -> None:
    assert name_as(called, "pdf") == name


@given(st.text(max_size=200))
def test_any_name_becomes_one_that_can_be_saved(called: str) -> None:
    name = name_as(called, "pdf")
    assert name.endswith(".pdf")
    assert 5 <= len(name) <= 100
    assert name.isprintable()
    assert not set(name) & set('<>:"/\\|?*')
    assert not name.startswith((".", " "))
    assert tidy(tidy(called)) == tidy(called)


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]))
def test_anything_is_kept_or_refused_and_never_breaks(content: bytes, begin: bytes) -> None:
    with suppress(Refused):
        assert receive("x.txt", begin + content).kind in KINDS


def test_a_text_file_and_every_name_are_given_to_who_looks_for_personal_data() -> None:
    assert receive("gesprek_mevrouw-Haddad.pdf", b"%PDF-").text == "gesprek mevrouw Haddad"
    assert "06-12345678" in receive("bellen.csv", b"naam;nummer\nx;06-12345678").text
