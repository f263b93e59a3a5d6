"""The list of issues: what this reader may see, narrowed down and sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import cached_property

from leerlus.practice.issues.models import Follower, Issue, Party
from leerlus.practice.issues.queries.wording import level_of, source_of, state_name
from leerlus.practice.issues.workflow import WORKFLOW

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from leerlus.people.actors import Actor
    from leerlus.practice.issues.models.issue import IssueQuerySet
    from leerlus.practice.issues.queries.wording import Level

PAGE = 25
MOST = 1000
"""How far one can leaf through a list: whoever needs more narrows it down. It also keeps counting cheap."""

MOST_WORDS = 6
NEWEST, RECOGNISED, LONGEST_OPEN = "nieuwste", "herkend", "langst-open"
EVERYTHING, MY_REGION, MINE, RECOGNISED_BY_ME, FOLLOWED = "", "regio", "mijn", "herkend", "gevolgd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the reader wants to see; everything is empty by default."""

    theme: str = ""
    region: str = ""
    state: str = ""
    words: str = ""
    show: str = EVERYTHING
    sort: str = NEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """One line of the list."""

    pk: int
    title: str
    theme: str
    source: str
    state: str
    level: Level
    raised_at: datetime
    recognised: int
    fictional: bool


class ShortPaginator(Paginator):  # type: ignore[type-arg] # takes no argument when it runs
    """Pages of a long list: counting stops at MOST, so a list of 100,000 costs no more than one of 1,000."""

    @cached_property
    def found(self) -> int:
        """How many there are, or one more than MOST."""
        rows = self.object_list
        return rows.order_by()[: MOST + 1].count() if isinstance(rows, QuerySet) else len(rows)

    @cached_property
    def count(self) -> int:
        """How many one can leaf through."""
        return min(self.found, MOST)

    @property
    def has_more(self) -> bool:
        """Whether there are more than one can leaf through."""
        return self.found > MOST


def list_issues(actor: Actor, wishes: Wishes) -> IssueQuerySet:
    """Return the issues that this reader may see and asked for."""
    issues = Issue.objects.visible_to(actor).filter(narrow(actor, wishes))
    for word in wishes.words.split()[:MOST_WORDS]:
        issues = issues.filter(Q(title__icontains=word) | Q(question__icontains=word) | Q(situation__icontains=word))
    issues = issues.in_short()
    if wishes.sort == LONGEST_OPEN:
        return issues.exclude(state__in=WORKFLOW.final).order_by("raised_at", "pk")
    if wishes.sort == RECOGNISED:
        return by_recognition(issues)
    return issues.order_by("-raised_at", "-pk")


def by_recognition(issues: IssueQuerySet) -> IssueQuerySet:
    """Return those that anybody recognises, the most organisations first.

    The few that can be leafed through are chosen from the parties first; ordering all issues would take a second.
    """
    number = Count("organisation", distinct=True)
    visible = recognisers().filter(issue__in=issues.order_by().values("pk")).order_by().values("issue")
    top = visible.annotate(number=number).order_by("-number", "-issue").values("issue")[: MOST + 1]
    counted = recognisers().filter(issue=OuterRef("pk")).order_by().values("issue").annotate(number=number)
    each = Subquery(counted.values("number"), output_field=IntegerField())
    return issues.filter(pk__in=top).annotate(number=each).order_by("-number", "-raised_at", "-pk")


def narrow(actor: Actor, wishes: Wishes) -> Q:
    """Return the condition for what the reader asked for."""
    wanted = Q()
    if wishes.theme:
        wanted &= Q(theme_id=wishes.theme)
    if wishes.region:
        wanted &= Q(region_id=wishes.region)
    if wishes.state:
        wanted &= Q(state=wishes.state)
    mine = Party.objects.filter(person_id=person_of(actor), left_at__isnull=True).values("issue_id")
    match wishes.show:
        case "regio":
            wanted &= Q(region_id__in=actor.region_codes)
        case "mijn":
            wanted &= Q(pk__in=mine.filter(kind=Party.Kind.RAISER))
        case "herkend":
            wanted &= Q(pk__in=mine.filter(kind=Party.Kind.RECOGNISER))
        case "gevolgd":
            wanted &= Q(pk__in=Follower.objects.filter(person_id=person_of(actor)).values("issue_id"))
    return wanted


def person_of(actor: Actor) -> int:
    """Return who is asking; 0 is nobody, while None would find what belongs to people who have left."""
    return actor.person_id or 0


def recognisers() -> QuerySet[Party]:
    """Return everybody who says "here too" and still does."""
    return Party.objects.filter(kind=Party.Kind.RECOGNISER, left_at__isnull=True)


def count_recognition(issue_ids: Iterable[int]) -> dict[int, int]:
    """Return how many organisations recognise each of these issues."""
    counted = recognisers().filter(issue_id__in=list(issue_ids)).order_by().values("issue_id")
    return dict(counted.annotate(number=Count("organisation", distinct=True)).values_list("issue_id", "number"))


def rows_of(actor: Actor, issues: Iterable[Issue]) -> tuple[IssueRow, ...]:
    """Return the lines of one page: one query, however many lines."""
    shown = list(issues)
    recognised = count_recognition(issue.pk for issue in shown)
    return tuple(
        IssueRow(
            pk=issue.pk,
            title=issue.title,
            theme=issue.theme.name,
            source=source_of(actor, issue.organisation, issue.region),
            state=state_name(issue),
            level=level_of(issue),
            raised_at=issue.raised_at,
            recognised=recognised.get(issue.pk, 0),
            fictional=issue.fictional,
        )
        for issue in shown
    )
