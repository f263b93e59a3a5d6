"""What parties say of the feedback they got, and what follows from it for their issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from leerlus.practice.issues import policies
from leerlus.practice.issues.actions.moving import coordinator_label, lock_issue, move, note
from leerlus.practice.issues.models import Feedback, Issue, Party
from leerlus.practice.issues.notify import Message
from leerlus.practice.issues.workflow import CLOSED, FED_BACK

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor


@transaction.atomic
def judge(*, feedback_id: int, verdict: str, remark: str, by: Actor, at: datetime) -> Feedback:
    """Say whether feedback helped. "Does not help" reopens; the raiser's "helps" ends the issue.

    The bottleneck that the feedback may belong to is the business of `linking.outcomes.actions.judge`.
    """
    feedback = Feedback.objects.select_related("party").get(pk=feedback_id)
    issue = lock_issue(feedback.issue_id)
    policies.check_may_judge(by, feedback.party, asks=feedback.asks)
    Feedback.objects.filter(pk=feedback.pk).update(
        verdict=verdict, remark=remark, answered_at=at, read_at=feedback.read_at or at
    )
    feedback.refresh_from_db()
    note(issue, "judge", by, at, remark, feedback=feedback.pk, verdict=verdict)
    if feedback.step in ENDING_STEPS and feedback.cause == _last_ending(issue):
        _follow_verdict(issue, feedback, by, at)
    return feedback


ENDING_STEPS = ("feed_back", "answer")


def _last_ending(issue: Issue) -> int | None:
    last = issue.feedback.filter(step__in=ENDING_STEPS).order_by("-pk").values_list("cause", flat=True).first()
    return int(last) if last is not None else None


def _follow_verdict(issue: Issue, feedback: Feedback, by: Actor, at: datetime) -> None:
    """Take the step that a verdict on the last outcome leads to, if any."""
    if issue.state not in {FED_BACK, CLOSED}:
        return
    raiser = feedback.party.kind == Party.Kind.RAISER
    if feedback.verdict != Feedback.Verdict.NOT:
        if raiser and issue.state == FED_BACK:
            move([issue], "accept", by=by, at=at, note=feedback.remark)
        return
    asked = issue.feedback.filter(cause=feedback.cause, party__left_at__isnull=True)
    verdicts = {"not": asked.filter(verdict=Feedback.Verdict.NOT).count()}
    if raiser or policies.reopens(verdicts, asked.count(), settings.REOPEN_SHARE):
        label = coordinator_label(issue.region.name if issue.region else None)
        because = f" Reden: {feedback.remark}" if feedback.remark else ""
        message = Message(text=f"De uitkomst helpt niet genoeg. De kwestie is heropend.{because}")
        move([issue], "object", by=by, at=at, message=message, note=feedback.remark, turn_label=label, closing="")


@transaction.atomic
def read_feedback(*, feedback_ids: list[int], by: Actor, at: datetime) -> None:
    """Remember that feedback was read; own feedback only."""
    mine = Q(party__person_id=by.person_id) | Q(
        party__person__isnull=True, party__organisation_id__in=by.organisation_ids
    )
    if by.person_id is not None:
        rows = Feedback.objects.filter(mine, pk__in=feedback_ids, read_at__isnull=True)
        Feedback.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(read_at=at)
