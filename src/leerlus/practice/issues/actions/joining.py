"""Taking part in somebody's issue: here too, follow, and the discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from leerlus.audit.steps import Denied
from leerlus.people.actors import LINKING_ROLES, Role
from leerlus.practice.issues import policies
from leerlus.practice.issues.actions.moving import lock_issue, note
from leerlus.practice.issues.models import Contribution, Follower, Issue, Party

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor, Grant


def join(issue: Issue, kind: str, grant: Grant, *, by: Actor, at: datetime, context: str = "") -> Party:
    """Make the actor a party of this issue, for the organisation of the role."""
    return Party.objects.create(
        issue=issue,
        kind=kind,
        person_id=by.person_id,
        organisation_id=grant.organisation_id,
        region_id=grant.organisation_region,
        context=context,
        joined_at=at,
    )


def _is_party(issue: Issue, by: Actor) -> bool:
    return by.person_id is not None and issue.parties.filter(person_id=by.key, left_at__isnull=True).exists()


@transaction.atomic
def recognise(*, issue_id: int, by: Actor, at: datetime, context: str = "") -> Party:
    """Say "here too": the actor becomes a party and hears everything that follows."""
    issue = lock_issue(issue_id)
    grant = policies.check_may_recognise(by, issue, is_party=_is_party(issue, by))
    party = join(issue, Party.Kind.RECOGNISER, grant, by=by, at=at, context=context)
    Follower.objects.filter(issue=issue, person_id=by.key).delete()
    note(issue, "recognise", by, at, context, party=party.pk)
    return party


@transaction.atomic
def leave(*, issue_id: int, by: Actor, at: datetime) -> None:
    """Take a recognition back; what was told stays told."""
    issue = lock_issue(issue_id)
    party = issue.parties.filter(kind=Party.Kind.RECOGNISER, person_id=by.key, left_at__isnull=True).first()
    if party is None or by.person_id is None:
        raise Denied("U bent geen herkenner van deze kwestie.")
    party.left_at = at
    party.save(update_fields=["left_at"])
    note(issue, "leave", by, at, party=party.pk)


@transaction.atomic
def follow(*, issue_id: int, by: Actor, at: datetime) -> None:
    """Follow an issue; doing so twice changes nothing."""
    issue = lock_issue(issue_id)
    policies.check_may_read(by, issue)
    if by.person_id is None:
        raise Denied("Log in om een kwestie te volgen.")
    _, new = Follower.objects.get_or_create(issue=issue, person_id=by.person_id, defaults={"since": at})
    if new:
        note(issue, "follow", by, at)


@transaction.atomic
def unfollow(*, issue_id: int, by: Actor, at: datetime) -> None:
    """Stop following."""
    issue = lock_issue(issue_id)
    if Follower.objects.filter(issue=issue, person_id=by.key).delete()[0]:
        note(issue, "unfollow", by, at)


@transaction.atomic
def contribute(*, issue_id: int, text: str, by: Actor, at: datetime) -> Contribution:
    """Add to the discussion: a remark, the view of an experience expert, or a question of the linking level."""
    issue = lock_issue(issue_id)
    policies.check_may_read(by, issue, is_party=_is_party(issue, by))
    linking = by.holds(*LINKING_ROLES, region=issue.region_id, theme=issue.theme_id)
    grant = linking or policies.check_may_raise(by)
    kind = Contribution.Kind.REMARK
    if grant.role is Role.EXPERIENCE_EXPERT:
        kind = Contribution.Kind.EXPERIENCE
    elif linking:
        kind = Contribution.Kind.QUESTION
    contribution = Contribution.objects.create(
        issue=issue,
        kind=kind,
        person_id=by.person_id,
        organisation_id=grant.organisation_id,
        label=public_label(grant),
        text=text,
        at=at,
    )
    note(issue, "contribute", by, at, contribution=contribution.pk)
    return contribution


def public_label(grant: Grant) -> str:
    """Return how others read who wrote something: never a person."""
    return f"{grant.organisation_name}" if grant.role is Role.PROFESSIONAL else grant.label
