"""What the linking level says about one issue."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from leerlus.audit.steps import Denied, due_on
from leerlus.practice.issues import policies
from leerlus.practice.issues.actions.moving import lock_issue, move
from leerlus.practice.issues.models import Closing, Issue
from leerlus.practice.issues.notify import Message
from leerlus.practice.issues.workflow import WORKFLOW

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor


@transaction.atomic
def respond(*, issue_id: int, text: str, by: Actor, at: datetime, version: int | None = None) -> Issue:
    """Give the first response in substance, or later: say where it stands."""
    issue = lock_issue(issue_id, version)
    name = "respond" if WORKFLOW.step("respond").sources == (issue.state,) else "report"
    step = policies.check_may_link(by, issue, name)
    today = timezone.localdate(at)
    due = due_on(step, today, settings.PROMISES)
    if name == "respond":
        # The promise of an outcome counts from the day that Leerlus knew the issue (an imported one was raised long
        # before), which the date of the first response tells; after a late response two weeks are left.
        known_on = (issue.due_on or today) - timedelta(days=settings.PROMISES["first_response"])
        promised = due_on(step, known_on, settings.PROMISES)
        due = max(filter(None, (promised, today + timedelta(days=14))))
    move([issue], name, by=by, at=at, message=Message(text=text), due=due, note=text)
    return issue


@transaction.atomic
def answer(*, issue_id: int, text: str, change: str, by: Actor, at: datetime, version: int | None = None) -> Issue:
    """Answer an issue that needs no bundle, and ask every party whether it helps."""
    issue = lock_issue(issue_id, version)
    policies.check_may_link(by, issue, "answer")
    if issue.in_bundle:
        raise Denied("Deze kwestie hoort bij een knelpunt. Maak haar eerst los, of heropen het knelpunt.")
    message = Message(text=text, change=change)
    move([issue], "answer", by=by, at=at, message=message, note=text, turn_label="de indiener", closing=Closing.ANSWER)
    return issue
