"""Planning a meeting: on a day, in a rhythm, by choosing together; changing it and calling it off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.communities.models import Membership
from leerlus.linking.meetings import actions, queries
from leerlus.linking.meetings.clock import finish_meetings, keep_up_with_members, remind, send_meeting_mail
from leerlus.linking.meetings.models import Attendance, DateOption, Meeting, MeetingMail
from leerlus.linking.meetings.workflow import WORKFLOW
from tests.cast import NOW
from tests.linking.meetings.conftest import DAY

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from leerlus.linking.communities.models import Community
    from tests.cast import Cast

FORM = {
    "title": "Taal en werk",
    "minutes": "120",
    "for_whom": "everybody",
    "day": "2099-11-20",
    "clock": "09:30",
    "room": "Raadzaal, Kerkstraat 1",
}


def says(cast: Cast, meeting: Meeting, name: str, answer: str = "yes", *, minute: int = 0) -> Attendance:
    at = NOW + timedelta(minutes=minute)
    return actions.answer(meeting_id=meeting.pk, says=answer, by=cast.actor(name), at=at)


def seated(meeting: Meeting) -> set[str]:
    found = Attendance.objects.filter(meeting=meeting, has_seat=True)
    return set(found.values_list("membership__person__name", flat=True))


def mails(meeting: Meeting, kind: str) -> int:
    return MeetingMail.objects.filter(attendance__meeting=meeting, kind=kind).count()


def test_who_runs_the_community_plans_and_the_members_are_invited(cast: Cast, community: Community) -> None:
    client = cast.client("carol")
    assert client.get("/bijeenkomsten/van/achterhoek/plannen/").status_code == 200
    client.post("/bijeenkomsten/van/achterhoek/plannen/", FORM)
    meeting = Meeting.objects.get()
    assert meeting.starts_at == DAY
    assert (meeting.attendances.count(), mails(meeting, "invite")) == (4, 4)
    page = cast.client("alice").get(f"/bijeenkomsten/{meeting.pk}/").content.decode()
    assert "20 november 2099" in page
    assert "9:30 tot 11:30 uur" in page.replace("09:30", "9:30")
    assert "20 november 2099" in cast.client().get("/communities/achterhoek/").content.decode()


def test_an_outsider_reads_and_plans_nothing(cast: Cast, meeting: Meeting) -> None:
    for name in ("grace", None):
        for page in ("", "aanpassen/", "afzeggen/", "bijeenkomst.ics"):
            answer = cast.client(name).get(f"/bijeenkomsten/{meeting.pk}/{page}")
            assert answer.status_code == (404 if name else 302)
    assert cast.client("grace").post(f"/bijeenkomsten/{meeting.pk}/antwoord/", {"says": "yes"}).status_code == 403
    assert cast.client("alice").post("/bijeenkomsten/van/achterhoek/plannen/", FORM).status_code == 403


def test_only_the_core_group_can_be_invited(cast: Cast, community: Community) -> None:
    plan = actions.Plan(title="Verdieping", starts_at=DAY, for_whom="core")
    made = actions.plan(community_id=community.pk, plan=plan, by=cast.actor("carol"), at=NOW)
    assert [str(each.membership.person) for each in made.attendances.all()] == ["Alice"]


def test_the_rhythm_keeps_the_time_on_the_wall(cast: Cast, community: Community) -> None:
    community.rhythm_weeks = 6
    community.save()
    february = datetime(2027, 3, 1, 8, 30, tzinfo=UTC)
    actions.plan(
        community_id=community.pk, plan=actions.Plan(title="t", starts_at=february), by=cast.actor("carol"), at=NOW
    )
    due = queries.next_in_rhythm(community, NOW)
    assert due == datetime(2027, 4, 12, 7, 30, tzinfo=UTC)
    assert timezone.localtime(due).hour == timezone.localtime(february).hour == 9
    late = queries.next_in_rhythm(community, datetime(2027, 4, 13, tzinfo=UTC))
    assert late == datetime(2027, 5, 24, 7, 30, tzinfo=UTC)


def test_a_time_that_the_clock_skips_is_refused(cast: Cast, community: Community) -> None:
    gone = {**FORM, "day": "2099-03-29", "clock": "02:30"}
    answer = cast.client("carol").post("/bijeenkomsten/van/achterhoek/plannen/", gone)
    assert answer.status_code == 422
    assert "Deze tijd bestaat niet" in answer.content.decode()


def test_the_members_choose_a_day_together(cast: Cast, community: Community) -> None:
    second = DAY + timedelta(days=1)
    plan = actions.Plan(title="Samen kiezen", capacity=1)
    by = cast.actor("carol")
    with pytest.raises(Denied, match="ten minste twee"):
        actions.plan(community_id=community.pk, plan=plan, options=[DAY], by=by, at=NOW)
    made = actions.plan(community_id=community.pk, plan=plan, options=[DAY, second], by=by, at=NOW)
    assert (made.state, mails(made, "poll")) == ("polling", 4)
    first, last = DateOption.objects.all()
    client = cast.client("alice")
    page = client.get(f"/bijeenkomsten/{made.pk}/").content.decode()
    assert "Wanneer kunt u?" in page
    client.post(f"/bijeenkomsten/{made.pk}/wanneer/", {f"option_{first.pk}": "no", f"option_{last.pk}": "yes"})
    actions.vote(meeting_id=made.pk, choices={last.pk: "if_needed"}, by=cast.actor("bob"), at=NOW)
    with pytest.raises(Denied):
        says(cast, made, "alice")
    cast.client("carol").post(f"/bijeenkomsten/{made.pk}/kiezen/", {"moment": last.pk})
    made.refresh_from_db()
    assert (made.state, made.starts_at, mails(made, "invite")) == ("planned", second, 4)
    assert seated(made) == {"Alice"}
    assert made.attendances.get(membership__person=cast.people["bob"]).answer == "maybe"
    assert WORKFLOW.fold(Event.objects.of("meeting", made.pk).moves()) == "planned"


def test_a_change_that_calendars_must_hear_of_is_mailed(cast: Cast, meeting: Meeting) -> None:
    says(cast, meeting, "bob", "no")
    change = {**FORM, "clock": "10:00", "version": 1}
    client = cast.client("carol")
    assert client.get(f"/bijeenkomsten/{meeting.pk}/aanpassen/").status_code == 200
    client.post(f"/bijeenkomsten/{meeting.pk}/aanpassen/", change)
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.version, mails(meeting, "update")) == (1, 2, 3)
    stale = client.post(f"/bijeenkomsten/{meeting.pk}/aanpassen/", {**change, "title": "Anders"})
    assert stale.status_code == 409
    plan = actions.Plan(title=meeting.title, room=meeting.room, starts_at=meeting.starts_at, capacity=9)
    actions.change(meeting_id=meeting.pk, plan=plan, by=cast.actor("carol"), at=NOW, version=2)
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.version, mails(meeting, "update")) == (1, 3, 3)


def test_calling_off_needs_a_reason_and_everybody_hears_it(cast: Cast, meeting: Meeting) -> None:
    client = cast.client("carol")
    assert client.post(f"/bijeenkomsten/{meeting.pk}/afzeggen/", {"reason": ""}).status_code == 422
    send_meeting_mail(NOW)
    client.post(f"/bijeenkomsten/{meeting.pk}/afzeggen/", {"reason": "De zaal is dicht"})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence, mails(meeting, "cancel")) == ("cancelled", 1, 4)
    assert "De zaal is dicht" in cast.client("alice").get(f"/bijeenkomsten/{meeting.pk}/").content.decode()
    with pytest.raises(Denied):
        says(cast, meeting, "alice")


def test_who_was_never_told_is_not_told_that_it_is_off(cast: Cast, meeting: Meeting) -> None:
    actions.cancel(meeting_id=meeting.pk, reason="Toch niet", by=cast.actor("carol"), at=NOW)
    assert not MeetingMail.objects.exists()


def test_the_waiting_list_moves_up_by_itself(cast: Cast, meeting: Meeting) -> None:
    for minute, name in enumerate(("alice", "bob", "heidi", "erin")):
        says(cast, meeting, name, minute=minute)
    assert seated(meeting) == {"Alice", "Bob"}
    page = cast.client("erin").get(f"/bijeenkomsten/{meeting.pk}/").content.decode()
    assert "U bent nummer 2." in page
    says(cast, meeting, "alice", "no", minute=5)
    assert seated(meeting) == {"Bob", "Heidi"}
    assert mails(meeting, "seat") == 1
    says(cast, meeting, "alice", minute=6)
    assert seated(meeting) == {"Bob", "Heidi"}


def test_a_full_organisation_waits_and_others_go_first(cast: Cast, community: Community) -> None:
    grace = cast.actor("grace").grants[0]
    Membership.objects.create(
        community=community,
        person=cast.people["grace"],
        organisation_id=grace.organisation_id,
        role=grace.role,
        state="member",
        asked_at=NOW,
        since=NOW,
    )
    plan = actions.Plan(title="Eén per organisatie", starts_at=DAY, capacity=3, per_organisation=1)
    made = actions.plan(community_id=community.pk, plan=plan, by=cast.actor("carol"), at=NOW)
    for minute, name in enumerate(("alice", "grace", "bob")):
        says(cast, made, name, minute=minute)
    assert seated(made) == {"Alice", "Bob"}


def test_who_was_not_there_the_last_time_goes_first(cast: Cast, meeting: Meeting) -> None:
    says(cast, meeting, "alice")
    later = actions.Plan(title="Volgende", starts_at=DAY + timedelta(weeks=6), capacity=1)
    second = actions.plan(community_id=meeting.community_id, plan=later, by=cast.actor("carol"), at=NOW)
    for minute, name in enumerate(("heidi", "alice", "bob")):
        says(cast, second, name, minute=minute)
    says(cast, second, "heidi", "no", minute=9)
    assert seated(second) == {"Bob"}


def test_a_smaller_room_takes_nobody_s_seat(cast: Cast, meeting: Meeting) -> None:
    says(cast, meeting, "alice")
    says(cast, meeting, "bob")
    plan = actions.Plan(title=meeting.title, room=meeting.room, starts_at=meeting.starts_at, capacity=1)
    actions.change(meeting_id=meeting.pk, plan=plan, by=cast.actor("carol"), at=NOW, version=1)
    assert seated(meeting) == {"Alice", "Bob"}
    other = actions.Plan(title=meeting.title, room=meeting.room, starts_at=meeting.starts_at, capacity=3)
    with pytest.raises(Stale):
        actions.change(meeting_id=meeting.pk, plan=other, by=cast.actor("carol"), at=NOW, version=1)


def test_the_worker_follows_who_comes_and_goes(cast: Cast, meeting: Meeting) -> None:
    for name in ("alice", "bob", "heidi"):
        says(cast, meeting, name)
    assert keep_up_with_members(NOW) == 0
    Membership.objects.filter(person=cast.people["bob"]).update(state="left", until=NOW)
    assert keep_up_with_members(NOW) > 0
    assert seated(meeting) == {"Alice", "Heidi"}
    Membership.objects.filter(person=cast.people["bob"]).update(state="member", until=None)
    assert keep_up_with_members(NOW) == 1
    assert meeting.attendances.count() == 4


def test_two_groups_may_meet_at_the_same_time(cast: Cast, community: Community) -> None:
    for room in ("Raadzaal", "Kantine", "Kantine"):
        plan = actions.Plan(title="In twee groepen", starts_at=DAY, room=room)
        actions.plan(community_id=community.pk, plan=plan, by=cast.actor("carol"), at=NOW)
    assert Meeting.objects.count() == 2


def test_once_it_began_nobody_says_to_come(cast: Cast, meeting: Meeting) -> None:
    address = f"/bijeenkomsten/{meeting.pk}/"
    assert "Komt u?" in cast.client("alice").get(address).content.decode()
    with pytest.raises(Denied, match="al begonnen"):
        actions.answer(meeting_id=meeting.pk, says="yes", by=cast.actor("alice"), at=DAY)
    Meeting.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    assert "Komt u?" not in cast.client("alice").get(address).content.decode()
    assert cast.client("alice").post(f"{address}antwoord/", {"says": "yes"}).status_code == 403


def test_a_reminder_goes_once_to_who_may_come(cast: Cast, meeting: Meeting) -> None:
    says(cast, meeting, "bob", "no")
    assert remind(DAY - timedelta(days=3)) == 0
    assert remind(DAY - timedelta(days=1)) == 3
    assert remind(DAY - timedelta(hours=1)) == 0
    assert remind(DAY + timedelta(hours=1)) == 0


def test_what_nobody_closed_counts_as_held(cast: Cast, meeting: Meeting) -> None:
    assert finish_meetings(DAY + timedelta(days=13)) == 0
    assert finish_meetings(DAY + timedelta(days=15)) == 1
    meeting.refresh_from_db()
    assert meeting.state == "held"


def test_what_comes_first_stands_first(cast: Cast, meeting: Meeting) -> None:
    by, community = cast.actor("carol"), meeting.community_id
    for title, weeks in (("Over drie", 3), ("Over zes", 6), ("Was laatst", 1), ("Was eerst", 2)):
        plan = actions.Plan(title=title, starts_at=DAY + timedelta(weeks=weeks))
        made = actions.plan(community_id=community, plan=plan, by=by, at=NOW)
        if title.startswith("Was"):
            Meeting.objects.filter(pk=made.pk).update(starts_at=NOW - timedelta(weeks=weeks))
    options = [DAY + timedelta(days=days) for days in (1, 2)]
    actions.plan(community_id=community, plan=actions.Plan(title="Prikken"), options=options, by=by, at=NOW)
    page = cast.client("alice").get("/bijeenkomsten/van/achterhoek/").content.decode()
    found = [
        page.index(title) for title in ("Prikken", "Taal en werk", "Over drie", "Over zes", "Was laatst", "Was eerst")
    ]
    assert found == sorted(found)


def test_pages_cost_few_queries(
    cast: Cast, meeting: Meeting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for minute, name in enumerate(("alice", "bob", "heidi", "erin")):
        says(cast, meeting, name, minute=minute)
    client = cast.client("alice")
    with django_assert_max_num_queries(12):
        client.get(f"/bijeenkomsten/{meeting.pk}/")
    with django_assert_max_num_queries(8):
        client.get("/bijeenkomsten/van/achterhoek/")
