"""Documents as PDF files that a screen reader can read: tagged, with a title and in Dutch."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

PDF = "application/pdf"


def as_pdf(page: Path, given: Mapping[str, Any]) -> bytes:
    """Return a document as PDF/UA-1, in the look of `page`.

    page   a template of typst; it reads what the document says by `json(bytes(sys.inputs.given))`
    given  what the document says, as JSON can hold it; text comes in as text and never becomes markup

    A script that no font on this machine has, is no reason to refuse: the file is then made without the claim that all
    of it can be read.
    """
    import typst  # noqa: PLC0415 - large, and only some pages need it

    source, inputs = page.read_bytes(), {"given": json.dumps(given)}
    try:
        return typst.compile(source, sys_inputs=inputs, format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        return typst.compile(source, sys_inputs=inputs, format="pdf")
