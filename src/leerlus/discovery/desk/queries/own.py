"""What concerns somebody personally: questions, news, own issues, and what colleagues meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.text import Truncator

from leerlus.discovery.desk.queries.rows import COUNTED, count_up_to
from leerlus.linking.outcomes.queries import find_sample_question
from leerlus.practice.issues.models import Feedback, Follower, Issue, Party
from leerlus.practice.issues.queries import level_of, place_of, state_name, whereabouts
from leerlus.practice.issues.workflow import EFFECT_CHECK, FED_BACK, PARTIES, WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from leerlus.linking.outcomes.models import SampleQuestion
    from leerlus.people.actors import Actor
    from leerlus.practice.issues.queries.wording import Level, Whereabouts

ASKED_HERE = 3
"""How many questions can be answered on the desk itself; the rest stands on the page of all feedback."""

OWN_SHOWN = 10
NEWS_SHOWN = 5
NEIGHBOURS_SHOWN = 5
MOVED_WITHIN_DAYS = 30
LONGEST_MESSAGE = 320
RECEIPT = "submit"
NEEDED = (
    *("party_id", "issue_id", "step", "title", "text", "change", "asks", "at", "read_at", "verdict"),
    *("issue__title", "issue__state", "issue__due_on"),
)
"""What a message on the desk is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to this reader: does it help, or does it still happen?

    due_on  by when the answer counts for the issue itself; None when there is no such day
    """

    feedback: Feedback
    question: str
    message: str
    due_on: date | None
    is_check: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """The feedback for this reader that asks something or was not read yet.

    asked  questions to answer here       asked_count, news_count  how many there are in all, `sampled` included
    sampled  the one question about what others raised, if there is one
    """

    asked: tuple[Asked, ...]
    sampled: SampleQuestion | None
    asked_count: str
    more_asked: bool
    news: tuple[Feedback, ...]
    news_count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnIssue:
    """One issue with its tracker in one line."""

    issue: Issue
    state: str
    level: Level
    where: Whereabouts
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Everything personal on the desk.

    is_brief  only the messages are here: the desk is full of work for others, and the rest stands on a page of its own
    """

    is_brief: bool
    messages: Messages
    raised: tuple[OwnIssue, ...]
    raised_count: str
    neighbours: tuple[OwnIssue, ...]
    followed: tuple[OwnIssue, ...]


def read_messages(actor: Actor, *, sampled: bool) -> Own:
    """Return only what is asked of this actor, and what is new; one query, two for who is in a sample."""
    return Own(
        is_brief=True,
        messages=_read_messages(actor, sampled=sampled),
        raised=(),
        raised_count="",
        neighbours=(),
        followed=(),
    )


def read_own(actor: Actor, today: date, *, sampled: bool) -> Own:
    """Return what concerns this actor personally; four queries, five for who is in a sample."""
    raised = list(_raised(actor)[: COUNTED + 1])
    return Own(
        is_brief=False,
        messages=_read_messages(actor, sampled=sampled),
        raised=_lines(raised[:OWN_SHOWN], today, own=True),
        raised_count=count_up_to(len(raised)),
        neighbours=_lines(list(_neighbours(actor)[:NEIGHBOURS_SHOWN]), today),
        followed=_lines(list(_followed(actor)[:NEWS_SHOWN]), today),
    )


def _read_messages(actor: Actor, *, sampled: bool) -> Messages:
    """Read questions without an answer and news in one go; of several questions about one issue the last counts.

    A receipt is no news: whoever raised something saw it at once.
    """
    organisations = [grant.organisation_id for grant in actor.grants if grant.role in PARTIES]
    mine = Q(party__person_id=_me(actor)) | Q(party__person__isnull=True, party__organisation_id__in=organisations)
    open_question, news_to_them = Q(asks=True, verdict=""), Q(read_at__isnull=True) & ~Q(step=RECEIPT)
    rows = Feedback.objects.filter(mine, open_question | news_to_them)
    rows = rows.select_related("issue").only(*NEEDED)
    asked: dict[int, Feedback] = {}
    news = []
    for feedback in rows[: COUNTED + 1]:
        if feedback.asks and not feedback.verdict:
            asked.setdefault(feedback.party_id, feedback)
        elif feedback.read_at is None:
            news.append(feedback)
    question = find_sample_question(actor) if sampled else None
    return Messages(
        sampled=question,
        asked=tuple(_ask(feedback) for feedback in tuple(asked.values())[:ASKED_HERE]),
        asked_count=count_up_to(len(asked) + (question is not None)),
        more_asked=len(asked) > ASKED_HERE,
        news=tuple(news[:NEWS_SHOWN]),
        news_count=count_up_to(len(news)),
    )


def _me(actor: Actor) -> int:
    """Return the number of this person; nobody has 0."""
    return actor.person_id or 0


def _ask(feedback: Feedback) -> Asked:
    """Put a question into words; what changes for the work of the reader goes before what became of it."""
    is_check, issue = feedback.step == EFFECT_CHECK.name, feedback.issue
    told = " ".join((feedback.change or feedback.text).split())
    mark = "" if issue.title.endswith("?") else "?"
    return Asked(
        feedback=feedback,
        question=f"{'Speelt dit nog bij u:' if is_check else 'Helpt dit bij'} “{issue.title}”{mark}",
        message=Truncator(told if is_check else f"{feedback.title}. {told}").chars(LONGEST_MESSAGE),
        due_on=issue.due_on if issue.state == FED_BACK and not is_check else None,
        is_check=is_check,
    )


def _issues() -> QuerySet[Issue]:
    return Issue.objects.in_short()


def _raised(actor: Actor) -> QuerySet[Issue]:
    """Return what this actor raised: open first, then what ended last."""
    mine = Party.objects.filter(person_id=_me(actor), kind=Party.Kind.RAISER, left_at__isnull=True).order_by()
    found = _issues().filter(pk__in=mine.values("issue_id"))
    return found.order_by(F("closed_at").desc(nulls_first=True), "-changed_at", "-pk")


def _neighbours(actor: Actor) -> QuerySet[Issue]:
    """Return the newest issues of others in the regions of this actor, who may read all of these."""
    near = Issue.objects.filter(region_id__in=actor.region_codes).exclude(state=WITHDRAWN)
    takes_part = Party.objects.filter(issue=OuterRef("pk"), person_id=_me(actor), left_at__isnull=True)
    return near.filter(~Exists(takes_part)).in_short()


def _followed(actor: Actor) -> QuerySet[Issue]:
    """Return what this actor follows and moved lately."""
    followed = Follower.objects.filter(person_id=_me(actor)).values("issue_id")
    since = timezone.now() - timedelta(days=MOVED_WITHIN_DAYS)
    return _issues().filter(pk__in=followed, changed_at__gte=since).order_by("-changed_at", "-pk")


def _lines(issues: Sequence[Issue], today: date, *, own: bool = False) -> tuple[OwnIssue, ...]:
    return tuple(
        OwnIssue(
            issue=issue,
            state=state_name(issue),
            level=level_of(issue),
            where=whereabouts(issue, today, own=own),
            source=place_of(issue.organisation, issue.region),
        )
        for issue in issues
    )
