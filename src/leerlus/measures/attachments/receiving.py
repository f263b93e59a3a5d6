"""Looking at a file that somebody attached: what it is by its first bytes and its inside."""

from __future__ import annotations

import io
import zipfile
import zlib

from leerlus.measures.attachments.images import redraw
from leerlus.measures.attachments.kinds import MOST_BYTES, POSSIBLE, Received, Refused, name_as, tidy, too_large

CONTENTS = "[Content_Types].xml"
OFFICE = {
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
}
OPEN = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
OPEN_TYPE = "application/vnd.oasis.opendocument."
MOST_READ = 200_000
"""Of the list inside an Office file, and of a text that is looked at for personal data."""

MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<head", "<body")
OTHER = f"is een soort bestand dat hier niet kan. Wel kunnen: {POSSIBLE}."
MACROS = "heeft macro’s: een programma dat meereist. Bewaar het zonder macro’s en kies het opnieuw."
OLD = "is van een oude Office, of heeft een wachtwoord. Bewaar het als .docx, .xlsx of .pptx zonder wachtwoord."
HEIC = "is een foto zoals een iPhone die bewaart. Bewaar hem als JPEG en kies hem opnieuw."
DAMAGED = "is beschadigd: het gaat niet open. Bewaar het opnieuw."


def receive(name: str, content: bytes) -> Received:
    """Return the file as it may be kept; Refused, with its name, when it may not be attached."""
    if len(content) > MOST_BYTES:
        raise Refused(too_large(name, len(content)))
    try:
        return _receive(name, content)
    except Refused as refusal:
        raise Refused(f"“{tidy(name) or 'Een bestand zonder naam'}” {refusal}") from None


def _receive(name: str, content: bytes) -> Received:
    if not content:
        raise Refused("is leeg. Kies een ander bestand.")
    kind = _image_kind(content)
    if kind:
        content = redraw(content, kind)
    elif content.startswith(b"%PDF-"):
        kind = "pdf"
    elif content.startswith(b"PK\x03\x04"):
        kind = _packed_kind(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(OLD)
    elif content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"msf1"):
        raise Refused(HEIC)
    else:
        kind, content = _text(name, content)
    said = name_as(name, kind)
    words = said.rpartition(".")[0].replace("_", " ").replace("-", " ")
    beginning = content[:MOST_READ].decode(errors="ignore") if kind in ("txt", "csv") else ""
    return Received(name=said, kind=kind, content=content, text=f"{words}\n{beginning}".strip())


def _image_kind(content: bytes) -> str:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    return "webp" if content.startswith(b"RIFF") and content[8:12] == b"WEBP" else ""


def _packed_kind(content: bytes) -> str:
    """Return which Office or OpenDocument file this is, from the list that it carries of what is in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            listed = _read(archive, CONTENTS if CONTENTS in names else "mimetype")
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Refused(DAMAGED if b"mimetype" in content[:100] or CONTENTS.encode() in content else OTHER) from None
    has_program = any(each.lower().endswith("vbaproject.bin") for each in names)
    if has_program or "macroEnabled" in listed or any(each.startswith(("Basic/", "Scripts/")) for each in names):
        raise Refused(MACROS)
    if CONTENTS in names:
        kind = next((kind for part, kind in OFFICE.items() if part in listed), "")
    else:
        kind = OPEN.get(listed.strip().removeprefix(OPEN_TYPE), "") if listed.startswith(OPEN_TYPE) else ""
    if not kind:
        raise Refused(OTHER)
    return kind


def _read(archive: zipfile.ZipFile, name: str) -> str:
    """Read one part, no more than a list can be: a packed file may promise to become a thousand times as large."""
    with archive.open(name) as part:
        return part.read(MOST_READ).decode(errors="replace")


def _text(name: str, content: bytes) -> tuple[str, bytes]:
    """Return the kind of a text file, and the text as UTF-8 whatever Excel made of it."""
    kind = name.rpartition(".")[2].lower()
    if kind not in ("txt", "csv"):
        raise Refused(OTHER)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if any(sign in text for sign in "\x00\x01\x02\x03\x04\x05\x06\x07\x08"):
        raise Refused(OTHER)
    if text.lstrip().lower().startswith(MARKUP):
        raise Refused(OTHER)
    return kind, text.encode()
