"""Who does what at a meeting, and who really came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.audit.steps import Denied, Stale
from leerlus.linking.communities.queries import find_community, place_of
from leerlus.linking.communities.workflow import MEMBER
from leerlus.linking.meetings import policies
from leerlus.linking.meetings.actions.attending import lock_meeting, remember
from leerlus.linking.meetings.models import Attendance, Guest
from leerlus.linking.meetings.queries import has_role_at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from leerlus.linking.meetings.models import Meeting
    from leerlus.people.actors import Actor


@transaction.atomic
def give_roles(
    *, meeting_id: int, chair_id: int | None, note_taker_id: int | None, by: Actor, at: datetime, version: int
) -> Meeting:
    """Say which members lead the meeting and write it down; None leaves it to who runs the community."""
    meeting = lock_meeting(meeting_id)
    policies.check_may_give_roles(by, place_of(by, find_community(meeting.community_id), at=at), meeting)
    if (meeting.chair_id, meeting.note_taker_id) == (chair_id, note_taker_id):
        return meeting
    if meeting.version != version:
        raise Stale("De bijeenkomst")
    asked = {number for number in (chair_id, note_taker_id) if number is not None}
    if meeting.community.memberships.filter(pk__in=asked, state=MEMBER).count() != len(asked):
        raise Denied("Kies een lid van deze community.")
    meeting.chair_id, meeting.note_taker_id = chair_id, note_taker_id
    meeting.version += 1
    meeting.save(update_fields=["chair", "note_taker", "version"])
    remember(meeting, "give_roles", by=by, at=at, chair=chair_id, note_taker=note_taker_id)
    return meeting


@transaction.atomic
def mark_presence(
    *,
    meeting_id: int,
    members: Mapping[int, bool],
    guests: Mapping[int, bool],
    by: Actor,
    at: datetime,
    version: int,
) -> Meeting:
    """Say who really came, by the number of the place of a member or guest; who is not named stays as it was.

    Sending the same twice changes nothing; something else after somebody marked it meanwhile is Stale.
    """
    meeting = lock_meeting(meeting_id)
    place = place_of(by, find_community(meeting.community_id), at=at)
    role, today = has_role_at(by, meeting), timezone.localdate(at)
    policies.check_may_mark_presence(by, place, meeting, has_role=role, today=today)
    places = list(meeting.attendances.invited().filter(pk__in=members))
    seats = list(meeting.guests.filter(pk__in=guests))
    new_places = [each for each in places if each.came is not members[each.pk]]
    new_seats = [each for each in seats if each.came is not guests[each.pk]]
    if not new_places and not new_seats and meeting.presence_at:
        return meeting
    if meeting.version != version:
        raise Stale("Wie er waren")
    for member in new_places:
        member.came = members[member.pk]
    for guest in new_seats:
        guest.came = guests[guest.pk]
    Attendance.objects.bulk_update(new_places, ["came"])
    Guest.objects.bulk_update(new_seats, ["came"])
    meeting.presence_at = at
    meeting.version += 1
    meeting.save(update_fields=["presence_at", "version"])
    there = sum(members.values()) + sum(guests.values())
    remember(meeting, "mark_presence", by=by, at=at, there=there, of=len(members) + len(guests))
    return meeting
