"""Planning a meeting: on a day, by choosing one together, changing it, calling it off, and closing it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from leerlus.audit.steps import Denied
from leerlus.linking.communities.models import Membership
from leerlus.linking.communities.queries import find_community, place_of
from leerlus.linking.communities.workflow import MEMBER
from leerlus.linking.meetings import policies
from leerlus.linking.meetings.actions.attending import lock_meeting, move_up, remember
from leerlus.linking.meetings.actions.mailing import queue_mail
from leerlus.linking.meetings.models import AgendaItem, Attendance, DateOption, DateVote, Meeting, MeetingMail
from leerlus.linking.meetings.workflow import PLANNED, POLLING, STANDING_ITEM

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from leerlus.people.actors import Actor

Kind = MeetingMail.Kind
Answer = Attendance.Answer
FEWEST_OPTIONS = 2
FOR_CALENDARS = ("title", "purpose", "starts_at", "minutes", "room", "link")
"""What calendars must hear of when it changes."""

SAID = {DateVote.Choice.YES: Answer.YES, DateVote.Choice.IF_NEEDED: Answer.MAYBE, DateVote.Choice.NO: Answer.NO}
"""What a vote for the chosen moment means for coming."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is settled about a meeting; without `starts_at` the members choose the day."""

    title: str
    purpose: str = ""
    starts_at: datetime | None = None
    minutes: int = 120
    room: str = ""
    link: str = ""
    for_whom: str = Meeting.ForWhom.EVERYBODY
    capacity: int | None = None
    per_organisation: int | None = None


@transaction.atomic
def plan(
    *,
    community_id: int,
    plan: Plan,
    options: Sequence[datetime] = (),
    by: Actor,
    at: datetime,
    fictional: bool = False,
) -> Meeting:
    """Plan a meeting and invite the members; without a day: ask them which of the options suits."""
    community = find_community(community_id)
    policies.check_may_plan(by, place_of(by, community, at=at))
    _check_to_come([plan.starts_at] if plan.starts_at else options, at)
    moments = sorted(set(options))
    if plan.starts_at is None and len(moments) < FEWEST_OPTIONS:
        raise Denied("Geef ten minste twee momenten om uit te kiezen, of kies zelf een datum.")
    meeting = Meeting.objects.create(
        community=community,
        state=PLANNED if plan.starts_at else POLLING,
        uid=f"{uuid4()}@leerlus",
        fictional=fictional,
        made_at=at,
        changed_at=at,
        **asdict(plan),
    )
    if plan.starts_at is None:
        DateOption.objects.bulk_create(DateOption(meeting=meeting, starts_at=moment) for moment in moments)
    AgendaItem.objects.create(meeting=meeting, source=AgendaItem.Source.STANDING, title=STANDING_ITEM)
    remember(meeting, "plan" if plan.starts_at else "poll", by=by, at=at, from_state="")
    _invite_members(meeting, at=at)
    return meeting


@transaction.atomic
def change(*, meeting_id: int, plan: Plan, by: Actor, at: datetime, version: int) -> Meeting:
    """Change what was settled; calendars hear of it when it concerns them."""
    meeting = lock_meeting(meeting_id, version)
    _check(meeting, "change", by, at)
    values = asdict(plan)
    if meeting.state == POLLING:
        values.pop("starts_at")
    elif plan.starts_at is None:
        raise Denied("Kies een datum en een tijd.")
    elif plan.starts_at != meeting.starts_at:
        _check_to_come([plan.starts_at], at)
    old = {name: getattr(meeting, name) for name in values}
    if old == values:
        return meeting
    for name, value in values.items():
        setattr(meeting, name, value)
    for_calendars = any(old[name] != values[name] for name in FOR_CALENDARS if name in values)
    meeting.version += 1
    meeting.sequence += for_calendars
    meeting.changed_at = at
    meeting.save()
    remember(
        meeting,
        "change",
        by=by,
        at=at,
        from_state=meeting.state,
        old={name: str(old[name]) for name in values if old[name] != values[name]},
    )
    if for_calendars and meeting.state == PLANNED:
        queue_mail(meeting, Kind.UPDATE, at=at, to=meeting.attendances.exclude(answer=Answer.NO))
    _invite_members(meeting, at=at)
    move_up(meeting, at=at)
    return meeting


