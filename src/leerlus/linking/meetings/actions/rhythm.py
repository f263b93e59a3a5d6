"""What the rhythm of a community does by itself: proposing the next meeting, once, for who runs it to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.linking.communities.models import Community
from leerlus.linking.meetings.actions.attending import lock_meeting, remember
from leerlus.linking.meetings.actions.planning import begin, lock_community
from leerlus.linking.meetings.queries.rhythm import due_to_follow, first_after
from leerlus.linking.meetings.workflow import CONCEPT, NOTICE, WORKFLOW
from leerlus.people.actors import CLOCK

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.linking.meetings.models import Meeting

KEPT = ("minutes", "room", "link", "for_whom", "capacity", "per_organisation", "fictional")
"""What stays the same from one meeting to the next; what it is about does not."""

LAPSED = "De community heeft geen vast ritme meer."


@transaction.atomic
def propose_next(*, community_id: int, at: datetime) -> Meeting | None:
    """Propose the next meeting, like the last one, if one is due; nobody but who runs the community hears of it."""
    community = lock_community(community_id)
    due = None if _has_ended(community, at) else due_to_follow(community, at)
    if due is None:
        return None
    last, starts_at = due
    made = begin(
        community,
        state=CONCEPT,
        title=f"Bijeenkomst van {community.name}"[:140],
        starts_at=starts_at,
        follows=last,
        at=at,
        **{name: getattr(last, name) for name in KEPT},
    )
    remember(made, "propose", by=CLOCK, at=at, from_state="")
    return made


@transaction.atomic
def move_on(*, meeting_id: int, at: datetime) -> bool:
    """Take a proposal of which the day came to the next turn; without a rhythm it lapses. Return whether it moved."""
    meeting = lock_meeting(meeting_id)
    if meeting.state != CONCEPT or meeting.starts_at is None:
        return False
    community = Community.objects.get(pk=meeting.community_id)
    weeks = None if _has_ended(community, at) else community.rhythm_weeks
    if weeks and meeting.starts_at > at:
        return False
    step = WORKFLOW.check("move_on" if weeks else "lapse", meeting.state)
    meeting.state = step.arrives(meeting.state)
    if weeks:
        meeting.starts_at = first_after(meeting.starts_at, weeks, at + NOTICE)
    else:
        meeting.reason = LAPSED
    meeting.version += 1
    meeting.changed_at = at
    meeting.save(update_fields=["state", "starts_at", "reason", "version", "changed_at"])
    remember(meeting, step.name, by=CLOCK, at=at, from_state=CONCEPT, note=meeting.reason)
    return True


def _has_ended(community: Community, at: datetime) -> bool:
    return community.ended_on is not None and community.ended_on < timezone.localdate(at)
