"""What somebody is writing about may have been raised already: finding it while they write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, cast

from django.db.models import Case, IntegerField, Q, When

from leerlus.measures import similarity
from leerlus.practice.issues.models import Closing, Feedback, Issue, Party
from leerlus.practice.issues.queries.listing import count_recognition, person_of
from leerlus.practice.issues.queries.panels import listed
from leerlus.practice.issues.queries.reading import ENDINGS
from leerlus.practice.issues.queries.wording import level_of, place_of, state_name
from leerlus.practice.issues.workflow import WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor
    from leerlus.practice.issues.queries.wording import Level

MOST_SHOWN = 5
MOST_BY_WORDS = 200
MOST_BY_THEME = 100
MOST_TERMS = 8
"""The database makes a rough choice of at most 300 issues; only those are read and compared in full."""

BEGINNING = 400
"""How much of the situation of another issue counts: the beginning tells what it is about."""

LONGEST_TEXT = 3000
"""How much of what somebody is writing counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Something that may be about the same thing, and what a writer wants to know of it."""

    id: str
    title: str
    text: str
    url: str
    state: str
    level: Level
    source: str = ""
    result: str = ""
    why: tuple[str, ...] = ()
    issue_id: int | None = None
    recognised: int = 0
    is_party: bool = False
    fictional: bool = False


def find_similar(actor: Actor, words: Mapping[str, str]) -> tuple[Alike, ...]:
    """Return at most five things like what somebody is writing, the most alike first; nothing below eight words."""
    text = text_of(words)
    if not is_enough(words):
        return ()
    found = list(similar_candidates(actor, text, words.get("theme", "")))
    for source in cast("Iterator[Callable[[Actor, str], Sequence[Alike]]]", listed("SIMILAR_SOURCES")):
        found.extend(source(actor, text))
    by_id = {each.id: each for each in found}
    candidates = [similarity.Candidate(id=each.id, title=each.title, text=each.text) for each in by_id.values()]
    matches = similarity.rank(text, candidates, limit=MOST_SHOWN)
    return complete(actor, [replace(by_id[match.id], why=match.why) for match in matches])


def text_of(words: Mapping[str, str]) -> str:
    """Return the part of what was written that tells what it is about."""
    return " ".join(words.get(name, "") for name in ("title", "situation", "question"))[:LONGEST_TEXT]


def is_enough(words: Mapping[str, str]) -> bool:
    """Tell whether enough was written to look for what is like it."""
    return similarity.has_enough(text_of(words))


def similar_candidates(actor: Actor, text: str, theme: str = "") -> list[Alike]:
    """Return issues that may be about the same thing: those with its telling words, and the newest of the theme."""
    visible = Issue.objects.visible_to(actor).exclude(state=WITHDRAWN)
    found = list(with_words(visible, similarity.pick_terms(text, MOST_TERMS))[:MOST_BY_WORDS])
    if theme:
        found += visible.filter(theme_id=theme).order_by("-raised_at").values_list("pk", flat=True)[:MOST_BY_THEME]
    issues = visible.filter(pk__in=found).select_related("organisation").defer("tried", "meaning", "articles")
    return [describe(issue) for issue in issues]


def with_words(issues: QuerySet[Issue], terms: Sequence[str]) -> QuerySet[Issue, int]:
    """Return the numbers of issues with any of these pieces of words in the title, most pieces first."""
    if not terms:
        return issues.none().values_list("pk", flat=True)
    any_of = Q()
    for term in terms:
        any_of |= Q(title__icontains=term)
    hits = [Case(When(title__icontains=term, then=1), default=0, output_field=IntegerField()) for term in terms]
    return (
        issues.filter(any_of)
        .annotate(hits=reduce(add, hits))
        .order_by("-hits", "-raised_at")
        .values_list("pk", flat=True)
    )


def describe(issue: Issue) -> Alike:
    """Put an issue into the words that a writer sees."""
    return Alike(
        id=f"issue-{issue.pk}",
        title=issue.title,
        text=f"{issue.question} {issue.situation[:BEGINNING]}",
        url=f"/kwesties/{issue.pk}/",
        state=state_name(issue),
        level=level_of(issue),
        source=place_of(issue.organisation, issue.region),
        result=Closing(issue.closing).label if issue.closing else "",
        issue_id=issue.pk,
        fictional=issue.fictional,
    )


def complete(actor: Actor, shown: Sequence[Alike]) -> tuple[Alike, ...]:
    """Add to the issues that are shown what came of them and who recognises them: three queries."""
    ids = [each.issue_id for each in shown if each.issue_id is not None]
    if not ids:
        return tuple(shown)
    recognised = count_recognition(ids)
    endings = Feedback.objects.filter(issue_id__in=ids, party__kind=Party.Kind.RAISER, step__in=ENDINGS)
    titles = {feedback.issue_id: feedback for feedback in endings.order_by("pk")}
    mine = set(
        Party.objects.filter(issue_id__in=ids, person_id=person_of(actor), left_at__isnull=True).values_list(
            "issue_id", flat=True
        )
    )
    return tuple(
        each
        if each.issue_id is None
        else replace(
            each,
            result=tell_result(each, titles.get(each.issue_id)),
            recognised=recognised.get(each.issue_id, 0),
            is_party=each.issue_id in mine,
        )
        for each in shown
    )


def tell_result(each: Alike, ending: Feedback | None) -> str:
    """Say in one line what came of an issue, if anything did."""
    if not each.result or ending is None:
        return each.result
    said = ending.change or ending.text
    return f"{each.result}: {said}"
