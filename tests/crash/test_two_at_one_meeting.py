"""Two who do something with one meeting at the same moment: the last seat, the rhythm, and the same form twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.linking.communities.models import Community, Membership
from leerlus.linking.meetings import actions
from leerlus.linking.meetings.clock import keep_rhythm, send_meeting_mail
from leerlus.linking.meetings.models import Attendance, Meeting, MeetingMail
from leerlus.people.models import Person, Region
from tests.cast import Cast, make_cast
from tests.crash.test_two_act_at_once import at_once

if TYPE_CHECKING:
    from leerlus.people.actors import Actor

ROUNDS = 4


def begin() -> tuple[Cast, Community, Actor]:
    """Make a community with three members that Carol runs."""
    cast = make_cast()
    Person.objects.update(digest=Person.Digest.AT_ONCE)
    community = Community.objects.create(slug="achterhoek", name="CoP", kind="regional", goals="g", rhythm_weeks=6)
    community.regions.set(Region.objects.filter(pk="AM09"))
    for name in ("alice", "bob", "heidi"):
        grant = cast.actor(name).grants[0]
        Membership.objects.create(
            community=community,
            person=cast.people[name],
            organisation_id=grant.organisation_id,
            role=grant.role,
            state="member",
            asked_at=timezone.now(),
            since=timezone.now(),
        )
    return cast, community, cast.actor("carol")


def plan_one(community: Community, by: Actor, number: int, now: datetime) -> Meeting:
    plan = actions.Plan(title=f"Keer {number}", starts_at=now + timedelta(days=number + 1), capacity=1)
    return actions.plan(community_id=community.pk, plan=plan, by=by, at=now)


@pytest.mark.crash
@pytest.mark.django_db(transaction=True)
def test_two_take_the_last_seat() -> None:
    cast, community, carol = begin()
    for number in range(ROUNDS):
        now = timezone.now()
        Meeting.objects.all().delete()  # or who was there the last time would stand behind
        pk = plan_one(community, carol, number, now).pk
        come = partial(actions.answer, meeting_id=pk, says="yes", at=now)
        assert at_once(partial(come, by=cast.actor("alice")), partial(come, by=cast.actor("bob"))) == []
        places = Attendance.objects.filter(meeting=pk, answer="yes")
        assert sorted(places.values_list("has_seat", flat=True)) == [False, True]
        # Who has it goes, while a third asks for it: who waited gets it, and hears of it once.
        seated, waits = places.get(has_seat=True), places.get(has_seat=False)
        goes = next(who for who in ("alice", "bob") if cast.people[who].pk == seated.membership.person_id)
        leave = partial(actions.answer, meeting_id=pk, says="no", by=cast.actor(goes), at=now)
        third = partial(
            actions.answer, meeting_id=pk, says="yes", by=cast.actor("heidi"), at=now + timedelta(seconds=1)
        )
        assert at_once(leave, third) == []
        waits.refresh_from_db()
        assert waits.has_seat
        assert Attendance.objects.filter(meeting=pk, has_seat=True).count() == 1
        assert MeetingMail.objects.filter(attendance__meeting=pk, kind="seat").count() == 1


@pytest.mark.crash
@pytest.mark.django_db(transaction=True)
def test_two_workers_propose_one_meeting_and_send_each_mail_once() -> None:
    _, community, carol = begin()
    now = timezone.now()
    plan_one(community, carol, 0, now)
    for number in range(1, ROUNDS + 1):
        over = now + timedelta(weeks=8 * number)
        sent = MeetingMail.objects.filter(mail__state="sent").count()
        at_once(partial(keep_rhythm, over), partial(keep_rhythm, over))
        assert Meeting.objects.filter(state="concept").count() == 1
        assert Event.objects.filter(name="propose").count() == number
        made = Meeting.objects.get(state="concept")
        plan = actions.Plan(title="Bevestigd", starts_at=made.starts_at)
        confirm = partial(actions.confirm, meeting_id=made.pk, plan=plan, by=carol, at=over, version=made.version)
        assert len(at_once(confirm, confirm)) == 1
        assert made.attendances.count() == 3
        at_once(partial(send_meeting_mail, over), partial(send_meeting_mail, over))
        assert MeetingMail.objects.filter(mail__state="sent", attendance__meeting=made).count() == 3
        assert MeetingMail.objects.filter(mail__state="sent").count() - sent <= 6
        Meeting.objects.filter(pk=made.pk).update(starts_at=over + timedelta(hours=1))


@pytest.mark.crash
@pytest.mark.django_db(transaction=True)
def test_the_same_plan_twice_is_one_meeting() -> None:
    _, community, carol = begin()
    for number in range(ROUNDS):
        twice = partial(plan_one, community, carol, number, timezone.now())
        assert at_once(twice, twice) == []
        assert Meeting.objects.count() == number + 1
