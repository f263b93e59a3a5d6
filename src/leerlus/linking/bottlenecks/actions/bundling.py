"""Bundling issues into a bottleneck, and undoing that exactly."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from leerlus.audit.steps import Denied, due_on
from leerlus.linking.bottlenecks import policies
from leerlus.linking.bottlenecks.actions.stepping import dissolve_if_empty, lock_bottleneck, path, write_event
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.bottlenecks.workflow import AT_SYSTEM, WORKFLOW
from leerlus.people.actors import LINKING_ROLES
from leerlus.people.models import Region
from leerlus.practice.issues.actions import Message, Standing, move
from leerlus.practice.issues.models import Issue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBottleneck:
    """The texts of a bottleneck that is made while bundling."""

    title: str
    summary: str
    theme: str
    meaning: str = ""
    articles: tuple[str, ...] = ()
    story: str = ""
    sources: tuple[dict[str, str], ...] = ()
    fictional: bool = False


@transaction.atomic
def bundle(
    *,
    issue_ids: Sequence[int],
    reason: str,
    by: Actor,
    at: datetime,
    bottleneck_id: int | None = None,
    new: NewBottleneck | None = None,
    certainty: int = Bundling.Certainty.LIKELY,
    version: int | None = None,
) -> Bottleneck:
    """Bundle issues into an existing bottleneck or a new one, and tell their parties.

    Content is not moved: each link remembers where the issue stood, so `unbundle` restores it.
    """
    if (bottleneck_id is None) == (new is None):
        raise Denied("Kies een bestaand knelpunt, of maak een nieuw knelpunt.")
    bottleneck = lock_bottleneck(bottleneck_id, version) if bottleneck_id is not None else None
    issues = list(Issue.objects.select_for_update().filter(pk__in=issue_ids).order_by("pk"))
    if not issues or len(issues) != len(set(issue_ids)):
        raise Denied("Kies ten minste één kwestie om te bundelen.")
    for issue in issues:
        _check(by, issue, bottleneck)
    if bottleneck is None:
        bottleneck = _found(new, issues, reason, by, at)
    policies.check_takes_issues(bottleneck)
    for issue in issues:
        Bundling.objects.create(
            issue=issue,
            bottleneck=bottleneck,
            reason=reason,
            certainty=certainty,
            by_label=by.label(*LINKING_ROLES),
            before=_as_json(Standing.of(issue)),
            since=at,
        )
    event = write_event(bottleneck, "bundle", by=by, at=at, note=reason, issues=[issue.pk for issue in issues])
    message = Message(
        text=f"Uw kwestie hoort bij het knelpunt “{bottleneck.title}”. Waarom: {reason}", link=path(bottleneck)
    )
    move(
        issues,
        "bundle",
        by=by,
        at=at,
        message=message,
        note=reason,
        due=bottleneck.due_on,
        turn_label=bottleneck.turn_label,
        in_bundle=True,
        cause=event.pk,
    )
    if bottleneck.state in AT_SYSTEM:
        passed_up = Message(
            text="Dit knelpunt ligt al bij het stelsel. Uw kwestie telt daar mee.", link=path(bottleneck)
        )
        move(issues, "pass_up", by=by, at=at, message=passed_up, due=bottleneck.due_on)
    return bottleneck


def _check(by: Actor, issue: Issue, bottleneck: Bottleneck | None) -> None:
    """Raise Denied unless the actor may bundle this issue: through its region, its theme, or the bottleneck."""
    if bottleneck is None or not policies.works_on(by, bottleneck):
        policies.check_may_bundle(by, issue.region_id, issue.theme_id)
    if issue.in_bundle:
        raise Denied(f"De kwestie “{issue.title}” hoort al bij een knelpunt. Maak haar daar eerst los.")


def _found(new: NewBottleneck | None, issues: list[Issue], reason: str, by: Actor, at: datetime) -> Bottleneck:
    if new is None:
        raise Denied("Geef het knelpunt een titel en een samenvatting.")
    step = WORKFLOW.step("found")
    grant = policies.check_may_bundle(by, issues[0].region_id, issues[0].theme_id)
    region = Region.objects.filter(pk=grant.region).first()
    bottleneck = Bottleneck.objects.create(
        title=new.title,
        summary=new.summary,
        meaning=new.meaning,
        theme_id=new.theme,
        articles=list(new.articles) or sorted({article for issue in issues for article in issue.articles}),
        story=new.story,
        sources=list(new.sources),
        owner_region=region,
        fictional=new.fictional,
        state=step.target,
        turn=step.turn,
        due_on=due_on(step, timezone.localdate(at), settings.PROMISES),
        founded_at=at,
        changed_at=at,
    )
    write_event(bottleneck, "found", by=by, at=at, note=reason, is_step=True)
    return bottleneck


def _as_json(standing: Standing) -> dict[str, str | None]:
    values = asdict(standing)
    return {**values, "due_on": standing.due_on.isoformat() if standing.due_on else None}


@transaction.atomic
def unbundle(*, bundling_id: int, reason: str, by: Actor, at: datetime) -> Bundling:
    """Undo a bundling: the issue stands again where it stood; only the history has grown."""
    bundling = Bundling.objects.filter(pk=bundling_id).first()
    if bundling is None:
        raise Denied("Deze bundeling is er niet.")
    bottleneck = lock_bottleneck(bundling.bottleneck_id)
    issue = Issue.objects.select_for_update().get(pk=bundling.issue_id)
    if not policies.works_on(by, bottleneck):
        policies.check_may_bundle(by, issue.region_id, issue.theme_id)
    bundling = Bundling.objects.get(pk=bundling_id)
    if bundling.until is not None:
        raise Denied("Deze bundeling is al ongedaan gemaakt.")
    before = bundling.standing_before
    message = Message(
        text=f"Uw kwestie is losgemaakt uit het knelpunt “{bottleneck.title}”. Waarom: {reason} "
        f"Zij ligt weer bij {before.turn_label}.",
    )
    move([issue], "unbundle", by=by, at=at, message=message, note=reason, restore=before, in_bundle=False)
    bundling.until = at
    bundling.undone_reason = reason
    bundling.undone_by_label = by.label(*LINKING_ROLES)
    bundling.save(update_fields=["until", "undone_reason", "undone_by_label"])
    write_event(bottleneck, "unbundle", by=by, at=at, note=reason, issues=[issue.pk])
    dissolve_if_empty(bottleneck, by=by, at=at)
    return bundling
