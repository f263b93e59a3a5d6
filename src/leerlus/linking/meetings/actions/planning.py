"""Planning a meeting: on a day, by choosing one together, by confirming what the rhythm proposes; changing it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from leerlus.audit.steps import Denied, Stale
from leerlus.linking.communities.models import Community
from leerlus.linking.communities.queries import find_community, place_of
from leerlus.linking.meetings import policies
from leerlus.linking.meetings.actions.attending import lock_meeting, move_up, remember, share_out_seats
from leerlus.linking.meetings.actions.inviting import invite_members
from leerlus.linking.meetings.actions.mailing import queue_mail
from leerlus.linking.meetings.models import AgendaItem, Attendance, DateOption, DateVote, Meeting, MeetingMail
from leerlus.linking.meetings.workflow import CONCEPT, PLANNED, POLLING, STANDING_ITEM

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
    community = lock_community(community_id)
    policies.check_may_plan(by, place_of(by, community, at=at))
    _check_to_come([plan.starts_at] if plan.starts_at else options, at)
    moments = sorted(set(options))
    if plan.starts_at is None and len(moments) < FEWEST_OPTIONS:
        raise Denied("Geef ten minste twee momenten om uit te kiezen, of kies zelf een datum.")
    same = _planned_already(community, plan, moments)
    if same is not None:
        return same
    if plan.starts_at and _is_proposed_on(community, plan.starts_at):
        raise Denied("Het ritme stelt voor deze dag al een bijeenkomst voor. Bevestig die, of kies een andere dag.")
    meeting = begin(community, state=PLANNED if plan.starts_at else POLLING, at=at, fictional=fictional, **asdict(plan))
    if plan.starts_at is None:
        DateOption.objects.bulk_create(DateOption(meeting=meeting, starts_at=moment) for moment in moments)
    remember(meeting, "plan" if plan.starts_at else "poll", by=by, at=at, from_state="")
    invite_members(meeting, at=at)
    return meeting


def lock_community(community_id: int) -> Community:
    """Return a community, locked, so that two who plan for it, also the software itself, wait for each other."""
    Community.objects.select_for_update().filter(pk=community_id).first()
    return find_community(community_id)


def begin(community: Community, *, state: str, at: datetime, **settled: Any) -> Meeting:  # noqa: ANN401 - any field
    """Make a meeting, with the item that every meeting has."""
    made = Meeting.objects.create(
        community=community, state=state, uid=f"{uuid4()}@leerlus", made_at=at, changed_at=at, **settled
    )
    AgendaItem.objects.create(meeting=made, source=AgendaItem.Source.STANDING, title=STANDING_ITEM)
    return made


def _planned_already(community: Community, plan: Plan, moments: list[datetime]) -> Meeting | None:
    """Return the open meeting that is just this one: the same form was sent twice."""
    state = PLANNED if plan.starts_at else POLLING
    for found in community.meetings.filter(state=state, **asdict(plan)):
        if plan.starts_at or list(found.options.values_list("starts_at", flat=True)) == moments:
            return found
    return None


def _is_proposed_on(community: Community, moment: datetime) -> bool:
    day = timezone.localdate(moment)
    return any(found.starts_on == day for found in community.meetings.filter(state=CONCEPT))


@transaction.atomic
def confirm(*, meeting_id: int, plan: Plan, by: Actor, at: datetime, version: int) -> Meeting:
    """Plan what the rhythm proposed, with whatever was changed about it, and invite the members."""
    meeting = lock_meeting(meeting_id, version)
    step = check_step(meeting, "confirm", by, at)
    if plan.starts_at is None:
        raise Denied("Kies een datum en een tijd.")
    _check_to_come([plan.starts_at], at)
    before, meeting.state = meeting.state, step
    for name, value in asdict(plan).items():
        setattr(meeting, name, value)
    meeting.version += 1
    meeting.changed_at = at
    meeting.save()
    remember(meeting, "confirm", by=by, at=at, from_state=before)
    invite_members(meeting, at=at)
    return meeting


@transaction.atomic
def change(*, meeting_id: int, plan: Plan, by: Actor, at: datetime, version: int) -> Meeting:
    """Change what was settled; calendars hear of it when it concerns them."""
    meeting = lock_meeting(meeting_id)
    check_step(meeting, "change", by, at)
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
    if meeting.version != version:
        raise Stale("De bijeenkomst")
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
        queue_mail(meeting, Kind.UPDATE, at=at, to=meeting.attendances.invited().exclude(answer=Answer.NO))
    invite_members(meeting, at=at)
    move_up(meeting, at=at)
    return meeting


@transaction.atomic
def choose(*, meeting_id: int, option_id: int, by: Actor, at: datetime) -> Meeting:
    """Choose the day out of those that were asked about; who said to be able to, comes."""
    meeting = lock_meeting(meeting_id)
    policies.check_may_run_meeting(by, place_of(by, find_community(meeting.community_id), at=at))
    option = meeting.options.filter(pk=option_id).first()
    if option is None:
        raise Denied("Kies een van de momenten.")
    if meeting.state == PLANNED and meeting.starts_at == option.starts_at:
        return meeting
    step = check_step(meeting, "choose", by, at)
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
    share_out_seats(meeting)  # nobody waited before: the invitation says it all
    queue_mail(meeting, Kind.INVITE, at=at, to=meeting.attendances.invited().exclude(answer=Answer.NO))
    return meeting


def check_step(meeting: Meeting, name: str, by: Actor, at: datetime) -> str:
    """Return the state that a step leads to, if the actor may take it now; Denied otherwise."""
    place = place_of(by, find_community(meeting.community_id), at=at)
    return policies.check_may(by, place, meeting, name).arrives(meeting.state)


def _check_to_come(moments: Sequence[datetime], at: datetime) -> None:
    """Raise Denied for a moment that has passed."""
    if any(moment <= at for moment in moments):
        raise Denied("Kies een moment dat nog moet komen.")
