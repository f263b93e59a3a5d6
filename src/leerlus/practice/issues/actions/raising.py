"""Raising an issue, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from leerlus.audit.steps import Denied, due_on
from leerlus.people.models import Organisation
from leerlus.practice.issues import policies
from leerlus.practice.issues.actions.drafting import discard_draft
from leerlus.practice.issues.actions.joining import join
from leerlus.practice.issues.actions.moving import coordinator_label, lock_issue, move
from leerlus.practice.issues.models import Closing, Issue, Party, Severity, Source, Visibility
from leerlus.practice.issues.notify import Message
from leerlus.practice.issues.workflow import WORKFLOW

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueText:
    """What the raiser wrote; texts are plain, articles are citations as the raiser typed them."""

    title: str
    situation: str
    question: str
    meaning: str
    theme: str
    tried: str = ""
    articles: tuple[str, ...] = ()
    severity: int = Severity.HINDRANCE
    source: str = Source.PRACTICE
    visibility: str = Visibility.PROFESSIONALS


@transaction.atomic
def raise_issue(
    *,
    text: IssueText,
    by: Actor,
    at: datetime,
    organisation_id: int | None = None,
    draft_id: int | None = None,
    fictional: bool = False,
    origin: str = "",
    known_at: datetime | None = None,
) -> Issue:
    """Raise an issue for an organisation: a receipt at once, and the first response within the promised term.

    known_at  when we came to know of it, if that was later than `at`: an issue from a list is as old as the list says,
              but the receipt goes out now and the promise counts from now, because earlier nobody could keep it
    """
    grant = policies.check_may_raise(by, organisation_id)
    organisation = Organisation.objects.get(pk=grant.organisation_id)
    step = WORKFLOW.step("submit")
    due = due_on(step, timezone.localdate(known_at or at), settings.PROMISES)
    issue = Issue.objects.create(
        title=text.title,
        situation=text.situation,
        question=text.question,
        tried=text.tried,
        meaning=text.meaning,
        severity=text.severity,
        source=text.source,
        articles=list(text.articles),
        theme_id=text.theme,
        organisation=organisation,
        region=organisation.region,
        visibility=text.visibility,
        fictional=fictional,
        origin=origin,
        state=step.target,
        turn=step.turn,
        turn_label=coordinator_label(organisation.region.name if organisation.region else None),
        due_on=due,
        raised_at=at,
        changed_at=at,
    )
    join(issue, Party.Kind.RAISER, grant, by=by, at=at)
    discard_draft(draft_id=draft_id, by=by)
    message = Message(text=f"Uw kwestie is ontvangen. U krijgt een eerste reactie van {issue.turn_label}.")
    move([issue], "submit", by=by, at=at, message=message, due=due)
    if known_at is not None:
        issue.feedback.update(at=known_at)
    return issue


@transaction.atomic
def withdraw(*, issue_id: int, reason: str, by: Actor, at: datetime, version: int | None = None) -> Issue:
    """Take an own issue back, while nobody else recognised it."""
    issue = lock_issue(issue_id, version)
    raiser = issue.parties.get(kind=Party.Kind.RAISER)
    recognised = issue.parties.filter(kind=Party.Kind.RECOGNISER, left_at__isnull=True).exists()
    policies.check_may_withdraw(by, issue, raiser, recognised=recognised)
    if issue.in_bundle:
        raise Denied("De schakel werkt al aan deze kwestie. Vraag de regiocoördinator om haar los te maken.")
    message = Message(text=f"U trok uw kwestie in. Reden: {reason}")
    move([issue], "withdraw", by=by, at=at, message=message, note=reason, closing=Closing.WITHDRAWN)
    return issue
