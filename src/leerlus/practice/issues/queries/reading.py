"""The page of one issue: everything on it, as far as this reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied
from leerlus.people.actors import LINKING_ROLES
from leerlus.practice.issues import policies
from leerlus.practice.issues.models import Feedback, Follower, Issue, Party
from leerlus.practice.issues.queries.panels import panels_of
from leerlus.practice.issues.queries.saying import ASK_PARTIES, read_discussion, read_recognition
from leerlus.practice.issues.queries.tracking import track
from leerlus.practice.issues.queries.wording import level_of, source_of, state_name, whereabouts
from leerlus.practice.issues.workflow import WITHDRAWN

if TYPE_CHECKING:
    from datetime import date

    from leerlus.people.actors import Actor
    from leerlus.practice.issues.queries.panels import PanelLink
    from leerlus.practice.issues.queries.saying import Discussion, Participant, Recognised
    from leerlus.practice.issues.queries.tracking import Track
    from leerlus.practice.issues.queries.wording import Level, Whereabouts

ENDINGS = ("feed_back", "answer")
"""Steps that tell what an issue came to."""

NEEDED_OF_FEEDBACK = ("party_id", "issue_id", "cause", "step", "title", "text", "change", "link", "asks", "verdict")
LINKING_STEPS = ("respond", "report", "answer", "bundle")


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
    found = Issue.objects.select_related("organisation").filter(pk=issue_id).first()
    if found is None:
        raise Denied("Deze kwestie is er niet, of u mag haar niet zien.")
    if not policies.may_read(actor, found):
        mine = found.parties.filter(person_id=actor.key, left_at__isnull=True)
        policies.check_may_read(actor, found, is_party=mine.exists())
    return found


def read_issue(actor: Actor, issue_id: int, today: date, *, whole: bool = False) -> IssuePage:
    """Return the page of an issue: seven queries and those of the panels, however much was said.

    whole  show every contribution, also the earlier ones
    """
    issue = find_issue(actor, issue_id)
    parties = ASK_PARTIES(issue.pk)
    raiser = next((party for party in parties if party.kind == Party.Kind.RAISER), None)
    own = [party for party in parties if policies.speaks_for(actor, party)]
    heard = {party.pk for party in (raiser, *own) if party}
    told = list(issue.feedback.filter(party_id__in=heard).order_by("pk").only(*NEEDED_OF_FEEDBACK))
    to_raiser = [feedback for feedback in told if raiser and feedback.party_id == raiser.pk]
    is_raiser = raiser in own
    # A party hears everything without following.
    may_follow = actor.person_id is not None and not own
    follows = may_follow and Follower.objects.filter(issue=issue, person_id=actor.key).exists()
    recognised = read_recognition(actor, issue, parties)
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


def find_outcome(actor: Actor, issue: Issue, to_raiser: list[Feedback]) -> Feedback | None:
    """Return what the issue came to: the last ending; visitors read only what was said about the issue itself."""
    if not issue.closing or issue.state == WITHDRAWN:
        return None
    last = next((feedback for feedback in reversed(to_raiser) if feedback.step in ENDINGS), None)
    return last if last is not None and (actor.grants or last.step == "answer") else None


def find_question(told: list[Feedback], own: list[Participant]) -> Feedback | None:
    """Return the last feedback that asks this reader whether it helps, answered or not."""
    mine = {party.pk for party in own}
    return next((feedback for feedback in reversed(told) if feedback.asks and feedback.party_id in mine), None)


def find_deeds(
    actor: Actor, issue: Issue, raiser: Participant | None, *, is_party: bool, recognised: bool
) -> frozenset[str]:
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
