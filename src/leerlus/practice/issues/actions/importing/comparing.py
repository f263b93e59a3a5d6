"""Comparing a list with what is there: by this an import may be repeated, from a renamed or a longer file."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.measures.sheets import normalise
from leerlus.practice.issues.actions.importing.rows import Complaint, Entry
from leerlus.practice.issues.actions.raising import IssueText
from leerlus.practice.issues.models import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LONGEST_ORIGIN = 80
PARTER = ":"
AT_ONCE = 500
"""How many rows we ask the database for in one question."""


def make_origin(source: str, mark: str) -> str:
    """Return by what an issue remembers its row: the name of the list, in which no colon stands, and its mark."""
    return f"{normalise(source.replace(PARTER, ' '))}{PARTER}{mark}"


def compare(origins: Mapping[str, Entry]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the rows that are there already: those that say the same, and those that now say something else."""
    same: list[Entry] = []
    changed: list[Entry] = []
    for chunk in _chunks(origins):
        for issue in Issue.objects.filter(origin__in=chunk):
            entry = origins[issue.origin]
            (same if _says_the_same(issue, entry) else changed).append(entry)
    return tuple(sorted(same, key=_row)), tuple(sorted(changed, key=_row))


def find_twins(new: Mapping[str, Entry]) -> Iterator[Complaint]:
    """Yield a complaint for each new row that came before under another name of the list: somebody forgot `--bron`."""
    titles: dict[str, list[tuple[str, Entry]]] = {}
    for origin, entry in new.items():
        titles.setdefault(entry.text.title, []).append((origin, entry))
    for chunk in _chunks(titles):
        imported = Issue.objects.filter(title__in=chunk, origin__contains=PARTER).order_by("pk")
        for issue in imported.only("title", "situation", "origin", "organisation_id"):
            source, _, mark = issue.origin.partition(PARTER)
            for _, entry in titles[issue.title]:
                is_twin = entry.mark == mark and entry.organisation == issue.organisation_id
                if is_twin and entry.text.situation == issue.situation:
                    why = (
                        f"Deze kwestie is er al, uit de lijst “{source}”. Is dit dezelfde lijst? "
                        f"Geef haar dan dezelfde naam: --bron “{source}”. Is het een andere? Verander het kenmerk."
                    )
                    yield Complaint(row=entry.row, column="kenmerk", value=entry.mark, why=why)


def _says_the_same(issue: Issue, entry: Entry) -> bool:
    text = IssueText(
        title=issue.title,
        situation=issue.situation,
        question=issue.question,
        meaning=issue.meaning,
        theme=issue.theme_id,
        tried=issue.tried,
        articles=tuple(issue.articles),
        severity=issue.severity,
        source=issue.source,
        visibility=issue.visibility,
    )
    same_day = entry.day in {None, timezone.localdate(issue.raised_at)}
    return same_day and text == entry.text and issue.organisation_id == entry.organisation


def _row(entry: Entry) -> int:
    return entry.row


def _chunks(words: Iterable[str]) -> Iterator[list[str]]:
    left = iter(words)
    while chunk := list(islice(left, AT_ONCE)):
        yield chunk
