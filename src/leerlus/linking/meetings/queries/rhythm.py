"""When the next meeting is due: so many weeks after the last, at the same time on the wall."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.linking.meetings.models import Meeting
from leerlus.linking.meetings.workflow import CANCELLED, CONCEPT, NOTICE, POLLING

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.linking.communities.models import Community


def after(moment: datetime, weeks: int) -> datetime:
    """Return the same time on the wall so many weeks later, also when summer time begins or ends in between."""
    local = timezone.localtime(moment)
    return timezone.make_aware((local + timedelta(weeks=weeks)).replace(tzinfo=None))


def next_in_rhythm(community: Community, at: datetime) -> datetime | None:
    """Return when the next meeting is due after the last one; None without a rhythm or without a last one."""
    if not community.rhythm_weeks:
        return None
    last = (
        Meeting.objects.filter(community=community, starts_at__isnull=False)
        .exclude(state__in=(CANCELLED, CONCEPT))
        .order_by("-starts_at")
        .values_list("starts_at", flat=True)
        .first()
    )
    if last is None:
        return None
    return first_after(last, community.rhythm_weeks, at)


def first_after(last: datetime, weeks: int, at: datetime) -> datetime:
    """Return the first turn of the rhythm after `at`."""
    found = after(last, weeks)
    while found <= at:
        found = after(found, weeks)
    return found


def due_to_follow(community: Community, at: datetime) -> tuple[Meeting, datetime] | None:
    """Return the last meeting and when the rhythm asks for the next one; None when nothing is due.

    Nothing is due while a day is being chosen, or as long as the last one is not over. One that was called off counts:
    then the community skips that turn.
    """
    if not community.rhythm_weeks or community.meetings.filter(state__in=(CONCEPT, POLLING)).exists():
        return None
    last = community.meetings.filter(starts_at__isnull=False).order_by("-starts_at", "-pk").first()
    if last is None or last.starts_at is None or last.ends_at is None or last.ends_at > at:
        return None
    return last, first_after(last.starts_at, community.rhythm_weeks, at + NOTICE)
