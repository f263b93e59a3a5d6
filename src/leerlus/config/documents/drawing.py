"""Writing the drawn documents, and telling which of them no longer say what the code says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leerlus.config.documents.floors import draw_floors, read_floors
from leerlus.config.documents.workflows import draw_workflows

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[4]


class NoSourceTree(Exception):  # noqa: N818 - it reads as a sentence in the code: raise NoSourceTree("…")
    """There is nothing to draw here: an installed package has no documents. The message is a Dutch sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file below the root of the project, and what draws it; the root is the argument."""

    path: str
    draw: Callable[[Path], str]


DOCUMENTS = (
    Document(path="docs/workflows.md", draw=lambda _root: draw_workflows()),
    Document(path="docs/pictures/floors.svg", draw=lambda root: draw_floors(read_floors(root))),
)


def find_outdated(root: Path = ROOT) -> list[str]:
    """Return the documents that are missing or say something else than the code."""
    return [document.path for document, drawn in _draw_all(root) if _read(root / document.path) != drawn]


def write(root: Path = ROOT) -> list[str]:
    """Draw what is not current; return what was written."""
    written = []
    for document, drawn in _draw_all(root):
        file = root / document.path
        if _read(file) != drawn:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(drawn, encoding="utf-8")
            written.append(document.path)
    return written


def _draw_all(root: Path) -> list[tuple[Document, str]]:
    if not (root / "pyproject.toml").exists():
        raise NoSourceTree("De documenten staan bij de broncode. Doe dit in de map waarin pyproject.toml staat.")
    return [(document, document.draw(root)) for document in DOCUMENTS]


def _read(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None
