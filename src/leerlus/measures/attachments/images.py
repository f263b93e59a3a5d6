"""Photos and pictures, drawn anew: what a camera wrote in them, such as the place and the owner, is gone."""

from __future__ import annotations

import io
import struct

from PIL import Image, ImageOps

from leerlus.measures.attachments.kinds import Refused

LARGEST_SIDE = 3000
"""Pixels; enough to read a photographed page. What is larger is made smaller."""

MOST_PIXELS = 60_000_000
"""More than any phone makes; a file that promises more wants to fill the memory."""

FORMATS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}
BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, IndexError, KeyError, TypeError, OverflowError)
"""What the library raises, somewhere inside, at a picture that is damaged."""


def redraw(content: bytes, kind: str) -> bytes:
    """Return the picture in the same format with nothing but its dots; Refused when it cannot be read."""
    try:
        return _redraw(content, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("heeft te veel beeldpunten. Maak de afbeelding kleiner.") from None
    except BROKEN:
        raise Refused("is als afbeelding niet te lezen. Open het, en bewaar het opnieuw als JPEG of PNG.") from None


def _redraw(content: bytes, kind: str) -> bytes:
    with Image.open(io.BytesIO(content), formats=(FORMATS[kind],)) as found:
        if found.width * found.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        # A large JPEG is read at a half or a quarter at once, which saves most of the memory.
        found.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
        found.load()
        upright = ImageOps.exif_transpose(found)
    seen = upright.convert("RGBA" if upright.has_transparency_data and kind != "jpeg" else "RGB")
    seen.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    # From the bare dots: whatever else the file said does not come along.
    bare = Image.frombytes(seen.mode, seen.size, seen.tobytes())
    out = io.BytesIO()
    bare.save(out, FORMATS[kind], quality=85)
    return out.getvalue()
