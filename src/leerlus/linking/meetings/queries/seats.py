"""Who wants to come, in the form in which seats are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from leerlus.linking.meetings.models import Attendance, Meeting
from leerlus.linking.meetings.workflow import CANCELLED, CONCEPT, Wish

if TYPE_CHECKING:
    from collections.abc import Iterable

YES = Attendance.Answer.YES


def wishes_of(meeting: Meeting) -> list[Wish]:
    """Return who wants to come to a meeting; two queries."""
    coming = meeting.attendances.filter(answer=YES).select_related("membership").order_by("answered_at", "pk")
    return as_wishes(coming, were_there(meeting))


def as_wishes(coming: Iterable[Attendance], were: frozenset[int]) -> list[Wish]:
    """Return the wishes of those who come, in order of answering; `were` are the memberships of the last time."""
    return [
        Wish(
            key=each.pk,
            organisation=each.membership.organisation_id,
            rank=rank,
            has_seat=each.has_seat,
            was_there=each.membership_id in were,
        )
        for rank, each in enumerate(coming)
    ]


def were_there(meeting: Meeting) -> frozenset[int]:
    """Return the memberships that were at the meeting before this one, or had a seat if nobody marked it; one query."""
    if meeting.starts_at is None:
        return frozenset()
    before = (
        Meeting.objects.filter(community_id=meeting.community_id, starts_at__lt=meeting.starts_at)
        .exclude(state__in=(CANCELLED, CONCEPT))
        .order_by("-starts_at")
        .values("pk")[:1]
    )
    seated = Attendance.objects.filter(Q(came=True) | Q(came__isnull=True, has_seat=True), meeting__in=before)
    return frozenset(seated.values_list("membership_id", flat=True))
