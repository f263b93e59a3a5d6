"""What a finding is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["bsn", "v_number", "case_number", "email", "phone", "iban", "address", "birth_date", "name"]
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
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A place in a text that may be personal data, and why we think so."""

    start: int
    end: int
    kind: Kind
    confidence: Confidence
    why: str

    @property
    def kind_name(self) -> str:
        """The kind in Dutch."""
        return KIND_NAMES[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a text; it has a finding when it must be marked."""

    text: str
    finding: Finding | None = None