@transaction.atomic
def choose(*, meeting_id: int, option_id: int, by: Actor, at: datetime) -> Meeting:
    """Choose the day out of those that were asked about; who said to be able to, comes."""
    meeting = lock_meeting(meeting_id)
    step = _check(meeting, "choose", by, at)
    option = meeting.options.filter(pk=option_id).first()
    if option is None:
        raise Denied("Kies een van de momenten.")
    _check_to_come([option.starts_at], at)
    before, meeting.state, meeting.starts_at = meeting.state, step, option.starts_at
    meeting.version += 1
    meeting.changed_at = at
    meeting.save(update_fields=["state", "starts_at", "version", "changed_at"])
    for each in DateVote.objects.filter(option=option).select_related("attendance").order_by("pk"):
        each.attendance.answer = SAID[DateVote.Choice(each.choice)]
        each.attendance.answered_at = at
        each.attendance.save(update_fields=["answer", "answered_at"])
    remember(meeting, "choose", by=by, at=at, from_state=before)
    move_up(meeting, at=at)
    queue_mail(meeting, Kind.INVITE, at=at, to=meeting.attendances.exclude(answer=Answer.NO))
    return meeting


@transaction.atomic
def cancel(*, meeting_id: int, reason: str, by: Actor, at: datetime) -> Meeting:
    """Call a meeting off; who was invited hears why, and calendars take it out."""
    meeting = lock_meeting(meeting_id)
    step = _check(meeting, "cancel", by, at)
    if not reason:
        raise Denied("Schrijf waarom de bijeenkomst niet doorgaat.")
    before, meeting.state, meeting.reason = meeting.state, step, reason
    meeting.sequence += 1
    meeting.version += 1
    meeting.changed_at = at
    meeting.save(update_fields=["state", "reason", "sequence", "version", "changed_at"])
    remember(meeting, "cancel", by=by, at=at, from_state=before, note=reason)
    MeetingMail.objects.not_gone().filter(attendance__meeting=meeting).delete()
    told = MeetingMail.objects.filter(attendance__meeting=meeting).values("attendance_id")
    queue_mail(meeting, Kind.CANCEL, at=at, to=meeting.attendances.filter(pk__in=told))
    return meeting


@transaction.atomic
def finish(*, meeting_id: int, by: Actor, at: datetime) -> Meeting:
    """Close a meeting that was held."""
    meeting = lock_meeting(meeting_id)
    step = _check(meeting, "finish", by, at)
    if meeting.starts_at is None or meeting.starts_at > at:
        raise Denied("De bijeenkomst is nog niet geweest.")
    before, meeting.state = meeting.state, step
    meeting.version += 1
    meeting.changed_at = at
    meeting.save(update_fields=["state", "version", "changed_at"])
    remember(meeting, "finish", by=by, at=at, from_state=before)
    return meeting


@transaction.atomic
def follow_members(*, meeting_id: int, at: datetime) -> int:
    """Invite who became a member since, and free the seats of who went; return how much changed."""
    meeting = lock_meeting(meeting_id)
    if not meeting.is_open:
        return 0
    gone, _ = meeting.attendances.exclude(membership__state=MEMBER).delete()
    new = _invite_members(meeting, at=at)
    if gone:
        move_up(meeting, at=at)
    return gone + new


def _invite_members(meeting: Meeting, *, at: datetime) -> int:
    """Give each member for whom it is a place to answer, and mail them; return how many are new."""
    members = meeting.community.memberships.members().exclude(attendances__meeting=meeting)
    if meeting.for_whom == Meeting.ForWhom.CORE:
        members = members.filter(part=Membership.Part.CORE)
    made = Attendance.objects.bulk_create(Attendance(meeting=meeting, membership=each) for each in members)
    if made:
        kind = Kind.INVITE if meeting.state == PLANNED else Kind.POLL
        queue_mail(meeting, kind, at=at, to=Attendance.objects.filter(pk__in=[each.pk for each in made]))
    return len(made)


def _check(meeting: Meeting, name: str, by: Actor, at: datetime) -> str:
    """Return the state that a step leads to, if the actor may take it now; Denied otherwise."""
    place = place_of(by, find_community(meeting.community_id), at=at)
    return policies.check_may(by, place, meeting, name).arrives(meeting.state)


def _check_to_come(moments: Sequence[datetime], at: datetime) -> None:
    """Raise Denied for a moment that has passed."""
    if any(moment <= at for moment in moments):
        raise Denied("Kies een moment dat nog moet komen.")
