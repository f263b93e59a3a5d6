"""Having newcomers at the table who have no account: a personal link, an answer, and what it means for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.audit.models import record
from leerlus.audit.steps import Denied
from leerlus.linking.communities.queries import find_community, place_of
from leerlus.linking.meetings import policies
from leerlus.linking.meetings.actions.attending import lock_meeting, remember
from leerlus.linking.meetings.models import Guest

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor


@transaction.atomic
def invite_guest(*, meeting_id: int, label: str, by: Actor, at: datetime) -> Guest:
    """Make a place for somebody without an account."""
    meeting = lock_meeting(meeting_id)
    policies.check_may_make_agenda(by, place_of(by, find_community(meeting.community_id), at=at), meeting)
    if meeting.guests.filter(label=label, withdrawn_at__isnull=True).exists():
        raise Denied("Deze plaats is er al. Kies een andere omschrijving.")
    made = Guest.objects.create(meeting=meeting, label=label, made_at=at)
    remember(meeting, "invite_guest", by=by, at=at, guest=made.pk)
    return made


@transaction.atomic
def withdraw_guest(*, guest_id: int, by: Actor, at: datetime) -> None:
    """Close a link; what was written stays."""
    found = Guest.objects.filter(pk=guest_id).first()
    if found is None:
        raise Denied("Deze plaats is er niet.")
    meeting = lock_meeting(found.meeting_id)
    policies.check_may_run_meeting(by, place_of(by, find_community(meeting.community_id), at=at))
    if Guest.objects.filter(pk=guest_id, withdrawn_at__isnull=True).update(withdrawn_at=at):
        remember(meeting, "withdraw_guest", by=by, at=at, guest=guest_id)


@transaction.atomic
def answer_as_guest(*, guest_id: int, says: str, text: str, at: datetime) -> Guest:
    """Say, with the personal link, whether one comes and what it means; so many times a day and not after it."""
    guest = Guest.objects.select_for_update(of=("self",)).select_related("meeting").filter(pk=guest_id).first()
    if guest is None:
        raise Denied("Deze link werkt niet.")
    today = timezone.localdate(at)
    writes = guest.writes if guest.writes_on == today else 0
    policies.check_may_answer_as_guest(guest, guest.meeting, writes=writes, at=at)
    if says not in {Guest.Answer.YES, Guest.Answer.NO}:
        raise Denied("Kies ja of nee.")
    if (guest.answer, guest.text) == (says, text):
        return guest
    guest.answer, guest.text = says, text
    guest.writes, guest.writes_on = writes + 1, today
    guest.save(update_fields=["answer", "text", "writes", "writes_on"])
    record(
        subject="meeting",
        subject_id=guest.meeting_id,
        name="answer_as_guest",
        is_step=False,
        actor_id=None,
        actor_label="via een persoonlijke link",
        at=at,
        from_state=guest.meeting.state,
        to_state=guest.meeting.state,
        data={"guest": guest.pk, "says": says},
    )
    return guest
