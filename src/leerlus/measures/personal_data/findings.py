"""What a finding is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "bsn", "v_number", "case_number", "email", "phone", "iban", "address", "birth_date", "name", "combination"
]
Confidence = Literal["high", "low"]

KIND_NAMES: dict[Kind, str] = {
    "bsn": "burgerservicenummer",
    "v_number": "V-nummer",
    "case_number": "dossiernummer",
    "email": "e-mailadres",
    "phone": "telefoonnummer",
    "iban": "rekeningnummer",
    "address": "adres",
    "birth_date": "geboortedatum",
    "name": "naam",
    "combination": "zeldzame combinatie",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A place in a text that may be personal data, and why we think so.

    spans    what to mark, when that is not all between start and end: a combination is words that stand apart
    words    the words themselves; of a combination also those that stand in another text of the same form
    instead  what the writer may write in its place
    """

    start: int
    end: int
    kind: Kind
    confidence: Confidence
    why: str
    instead: str = ""
    words: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def kind_name(self) -> str:
        """The kind in Dutch."""
        return KIND_NAMES[self.kind]

    @property
    def marked(self) -> tuple[tuple[int, int], ...]:
        """The stretches to mark."""
        return self.spans or ((self.start, self.end),)

    @property
    def quoted(self) -> str:
        """The words as a sentence names them."""
        return list_in_words([f"“{words}”" for words in self.words])


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a text; it has a finding when it must be marked."""

    text: str
    finding: Finding | None = None


def list_in_words(parts: list[str], last: str = "en") -> str:
    """Return “a, b en c”."""
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)
