"""The meetings of a community, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, F, When, prefetch_related_objects
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.linking.communities.models import Membership
from leerlus.linking.communities.queries import find_by_slug, place_of
from leerlus.linking.communities.workflow import MEMBER
from leerlus.linking.meetings import policies
from leerlus.linking.meetings.models import Attendance, DateVote, Guest, Meeting
from leerlus.linking.meetings.queries.agenda import ItemLine, read_agenda
from leerlus.linking.meetings.queries.seats import as_wishes, were_there
from leerlus.linking.meetings.workflow import CONCEPT, PLANNED, POLLING, in_turn

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from leerlus.linking.communities.models import Community
    from leerlus.linking.communities.policies import Place
    from leerlus.linking.meetings.models import DateOption
    from leerlus.people.actors import Actor

Answer = Attendance.Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionLine:
    """A moment to choose from, how many can, and what this reader said."""

    option: DateOption
    yes: int
    if_needed: int
    no: int
    own: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage:
    """What the page of a meeting shows.

    own       the place of this reader at it; None for who runs the community without being a member
    has_role  whether this reader leads it or writes it down    may_mark  whether they may say now who really came
    waits_at  the place of this reader on the waiting list, counted from one; 0 when not waiting
    """

    meeting: Meeting
    community: Community
    place: Place
    may_run: bool
    has_role: bool
    may_mark: bool
    invited: tuple[Attendance, ...]
    own: Attendance | None
    coming: tuple[Attendance, ...]
    waiting: tuple[Attendance, ...]
    maybe: tuple[Attendance, ...]
    not_coming: int
    unanswered: int
    options: tuple[OptionLine, ...]
    waits_at: int
    agenda: tuple[ItemLine, ...]
    guests: tuple[Guest, ...]

    @property
    def may_answer(self) -> bool:
        """Whether this reader can still say whether they come."""
        starts_at = self.meeting.starts_at
        return self.own is not None and self.meeting.state == PLANNED and bool(starts_at and starts_at > timezone.now())

    @property
    def may_write(self) -> bool:
        """Whether this reader may write down what falls, as long as the meeting is open."""
        return self.may_run or self.has_role

    @property
    def planned_minutes(self) -> int:
        """How long all items take together."""
        return sum(line.item.minutes for line in self.agenda)

    @property
    def minutes_too_many(self) -> int:
        """How much longer the items take than the meeting; below zero when there is time left."""
        return self.planned_minutes - self.meeting.minutes


def find_meeting(meeting_id: int) -> Meeting:
    """Return a meeting; Denied when it is not there. One query."""
    roles = ("chair__person", "chair__organisation", "note_taker__person", "note_taker__organisation")
    found = Meeting.objects.select_related("community", *roles).filter(pk=meeting_id).first()
    if found is None:
        raise Denied("Deze bijeenkomst is er niet.")
    return found


def has_role_at(actor: Actor, meeting: Meeting) -> bool:
    """Tell whether the actor leads this meeting or writes it down, as a member of now; at most one query."""
    given = [number for number in (meeting.chair_id, meeting.note_taker_id) if number]
    return bool(given) and Membership.objects.members().of(actor).filter(pk__in=given).exists()


def next_meeting(community: Community, at: datetime) -> Meeting | None:
    """Return what is next: a meeting with a day that did not end yet, else one of which the day is being chosen."""
    coming = community.meetings.filter(state=PLANNED, starts_at__gt=at).order_by("starts_at").first()
    return coming or community.meetings.filter(state=POLLING).first()


def list_meetings(actor: Actor, slug: str) -> tuple[Community, Place, QuerySet[Meeting]]:
    """Return the meetings of a community, for who takes part; Denied for others.

    What comes first stands first, then what was, the latest first.
    """
    community = find_by_slug(slug)
    place = place_of(actor, community)
    policies.check_may_read(actor, place)
    found = community.meetings.all()
    if not policies.may_run(actor, place):
        found = found.exclude(state=CONCEPT)
    at = timezone.now()
    rank = Case(When(state=POLLING, then=0), When(starts_at__gte=at, then=1), default=2)
    ahead = Case(When(starts_at__gte=at, then=F("starts_at")))
    return community, place, found.order_by(rank, ahead, F("starts_at").desc(nulls_last=True), "-pk")


def read_meeting(actor: Actor, meeting_id: int, *, guests: bool = True) -> MeetingPage:
    """Return the page of a meeting, for who takes part in the community; Denied otherwise. At most twelve queries.

    guests  also read who comes without an account, and what they wrote; one query
    """
    meeting = find_meeting(meeting_id)
    community = meeting.community
    prefetch_related_objects([community], "regions", "themes")
    place = place_of(actor, community)
    policies.check_may_know(actor, place, meeting)
    everybody = list(
        meeting.attendances.invited()
        .select_related("membership__person", "membership__organisation")
        .order_by("answered_at", "pk")
    )
    coming = [each for each in everybody if each.answer == Answer.YES]
    by_key = {each.pk: each for each in coming}
    queue = in_turn(as_wishes(coming, were_there(meeting))) if any(not each.has_seat for each in coming) else []
    waiting = tuple(by_key[wish.key] for wish in queue)
    own = next((each for each in everybody if each.membership.person_id == actor.person_id), None)
    given = [each for each in (meeting.chair, meeting.note_taker) if each is not None and each.state == MEMBER]
    has_role = any(each.person_id is not None and each.person_id == actor.person_id for each in given)
    return MeetingPage(
        meeting=meeting,
        community=community,
        place=place,
        may_run=policies.may_run(actor, place),
        has_role=has_role,
        may_mark=policies.may_mark_presence(actor, place, meeting, has_role=has_role, today=timezone.localdate()),
        invited=tuple(everybody),
        own=own,
        coming=tuple(each for each in coming if each.has_seat),
        waiting=waiting,
        maybe=tuple(each for each in everybody if each.answer == Answer.MAYBE),
        not_coming=sum(1 for each in everybody if each.answer == Answer.NO),
        unanswered=sum(1 for each in everybody if each.answer == Answer.NONE),
        options=_options(meeting, own) if meeting.state == POLLING else (),
        waits_at=waiting.index(own) + 1 if own in waiting else 0,
        agenda=read_agenda(actor, meeting, own),
        guests=tuple(meeting.guests.all()) if guests else (),
    )


def find_guest(guest_id: int | None) -> Guest | None:
    """Return the guest of a link with the meeting; one query."""
    return None if guest_id is None else Guest.objects.select_related("meeting").filter(pk=guest_id).first()


def _options(meeting: Meeting, own: Attendance | None) -> tuple[OptionLine, ...]:
    """Return the moments with the votes; two queries."""
    votes = list(DateVote.objects.filter(option__meeting=meeting))

    def count(option: DateOption, choice: str) -> int:
        return sum(1 for vote in votes if vote.option_id == option.pk and vote.choice == choice)

    return tuple(
        OptionLine(
            option=option,
            yes=count(option, DateVote.Choice.YES),
            if_needed=count(option, DateVote.Choice.IF_NEEDED),
            no=count(option, DateVote.Choice.NO),
            own=next((v.choice for v in votes if own and v.option_id == option.pk and v.attendance_id == own.pk), ""),
        )
        for option in meeting.options.all()
    )
