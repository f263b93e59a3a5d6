"""What somebody wrote, recognised and follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.practice.issues.models import Closing, Feedback, Issue, Party
from leerlus.practice.issues.queries.drafts import drafts_of
from leerlus.practice.issues.queries.listing import (
    FOLLOWED,
    MINE,
    RECOGNISED_BY_ME,
    Wishes,
    count_recognition,
    list_issues,
    person_of,
)
from leerlus.practice.issues.queries.reading import ENDINGS
from leerlus.practice.issues.queries.wording import level_of, state_name, whereabouts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from leerlus.people.actors import Actor
    from leerlus.practice.issues.models import Draft
    from leerlus.practice.issues.queries.wording import Level, Whereabouts

SHOWN = 15
"""How many of each kind stand on the overview; the list has the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """One issue on the overview: where it is, who acts next and by when, and what came of it."""

    pk: int
    title: str
    state: str
    level: Level
    whereabouts: Whereabouts
    result: str
    asks: bool
    recognised: int
    fictional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRows:
    """Some issues, and whether there are more than are shown."""

    rows: tuple[OwnRow, ...]
    has_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything on the overview of one reader."""

    drafts: tuple[Draft, ...]
    raised: OwnRows
    recognised: OwnRows
    followed: OwnRows


def origin_of(draft_id: int) -> str:
    """Return the mark by which an issue remembers its draft. It is unique, so a draft becomes one issue, once."""
    return f"concept {draft_id}"


def find_raised(actor: Actor, draft_id: int | None) -> Issue | None:
    """Return the issue that this writer's draft has become, if it has."""
    if draft_id is None or actor.person_id is None:
        return None
    own = Party.objects.filter(person_id=actor.person_id, kind=Party.Kind.RAISER).values("issue_id")
    return Issue.objects.filter(origin=origin_of(draft_id), pk__in=own).first()


def read_overview(actor: Actor, today: date) -> Overview:
    """Return the overview of this reader: five queries and two for what came of it."""
    kinds = [list(list_issues(actor, Wishes(show=show))[: SHOWN + 1]) for show in (MINE, RECOGNISED_BY_ME, FOLLOWED)]
    ids = {issue.pk for issues in kinds for issue in issues}
    messages: dict[int, list[Feedback]] = {}
    own = Feedback.objects.filter(issue_id__in=ids, party__person_id=person_of(actor), asks=True)
    for feedback in own.order_by("pk"):
        messages.setdefault(feedback.issue_id, []).append(feedback)
    recognised = count_recognition(ids)
    raised, here_too, followed = (
        OwnRows(
            rows=tuple(
                sorted(
                    (describe_own(issue, messages, recognised, today, own=place == 0) for issue in issues[:SHOWN]),
                    key=lambda row: not row.asks,
                )
            ),
            has_more=len(issues) > SHOWN,
        )
        for place, issues in enumerate(kinds)
    )
    return Overview(drafts=tuple(drafts_of(actor)[:SHOWN]), raised=raised, recognised=here_too, followed=followed)


def describe_own(
    issue: Issue, messages: Mapping[int, list[Feedback]], recognised: Mapping[int, int], today: date, *, own: bool
) -> OwnRow:
    """Put one issue into a line."""
    told = messages.get(issue.pk, [])
    ending = next((feedback for feedback in reversed(told) if feedback.step in ENDINGS), None)
    result = ""
    if issue.closing and ending is not None:
        result = f"{Closing(issue.closing).label}: {ending.change or ending.title}"
    return OwnRow(
        pk=issue.pk,
        title=issue.title,
        state=state_name(issue),
        level=level_of(issue),
        whereabouts=whereabouts(issue, today, own=own),
        result=result,
        asks=bool(told) and told[-1].answered_at is None,
        recognised=recognised.get(issue.pk, 0),
        fictional=issue.fictional,
    )
