"""Making the agenda: items from the work, votes, and the board on which they are laid together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from leerlus.audit.steps import Denied, Stale
from leerlus.linking.bottlenecks.models import ActionPoint, Bottleneck
from leerlus.linking.communities.queries import find_community, place_of
from leerlus.linking.meetings import policies
from leerlus.linking.meetings.actions.attending import lock_meeting, own_attendance, remember
from leerlus.linking.meetings.models import AgendaItem, Cluster, Meeting, Preference, Task
from leerlus.linking.meetings.workflow import ITEM_MINUTES, MOST_VOTES, TASK
from leerlus.practice.issues.models import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from leerlus.people.actors import Actor

Source = AgendaItem.Source


def lock_to_run(meeting_id: int, by: Actor, at: datetime) -> Meeting:
    """Return the meeting, locked, if the actor runs it; Denied otherwise. What was called off keeps its agenda."""
    meeting = lock_meeting(meeting_id)
    policies.check_may_make_agenda(by, place_of(by, find_community(meeting.community_id), at=at), meeting)
    return meeting


@transaction.atomic
def add_items(*, meeting_id: int, keys: Sequence[tuple[str, int]], by: Actor, at: datetime) -> int:
    """Put things from the work on the agenda, as (source, number); what is on it already stays. Return how many."""
    meeting = lock_to_run(meeting_id, by, at)
    added = 0
    for source, number in dict.fromkeys(keys):
        new = _item_of(meeting, source, number, by)
        same = {"issue_id": new.issue_id} if new.issue_id else {"bottleneck_id": new.bottleneck_id, "title": new.title}
        if not meeting.items.filter(**same).exists():
            new.save()
            added += 1
    if added:
        remember(meeting, "add_items", by=by, at=at, items=[f"{source}-{number}" for source, number in keys])
    return added


def _item_of(meeting: Meeting, source: str, number: int, by: Actor) -> AgendaItem:
    """Return a new item about something that the actor may read; Denied otherwise."""
    new = AgendaItem(meeting=meeting, source=source)
    if source in {Source.ISSUE, Source.FEEDBACK}:
        new.issue = Issue.objects.visible_to(by).filter(pk=number).first()
    elif source == Source.BOTTLENECK:
        new.bottleneck = Bottleneck.objects.visible_to(by).filter(pk=number).first()
    elif source == Source.ACTION:
        point = ActionPoint.objects.filter(pk=number, bottleneck__in=Bottleneck.objects.visible_to(by)).first()
        new.bottleneck, new.title = (point.bottleneck, point.text) if point else (None, "")
    elif source == TASK:
        task = Task.objects.filter(pk=number, meeting__community_id=meeting.community_id).first()
        new.source, new.title = Source.ACTION, task.text if task else ""
        new.why = f"Van {task.owner}" if task else ""
    if new.issue is None and new.bottleneck is None and not new.title:
        raise Denied("Dit is er niet, of u mag het niet zien.")
    return new


@transaction.atomic
def add_own(
    *, meeting_id: int, title: str, why: str = "", minutes: int = ITEM_MINUTES, by: Actor, at: datetime
) -> AgendaItem:
    """Put something else on the agenda."""
    meeting = lock_to_run(meeting_id, by, at)
    # The same form sent twice makes one item.
    same = meeting.items.filter(source=Source.OWN, title=title, why=why).first()
    if same is not None:
        return same
    made = AgendaItem.objects.create(meeting=meeting, source=Source.OWN, title=title, why=why, minutes=minutes)
    remember(meeting, "add_item", by=by, at=at, item=made.pk)
    return made


@transaction.atomic
def set_times(*, meeting_id: int, minutes: Mapping[int, int], by: Actor, at: datetime) -> int:
    """Give items their minutes; what was taken off meanwhile is passed over. Return how many changed."""
    meeting = lock_to_run(meeting_id, by, at)
    changed = [item for item in meeting.items.filter(pk__in=minutes) if item.minutes != minutes[item.pk]]
    for item in changed:
        item.minutes = minutes[item.pk]
    AgendaItem.objects.bulk_update(changed, ["minutes"])
    if changed:
        remember(meeting, "set_times", by=by, at=at, minutes={str(item.pk): item.minutes for item in changed})
    return len(changed)


@transaction.atomic
def remove_item(*, item_id: int, by: Actor, at: datetime) -> None:
    """Take an item off the agenda; the standing one stays."""
    item = lock_item(item_id, by, at)
    if item.source == Source.STANDING:
        raise Denied("Dit vaste punt blijft staan: elke bijeenkomst vraagt wat het voor de inburgeraar betekent.")
    remember(item.meeting, "remove_item", by=by, at=at, item=item.pk)
    item.delete()


@transaction.atomic
def prefer(*, meeting_id: int, item_ids: Sequence[int], by: Actor, at: datetime) -> None:
    """Choose the items that one finds most urgent; an earlier choice is replaced."""
    meeting = lock_meeting(meeting_id)
    policies.check_may_answer(by, place_of(by, find_community(meeting.community_id), at=at), meeting)
    if len(set(item_ids)) > MOST_VOTES:
        raise Denied(f"Kies ten hoogste {MOST_VOTES} punten.")
    own = own_attendance(meeting, by)
    chosen = list(meeting.items.exclude(source=Source.STANDING).filter(pk__in=item_ids))
    Preference.objects.filter(attendance=own, item__meeting=meeting).delete()
    Preference.objects.bulk_create(Preference(item=item, attendance=own) for item in chosen)
    remember(meeting, "prefer", by=by, at=at)


@transaction.atomic
def add_cluster(*, meeting_id: int, name: str, by: Actor, at: datetime) -> Cluster:
    """Make a column on the board."""
    meeting = lock_to_run(meeting_id, by, at)
    made, is_new = Cluster.objects.get_or_create(meeting=meeting, name=name)
    if is_new:
        remember(meeting, "add_cluster", by=by, at=at, cluster=made.pk)
    return made


@transaction.atomic
def move_item(*, item_id: int, seen_in: int | None, to: int | None, by: Actor, at: datetime) -> AgendaItem:
    """Lay an item in another cluster, or in none; Stale when somebody moved it since `seen_in`."""
    item = lock_item(item_id, by, at)
    if item.cluster_id == to:
        return item
    if item.cluster_id != seen_in:
        raise Stale("Dit punt")
    if to is not None and not item.meeting.clusters.filter(pk=to).exists():
        raise Denied("Deze groep is er niet.")
    item.cluster_id = to
    item.save(update_fields=["cluster"])
    remember(item.meeting, "move_item", by=by, at=at, item=item.pk, cluster=to)
    return item


@transaction.atomic
def mark_item(*, item_id: int, mark: str, by: Actor, at: datetime) -> AgendaItem:
    """Say that an item is an easy win, or not ours, or take that back."""
    item = lock_item(item_id, by, at)
    if mark not in AgendaItem.Mark.values:
        raise Denied("Kies “snel op te pakken” of “niet van ons”.")
    if item.mark != mark:
        item.mark = mark
        item.save(update_fields=["mark"])
        remember(item.meeting, "mark_item", by=by, at=at, item=item.pk, mark=mark)
    return item


def lock_item(
    item_id: int, by: Actor, at: datetime, *, lock: Callable[[int, Actor, datetime], Meeting] = lock_to_run
) -> AgendaItem:
    """Return an item, with its meeting locked, if `lock` lets the actor; Denied otherwise."""
    found = AgendaItem.objects.filter(pk=item_id).first()
    if found is None:
        raise Denied("Dit punt staat niet meer op de agenda.")
    meeting = lock(found.meeting_id, by, at)
    found.refresh_from_db()
    found.meeting = meeting
    return found
