"""Searching texts with all rules, and cutting them into pieces to show what was found."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from leerlus.measures.personal_data.combinations import ASPECT_NAMES, combine
from leerlus.measures.personal_data.findings import Finding, Piece, list_in_words
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
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from leerlus.measures.personal_data.combinations import Combination

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
    """Return what may be personal data in this text, in the order of the text; no two mark the same letters."""
    return find_together({"": text})[""]


def find_together(texts: Mapping[str, str]) -> dict[str, list[Finding]]:
    """Return the same for texts that are read together: a rare combination may be spread over them."""
    found = {name: find_single(text) for name, text in texts.items()}
    taken = {name: [(one.start, one.end) for one in findings] for name, findings in found.items()}
    for combination in combine(texts, taken):
        for name, finding in as_findings(combination):
            found[name].append(finding)
    return {name: sorted(findings, key=lambda each: each.start) for name, findings in found.items()}


def find_single(text: str) -> list[Finding]:
    """Return what is personal data by itself."""
    found: list[Finding] = []
    starts: list[int] = []
    candidates = [finding for rule in RULES for finding in rule(text)]
    for finding in sorted(candidates, key=lambda each: each.confidence != "high"):
        place = bisect_left(starts, finding.start)
        after_last = place == 0 or found[place - 1].end <= finding.start
        before_next = place == len(found) or finding.end <= found[place].start
        if after_last and before_next:
            starts.insert(place, finding.start)
            found.insert(place, replace(finding, words=(text[finding.start : finding.end],)))
    return found


def as_findings(combination: Combination) -> Iterator[tuple[str, Finding]]:
    """Return a combination as one finding in each text that holds a part of it; each names all the words."""
    clues = [clue for _, clue in combination.clues]
    words = tuple({clue.words.lower(): clue.words for clue in clues}.values())
    told = list_in_words([ASPECT_NAMES[aspect] for aspect in combination.aspects])
    why = (
        f"Elk woord apart zegt weinig. Maar {told} samen passen bij maar een paar mensen in een regio: wie hen kent, "
        "ziet om wie het gaat."
    )
    advice = list(dict.fromkeys(f"“{clue.instead}”" for clue in clues if clue.instead))
    general = f"Schrijf het algemener, bijvoorbeeld {list_in_words(advice, 'of')}, of laat iets weg."
    instead = general if advice else "Laat iets weg."
    for name in dict.fromkeys(name for name, _ in combination.clues):
        spans = merge([(clue.start, clue.end) for text, clue in combination.clues if text == name])
        yield (
            name,
            Finding(
                start=spans[0][0],
                end=spans[-1][1],
                kind="combination",
                confidence="low",
                why=why,
                instead=instead,
                words=words,
                spans=spans,
            ),
        )


def merge(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Join stretches that overlap: “alleenstaande Syrische moeder” tells two things."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def mark(text: str, findings: Sequence[Finding]) -> list[Piece]:
    """Cut the text into pieces, so that a page can mark what was found."""
    pieces: list[Piece] = []
    place = 0
    for start, end, finding in sorted(
        ((*span, each) for each in findings for span in each.marked), key=lambda it: it[0]
    ):
        if start > place:
            pieces.append(Piece(text=text[place:start]))
        pieces.append(Piece(text=text[start:end], finding=finding))
        place = end
    if place < len(text):
        pieces.append(Piece(text=text[place:]))
    return pieces
