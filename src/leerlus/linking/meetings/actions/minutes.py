"""Writing down what comes of a meeting, while it falls, and telling what came of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from leerlus.audit.steps import Denied, Stale
from leerlus.linking.communities.queries import find_community, place_of
from leerlus.linking.communities.workflow import MEMBER
from leerlus.linking.meetings import policies
from leerlus.linking.meetings.actions.agenda import lock_item
from leerlus.linking.meetings.actions.attending import lock_meeting, remember
from leerlus.linking.meetings.models import Conclusion, Task
from leerlus.linking.meetings.queries import has_role_at

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.linking.meetings.models import Meeting
    from leerlus.people.actors import Actor


def lock_to_write(meeting_id: int, by: Actor, at: datetime) -> Meeting:
    """Return the meeting, locked, if the actor runs it or has a role at it; Denied otherwise."""
    meeting = lock_meeting(meeting_id)
    place = place_of(by, find_community(meeting.community_id), at=at)
    policies.check_may_write(by, place, meeting, has_role=has_role_at(by, meeting))
    return meeting


@transaction.atomic
def conclude(*, item_id: int, text: str, by: Actor, at: datetime) -> Conclusion:
    """Write down what the group concluded about an item."""
    item = lock_item(item_id, by, at, lock=lock_to_write)
    # The same form sent twice makes one conclusion.
    same = Conclusion.objects.filter(item=item, text=text).first()
    if same is not None:
        return same
    made = Conclusion.objects.create(item=item, text=text, at=at)
    remember(item.meeting, "conclude", by=by, at=at, note=text, item=item.pk, conclusion=made.pk)
    return made


@transaction.atomic
def take_back_conclusion(*, conclusion_id: int, by: Actor, at: datetime) -> None:
    """Take a conclusion out of the minutes; the history keeps it."""
    found = Conclusion.objects.filter(pk=conclusion_id).first()
    if found is None:
        raise Stale("De conclusie")
    item = lock_item(found.item_id, by, at, lock=lock_to_write)
    remember(item.meeting, "take_back_conclusion", by=by, at=at, note=found.text, item=item.pk)
    found.delete()


@transaction.atomic
def give_task(
    *,
    item_id: int,
    text: str,
    owner_id: int,
    due_on: date,
    is_solution: bool = False,
    by: Actor,
    at: datetime,
) -> Task:
    """Write down that a member does something before a day."""
    item = lock_item(item_id, by, at, lock=lock_to_write)
    owner = item.meeting.community.memberships.filter(pk=owner_id, state=MEMBER).first()
    if owner is None:
        raise Denied("Kies een lid van deze community.")
    given = {"meeting": item.meeting, "item": item, "text": text, "owner": owner, "due_on": due_on}
    made, is_new = Task.objects.get_or_create(**given, is_solution=is_solution, done_at=None, defaults={"made_at": at})
    if not is_new:
        return made
    remember(item.meeting, "give_task", by=by, at=at, note=text, item=item.pk, task=made.pk)
    return made


@transaction.atomic
def report_task(*, task_id: int, report: str, done: bool, by: Actor, at: datetime) -> Task:
    """Tell what came of a task, and whether it is done."""
    task = Task.objects.select_related("owner").filter(pk=task_id).first()
    if task is None:
        raise Denied("Deze actie is er niet.")
    meeting = lock_meeting(task.meeting_id)
    place = place_of(by, find_community(meeting.community_id), at=at)
    policies.check_may_report(by, place, is_own=task.owner.person_id == by.person_id and by.person_id is not None)
    if task.report == report and (task.done_at is not None) == done:
        return task
    # Compare and set: what somebody told meanwhile is not overwritten.
    values = {"report": report, "reported_at": at, "done_at": at if done else None}
    if not Task.objects.filter(pk=task_id, done_at__isnull=True, reported_at=task.reported_at).update(**values):
        raise Stale("De actie")
    remember(meeting, "finish_task" if done else "report_task", by=by, at=at, note=report, task=task_id)
    task.refresh_from_db()
    return task


@transaction.atomic
def hand_on_task(*, task_id: int, owner_id: int, by: Actor, at: datetime) -> Task:
    """Give a task to another member, e.g. because its owner went; also after the meeting was closed."""
    task = Task.objects.filter(pk=task_id).first()
    if task is None:
        raise Denied("Deze actie is er niet.")
    meeting = lock_meeting(task.meeting_id)
    policies.check_may_hand_on(by, place_of(by, find_community(meeting.community_id), at=at))
    owner = meeting.community.memberships.filter(pk=owner_id, state=MEMBER).first()
    if owner is None:
        raise Denied("Kies een lid van deze community.")
    if task.owner_id == owner.pk:
        return task
    task.owner = owner
    task.save(update_fields=["owner"])
    remember(meeting, "hand_on_task", by=by, at=at, task=task.pk)
    return task
