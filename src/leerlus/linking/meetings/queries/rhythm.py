"""When the next meeting is due: so many weeks after the last, at the same time on the wall."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.linking.meetings.models import Meeting
from leerlus.linking.meetings.workflow import CANCELLED

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
        .exclude(state=CANCELLED)
        .order_by("-starts_at")
        .values_list("starts_at", flat=True)
        .first()
    )
    if last is None:
        return None
    found = after(last, community.rhythm_weeks)
    while found <= at:
        found = after(found, community.rhythm_weeks)
    return found
