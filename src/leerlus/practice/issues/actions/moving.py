"""Taking one step with one issue or with many: state, turn, date, history and feedback change together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from leerlus.audit.models import Event, record
from leerlus.audit.steps import Denied, Stale, Turn, due_on
from leerlus.people.actors import LINKING_ROLES, Role
from leerlus.practice.issues.models import Issue
from leerlus.practice.issues.notify import Message, tell
from leerlus.practice.issues.workflow import WORKFLOW

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from leerlus.people.actors import Actor

SPEAKING_ROLES = (Role.SYSTEM_ADVISER, *sorted(LINKING_ROLES), Role.PROFESSIONAL)
"""Whose name history gives, in this order, when somebody holds several roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an issue stands: what a step may change, and what undoing a bundling restores."""

    state: str
    turn: str
    turn_label: str
    due_on: date | None
    closing: str

    @classmethod
    def of(cls, issue: Issue) -> Standing:
        """Return where this issue stands now."""
        return cls(
            state=issue.state,
            turn=issue.turn,
            turn_label=issue.turn_label,
            due_on=issue.due_on,
            closing=issue.closing,
        )


WITH_ARTICLE = {"Achterhoek": "de", "Drechtsteden": "de", "Rijk van Nijmegen": "het"}
"""Regions whose name takes an article in a Dutch sentence."""


def coordinator_label(region_name: str | None) -> str:
    """Return how pages name the coordinator whose turn it is: `de regiocoördinator van de Achterhoek`."""
    if not region_name:
        return "de landelijke coördinator"
    article = WITH_ARTICLE.get(region_name)
    return f"de regiocoördinator van {article} {region_name}" if article else f"de regiocoördinator van {region_name}"


def lock_issue(issue_id: int, version: int | None = None) -> Issue:
    """Return the issue, locked; raise Stale if somebody changed it since the reader's page was made."""
    issue = Issue.objects.select_for_update().filter(pk=issue_id).first()
    if issue is None:
        raise Denied("Deze kwestie is er niet, of u mag haar niet zien.")
    if version is not None and version != issue.version:
        raise Stale("De kwestie")
    return issue


def note(issue: Issue, name: str, by: Actor, at: datetime, text: str = "", **data: Any) -> None:  # noqa: ANN401 - JSON
    """Write in the history what happened beside the steps."""
    record(
        subject="issue",
        subject_id=issue.pk,
        name=name,
        is_step=False,
        from_state=issue.state,
        to_state=issue.state,
        actor_id=by.person_id,
        actor_label=by.label(*SPEAKING_ROLES),
        at=at,
        note=text,
        data=data,
    )


def move(
    issues: Sequence[Issue],
    name: str,
    *,
    by: Actor,
    at: datetime,
    message: Message | None = None,
    note: str = "",
    due: date | None = None,
    turn_label: str | None = None,
    closing: str | None = None,
    in_bundle: bool | None = None,
    restore: Standing | None = None,
    cause: int | None = None,
) -> None:
    """Take the step `name` with these issues, which the caller has locked and whose rights it has checked.

    due         date for the next party; by default what the step promises, counted from `at`, else as it was
    turn_label  how pages name the next party; by default as it was
    closing     the typed outcome, `""` to reopen; by default as it was
    restore     where the issue stands afterwards, for the step that undoes a bundling (one issue at a time)
    cause       the event that the parties hear of; by default each issue's own event
    """
    step = WORKFLOW.step(name)
    moved = [issue for issue in issues if not step.sources or WORKFLOW.check(name, issue.state)]
    if not moved:
        return
    events = Event.objects.bulk_create(
        [
            Event(
                subject="issue",
                subject_id=issue.pk,
                name=name,
                from_state=issue.state if step.sources else "",
                to_state=step.arrives(issue.state, restore.state if restore else ""),
                actor_id=by.person_id,
                actor_label=by.label(*SPEAKING_ROLES),
                at=at,
                note=note,
                data={"cause": cause} if cause else {},
            )
            for issue in moved
        ],
        batch_size=500,
    )
    _change(moved, events, step.name, at, restore, due, turn_label, closing, in_bundle)
    if message is not None:
        causes = {issue.pk: cause or event.pk for issue, event in zip(moved, events, strict=True)}
        tell(causes=causes, step=step, message=message, at=at)


def _change(  # noqa: PLR0917 - the private half of `move`
    moved: Sequence[Issue],
    events: Sequence[Event],
    name: str,
    at: datetime,
    restore: Standing | None,
    due: date | None,
    turn_label: str | None,
    closing: str | None,
    in_bundle: bool | None,  # noqa: FBT001 - idem
) -> None:
    """Write where the issues stand now, in one statement, and on the objects in hand."""
    step = WORKFLOW.step(name)
    promised = due or due_on(step, timezone.localdate(at), settings.PROMISES)
    values: dict[str, Any] = {"changed_at": at}
    if restore:
        values |= {
            "state": restore.state,
            "turn": restore.turn,
            "turn_label": restore.turn_label,
            "due_on": restore.due_on,
            "closing": restore.closing,
        }
    else:
        target = events[0].to_state
        ended = target in WORKFLOW.final
        if step.arrives("*") != "*":
            values |= {"state": target, "closed_at": at if ended else None}
        values["turn"] = step.turn
        if ended or promised:
            values["due_on"] = None if ended else promised
        if turn_label is not None or step.turn is Turn.NOBODY:
            values["turn_label"] = turn_label or ""
        if closing is not None:
            values["closing"] = closing
    if in_bundle is not None:
        values["in_bundle"] = in_bundle
    Issue.objects.filter(pk__in=[issue.pk for issue in moved]).update(version=F("version") + 1, **values)
    for issue in moved:
        issue.version += 1
        for field, value in values.items():
            setattr(issue, field, value)
