"""The page of one issue: everything on it, as far as this reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Window

from leerlus.audit.steps import Denied
from leerlus.people.actors import LINKING_ROLES
from leerlus.practice.issues import policies
from leerlus.practice.issues.models import Contribution, Feedback, Follower, Issue, Party
from leerlus.practice.issues.queries.listing import recognisers
from leerlus.practice.issues.queries.panels import panels_of
from leerlus.practice.issues.queries.tracking import track
from leerlus.practice.issues.queries.wording import level_of, source_of, state_name, whereabouts
from leerlus.practice.issues.workflow import WITHDRAWN

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.people.actors import Actor
    from leerlus.practice.issues.queries.panels import PanelLink
    from leerlus.practice.issues.queries.tracking import Track
    from leerlus.practice.issues.queries.wording import Level, Whereabouts

ENDINGS = ("feed_back", "answer")
"""Steps that tell what an issue came to."""

LATEST_RECOGNITIONS = 20
LATEST_CONTRIBUTIONS = 50
LINKING_STEPS = ("respond", "report", "answer", "bundle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What somebody added who says "here too"."""

    text: str
    source: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One line of the discussion."""

    kind: str
    kind_name: str
    text: str
    source: str
    level: Level
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """How widely an issue is recognised, and the latest words of those who do."""

    organisations: int
    regions: int
    lines: tuple[Recognition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """The contributions, and how many earlier ones are not shown."""

    lines: tuple[Remark, ...]
    earlier: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage:
    """Everything on the page of an issue."""

    issue: Issue
    source: str
    state: str
    level: Level
    whereabouts: Whereabouts
    is_raiser: bool
    is_recogniser: bool
    follows: bool
    deeds: frozenset[str]
    recognised: Recognised
    discussion: Discussion
    track: Track
    outcome: Feedback | None
    question: Feedback | None
    panels: tuple[PanelLink, ...]


def find_issue(actor: Actor, issue_id: int) -> Issue:
    """Return an issue that this actor may read; Denied otherwise, without telling that it exists."""
    issues = Issue.objects.visible_to(actor).select_related("theme", "organisation", "region")
    found = issues.filter(pk=issue_id).first()
    if found is None:
        raise Denied("Deze kwestie is er niet, of u mag haar niet zien.")
    return found


def read_issue(actor: Actor, issue_id: int, today: date, *, whole: bool = False) -> IssuePage:
    """Return the page of an issue: eight queries and those of the panels, however much was said.

    whole  show every contribution, also the earlier ones
    """
    issue = find_issue(actor, issue_id)
    parties = find_own_parties(actor, issue)
    raiser = next((party for party in parties if party.kind == Party.Kind.RAISER), None)
    own = [party for party in parties if policies.speaks_for(actor, party)]
    told = list(issue.feedback.filter(party__in=parties).order_by("pk"))
    to_raiser = [feedback for feedback in told if raiser and feedback.party_id == raiser.pk]
    is_raiser = raiser in own
    follows = actor.person_id is not None and Follower.objects.filter(issue=issue, person_id=actor.person_id).exists()
    recognised = read_recognition(actor, issue)
    is_party = bool(own) or actor.holds(*LINKING_ROLES, region=issue.region_id, theme=issue.theme_id) is not None
    return IssuePage(
        issue=issue,
        source=source_of(actor, issue.organisation, issue.region),
        state=state_name(issue),
        level=level_of(issue),
        whereabouts=whereabouts(issue, today, own=is_raiser),
        is_raiser=is_raiser,
        is_recogniser=any(p.kind == Party.Kind.RECOGNISER and p.person_id == actor.person_id for p in own),
        follows=follows,
        deeds=find_deeds(actor, issue, raiser, is_party=bool(own), recognised=recognised.organisations > 0),
        recognised=recognised,
        discussion=read_discussion(actor, issue, raiser, whole=whole),
        track=track(actor, issue, to_raiser, is_party=is_party),
        outcome=find_outcome(actor, issue, to_raiser),
        question=find_question(told, own),
        panels=panels_of(actor, issue),
    )


def find_own_parties(actor: Actor, issue: Issue) -> list[Party]:
    """Return the raiser, and whichever parties this reader may speak for."""
    near = Q(kind=Party.Kind.RAISER)
    if actor.person_id is not None:
        near |= Q(person_id=actor.person_id)
        near |= Q(person_id__isnull=True, organisation_id__in=actor.organisation_ids)
    return list(issue.parties.filter(near, left_at__isnull=True).order_by("pk"))


def read_recognition(actor: Actor, issue: Issue) -> Recognised:
    """Return how widely the issue is recognised; of each recogniser only the kind of organisation and the region."""
    everybody = recognisers().filter(issue=issue)
    numbers = everybody.aggregate(
        organisations=Count("organisation", distinct=True), regions=Count("region", distinct=True)
    )
    told = everybody.exclude(context="").select_related("organisation", "region").order_by("-joined_at", "-pk")
    lines = tuple(
        Recognition(text=party.context, source=source_of(actor, party.organisation, party.region), at=party.joined_at)
        for party in told[:LATEST_RECOGNITIONS]
    )
    return Recognised(**numbers, lines=lines)


def read_discussion(actor: Actor, issue: Issue, raiser: Party | None, *, whole: bool) -> Discussion:
    """Return the latest contributions, oldest first."""
    # The database counts all of them beside the ones it returns, which saves a second question.
    rows = issue.contributions.select_related("organisation__region").annotate(total=Window(Count("pk")))
    rows = rows.order_by("-at", "-pk")
    shown = list(rows if whole else rows[:LATEST_CONTRIBUTIONS])
    total = getattr(shown[0], "total", 0) if shown else 0
    lines = tuple(describe_remark(actor, row, raiser) for row in reversed(shown))
    return Discussion(lines=lines, earlier=total - len(lines))


def describe_remark(actor: Actor, row: Contribution, raiser: Party | None) -> Remark:
    """Put a contribution into words: a role may be named, a professional only by kind and region."""
    by_raiser = raiser is not None and row.person_id is not None and row.person_id == raiser.person_id
    level: Level = "linking" if row.kind == Contribution.Kind.QUESTION else "practice"
    source = row.label[:1].upper() + row.label[1:]
    if row.kind == Contribution.Kind.REMARK:
        source = source_of(actor, row.organisation, row.organisation.region)
    return Remark(
        kind=row.kind,
        kind_name="Van de indiener" if by_raiser else Contribution.Kind(row.kind).label,
        text=row.text,
        source=source,
        level=level,
        at=row.at,
    )


def find_outcome(actor: Actor, issue: Issue, to_raiser: list[Feedback]) -> Feedback | None:
    """Return what the issue came to: the last ending; visitors read only what was said about the issue itself."""
    if not issue.closing or issue.state == WITHDRAWN:
        return None
    last = next((feedback for feedback in reversed(to_raiser) if feedback.step in ENDINGS), None)
    return last if last is not None and (actor.grants or last.step == "answer") else None


def find_question(told: list[Feedback], own: list[Party]) -> Feedback | None:
    """Return the last feedback that asks this reader whether it helps, answered or not."""
    mine = {party.pk for party in own}
    return next((feedback for feedback in reversed(told) if feedback.asks and feedback.party_id in mine), None)


def find_deeds(actor: Actor, issue: Issue, raiser: Party | None, *, is_party: bool, recognised: bool) -> frozenset[str]:
    """Return what this reader may do with the issue now."""
    deeds = {name for name in LINKING_STEPS if policies.may_link(actor, issue, name)}
    if issue.in_bundle:
        deeds -= {"answer", "bundle"}
    if policies.may_raise(actor):
        deeds.add("contribute")
        if not is_party and issue.state != WITHDRAWN:
            deeds.add("recognise")
    if actor.person_id is not None and not is_party:
        deeds.add("follow")
    if raiser and not issue.in_bundle and policies.may_withdraw(actor, issue, raiser, recognised=recognised):
        deeds.add("withdraw")
    return frozenset(deeds)
