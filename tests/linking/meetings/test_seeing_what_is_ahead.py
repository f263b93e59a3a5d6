"""A member who opens "Mijn werk" sees the meetings to come, and to which they did not answer yet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from leerlus.linking.communities import actions as membership
from leerlus.linking.communities.models import Membership
from leerlus.linking.meetings import actions
from leerlus.linking.meetings.models import Meeting
from leerlus.linking.meetings.queries import ahead_of
from tests.cast import NOW
from tests.linking.meetings.conftest import DAY

if TYPE_CHECKING:
    from leerlus.linking.communities.models import Community
    from tests.cast import Cast


def desk(cast: Cast, name: str) -> str:
    return cast.client(name).get("/mijn-werk/").content.decode()


def test_a_member_reads_which_meeting_waits_for_an_answer(cast: Cast, meeting: Meeting) -> None:
    assert "Taal en werk, vrijdag 20 november 2099 om 09:30 uur" in desk(cast, "alice")
    assert "U zei nog niet of u komt." in desk(cast, "alice")
    actions.answer(meeting_id=meeting.pk, says="yes", by=cast.actor("alice"), at=NOW)
    assert "U komt." in desk(cast, "alice")


def test_who_has_no_seat_reads_so(cast: Cast, meeting: Meeting) -> None:
    for name in ("alice", "bob", "heidi"):
        actions.answer(meeting_id=meeting.pk, says="yes", by=cast.actor(name), at=NOW)
    assert "U staat op de wachtlijst." in desk(cast, "heidi")


def test_no_stranger_and_nobody_who_left_sees_it(cast: Cast, meeting: Meeting) -> None:
    bob = Membership.objects.get(person=cast.people["bob"])
    membership.step_membership(membership_id=bob.pk, name="leave", by=cast.actor("bob"), at=NOW)
    for name in ("bob", "dave"):
        assert "Taal en werk" not in desk(cast, name)


def test_the_next_three_are_shown_first_those_without_a_day(cast: Cast, community: Community, meeting: Meeting) -> None:
    for weeks in (6, 12, 18):
        plan = actions.Plan(title=f"Na {weeks} weken", starts_at=DAY + timedelta(weeks=weeks))
        actions.plan(community_id=community.pk, plan=plan, by=cast.actor("carol"), at=NOW)
    options = [DAY + timedelta(days=1), DAY + timedelta(days=2)]
    undecided = actions.Plan(title="Nog te kiezen")
    actions.plan(community_id=community.pk, plan=undecided, options=options, by=cast.actor("carol"), at=NOW)
    shown = [(line.meeting.title, line.standing) for line in ahead_of(cast.actor("alice"), NOW)]
    assert [title for title, _ in shown] == ["Nog te kiezen", "Taal en werk", "Na 6 weken"]
    assert shown[0][1] == "De datum wordt gekozen."


def test_what_was_or_is_called_off_is_gone(cast: Cast, meeting: Meeting) -> None:
    Meeting.objects.update(starts_at=NOW - timedelta(hours=3))
    assert ahead_of(cast.actor("alice"), NOW)
    Meeting.objects.update(starts_at=NOW - timedelta(hours=5))
    assert not ahead_of(cast.actor("alice"), NOW)
    Meeting.objects.update(starts_at=DAY, state="cancelled", reason="Ziek")
    assert not ahead_of(cast.actor("alice"), NOW)
