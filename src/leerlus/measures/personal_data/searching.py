"""Searching a text with all rules, and cutting it into pieces to show what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.measures.personal_data.findings import Finding, Piece
from leerlus.measures.personal_data.names import find_names
from leerlus.measures.personal_data.numbers import (
    find_accounts,
    find_emails,
    find_file_numbers,
    find_phones,
    find_service_numbers,
)
from leerlus.measures.personal_data.places import find_addresses, find_birth_dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

RULES: tuple[Callable[[str], Iterator[Finding]], ...] = (
    find_accounts,
    find_emails,
    find_file_numbers,
    find_phones,
    find_service_numbers,
    find_birth_dates,
    find_addresses,
    find_names,
)
"""In this order: where two findings overlap and are equally sure, the first rule wins."""


def find(text: str) -> list[Finding]:
    """Return what may be personal data in this text, in the order of the text, without overlaps."""
    found: list[Finding] = []
    candidates = [finding for rule in RULES for finding in rule(text)]
    for finding in sorted(candidates, key=lambda each: each.confidence != "high"):
        if all(finding.end <= other.start or finding.start >= other.end for other in found):
            found.append(finding)
    return sorted(found, key=lambda each: each.start)


def mark(text: str, findings: Sequence[Finding]) -> list[Piece]:
    """Cut the text into pieces, so that a page can mark what was found."""
    pieces: list[Piece] = []
    place = 0
    for finding in findings:
        if finding.start > place:
            pieces.append(Piece(text=text[place : finding.start]))
        pieces.append(Piece(text=text[finding.start : finding.end], finding=finding))
        place = finding.end
    if place < len(text):
        pieces.append(Piece(text=text[place:]))
    return pieces
