"""Saying whether one comes and when one can, and giving seats; the waiting list moves up by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.communities.queries import find_community, place_of
from leerlus.linking.meetings import policies
from leerlus.linking.meetings.actions.mailing import queue_mail
from leerlus.linking.meetings.models import Attendance, DateVote, Meeting, MeetingMail
from leerlus.linking.meetings.queries.seats import wishes_of
from leerlus.linking.meetings.workflow import PLANNED, POLLING, give_seats
from leerlus.people.actors import LINKING_ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from leerlus.people.actors import Actor

Answer = Attendance.Answer


def lock_meeting(meeting_id: int, version: int | None = None) -> Meeting:
    """Return the meeting, locked; Stale if it changed since the reader's page was made. Guards its seats too."""
    found = Meeting.objects.select_for_update().filter(pk=meeting_id).first()
    if found is None:
        raise Denied("Deze bijeenkomst is er niet.")
    if version is not None and version != found.version:
        raise Stale("De bijeenkomst")
    return found


def remember(
    meeting: Meeting,
    name: str,
    *,
    by: Actor,
    at: datetime,
    from_state: str | None = None,
    note: str = "",
    **data: Any,  # noqa: ANN401 - JSON
) -> None:
    """Write one line of the history of a meeting; with `from_state` it is a step."""
    record(
        subject="meeting",
        subject_id=meeting.pk,
        name=name,
        is_step=from_state is not None,
        from_state=meeting.state if from_state is None else from_state,
        to_state=meeting.state,
        actor_id=by.person_id,
        actor_label=by.label(*sorted(LINKING_ROLES)),
        at=at,
        note=note,
        data=data,
    )


def share_out_seats(meeting: Meeting) -> int:
    """Give seats to who waits, as far as there are; return how many got one."""
    wishes = wishes_of(meeting)
    seats = give_seats(wishes, capacity=meeting.capacity, per_organisation=meeting.per_organisation)
    new = sorted(seats - {wish.key for wish in wishes if wish.has_seat})
    Attendance.objects.filter(pk__in=new).update(has_seat=True)
    return len(new)


@transaction.atomic
def answer(*, meeting_id: int, says: str, by: Actor, at: datetime) -> Attendance:
    """Say whether one comes; whoever comes gets a seat or a place on the waiting list."""
    meeting = lock_meeting(meeting_id)
    policies.check_may_answer(by, place_of(by, find_community(meeting.community_id), at=at), meeting)
    if meeting.state != PLANNED:
        raise Denied("De datum is nog niet gekozen. Zeg eerst wanneer u kunt.")
    if meeting.starts_at is not None and meeting.starts_at <= at:
        raise Denied("Deze bijeenkomst is al begonnen. De communitytrekker vinkt aan wie er waren.")
    if says not in {Answer.YES, Answer.MAYBE, Answer.NO}:
        raise Denied("Kies of u komt, misschien komt of niet komt.")
    own = own_attendance(meeting, by)
    if own.answer == says:
        return own
    # A mail about a seat that was not sent yet says what is not so any more.
    own.mails.not_gone().filter(kind=MeetingMail.Kind.SEAT).delete()
    # Saying yes again after a no means waiting behind who said yes meanwhile.
    own.answer, own.answered_at, own.has_seat = says, at, False
    own.save(update_fields=["answer", "answered_at", "has_seat"])
    remember(meeting, f"answer_{says}", by=by, at=at)
    move_up(meeting, at=at, except_for=own)
    own.refresh_from_db()
    return own


def move_up(meeting: Meeting, *, at: datetime, except_for: Attendance | None = None) -> None:
    """Share out the seats, and mail who was waiting and has one now; the caller has locked the meeting."""
    waited = Attendance.objects.filter(meeting=meeting, answer=Answer.YES, has_seat=False)
    waiting = set(waited.values_list("pk", flat=True)) - {except_for.pk if except_for else 0}
    if share_out_seats(meeting):
        queue_mail(
            meeting,
            MeetingMail.Kind.SEAT,
            at=at,
            to=Attendance.objects.filter(pk__in=waiting, has_seat=True),
        )


@transaction.atomic
def vote(*, meeting_id: int, choices: Mapping[int, str], by: Actor, at: datetime) -> None:
    """Say for each moment whether one can."""
    meeting = lock_meeting(meeting_id)
    policies.check_may_answer(by, place_of(by, find_community(meeting.community_id), at=at), meeting)
    if meeting.state != POLLING:
        raise Stale("De bijeenkomst")
    own = own_attendance(meeting, by)
    options = set(meeting.options.values_list("pk", flat=True))
    if set(choices) - options or not set(choices.values()) <= set(DateVote.Choice.values):
        raise Denied("Kies bij elke datum ja, als het moet of nee.")
    for option_id, choice in choices.items():
        DateVote.objects.update_or_create(option_id=option_id, attendance=own, defaults={"choice": choice})
    remember(meeting, "vote", by=by, at=at)


def own_attendance(meeting: Meeting, by: Actor) -> Attendance:
    """Return the own place at a meeting; a member whom the worker did not invite yet gets one."""
    membership = meeting.community.memberships.members().of(by).get()
    meeting.attendances.filter(membership=membership, gone_at__isnull=False).delete()
    return Attendance.objects.get_or_create(meeting=meeting, membership=membership)[0]
