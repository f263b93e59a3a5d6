"""Small numbers, in digits and in words."""

from __future__ import annotations

NUMBERS = ("nul", *"een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien".split())  # noqa: SIM905

COUNT = rf"(?P<count>\d{{1,2}}|één|{'|'.join(NUMBERS[1:])})"
"""A pattern for a number of people."""


def as_number(words: str | None) -> int:
    """Return the number; 0 when there is none."""
    if not words:
        return 0
    small = words.lower().replace("é", "e")
    return int(small) if small.isdigit() else NUMBERS.index(small)
