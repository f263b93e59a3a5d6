"""A community with a rhythm gets its next meeting proposed by the clock, once, for who runs it to confirm."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.communities.models import Community
from leerlus.linking.meetings import actions
from leerlus.linking.meetings.clock import keep_rhythm, keep_up_with_members, remind
from leerlus.linking.meetings.models import Meeting, MeetingMail
from tests.cast import NOW
from tests.linking.meetings.conftest import DAY

if TYPE_CHECKING:
    from tests.cast import Cast

OVER = DAY + timedelta(hours=2)
NEXT = datetime(2100, 1, 1, 8, 30, tzinfo=UTC)
"""Six weeks after DAY, and New Year's Day."""


@pytest.fixture
def rhythm(community: Community) -> Community:
    Community.objects.filter(pk=community.pk).update(rhythm_weeks=6)
    community.refresh_from_db()
    return community


def concept() -> Meeting:
    return Meeting.objects.get(state="concept")


def form_of(meeting: Meeting, **more: str) -> dict[str, str | int]:
    """Return what the page of a proposal sends, in an ordinary year."""
    return {
        "title": "Roosters",
        "minutes": "120",
        "for_whom": "everybody",
        "day": "2100-01-08",
        "clock": "10:00",
        "version": meeting.version,
        **more,
    }


def test_the_next_one_is_proposed_when_the_last_is_over(cast: Cast, rhythm: Community, meeting: Meeting) -> None:
    Meeting.objects.update(per_organisation=1, minutes=90, link="https://voorbeeld.test/kamer", for_whom="core")
    over = DAY + timedelta(minutes=90)
    assert keep_rhythm(over - timedelta(minutes=1)) == 0
    assert keep_rhythm(over) == 1
    assert keep_rhythm(over) == 0
    made = concept()
    assert (made.starts_at, made.minutes, made.room, made.link) == (
        NEXT,
        90,
        "Raadzaal",
        "https://voorbeeld.test/kamer",
    )
    assert (made.capacity, made.per_organisation, made.for_whom, made.purpose) == (2, 1, "core", "")
    assert made.follows == meeting
    assert made.items.get().source == "standing"


def test_nobody_hears_of_it_before_it_is_confirmed(cast: Cast, rhythm: Community, meeting: Meeting) -> None:
    keep_rhythm(OVER)
    made, mails = concept(), MeetingMail.objects.count()
    keep_up_with_members(OVER)
    remind(NEXT - timedelta(days=1))
    assert (MeetingMail.objects.count(), made.attendances.count()) == (mails, 0)
    for page in ("", "agenda/", "bord/", "verslag/", "bijeenkomst.ics", "bevestigen/"):
        assert cast.client("alice").get(f"/bijeenkomsten/{made.pk}/{page}").status_code == 404, page
    listed = cast.client("alice").get("/bijeenkomsten/van/achterhoek/").content.decode()
    assert "Voorgesteld" not in listed
    listed = cast.client("carol").get("/bijeenkomsten/van/achterhoek/").content.decode()
    assert "Voorgesteld" in listed
    assert "1 januari 2100" not in cast.client().get("/communities/achterhoek/").content.decode()
    with pytest.raises(Denied):
        actions.answer(meeting_id=made.pk, says="yes", by=cast.actor("alice"), at=OVER)


def test_who_runs_it_finds_it_on_the_desk_and_confirms_it(cast: Cast, rhythm: Community, meeting: Meeting) -> None:
    keep_rhythm(OVER)
    made, client = concept(), cast.client("carol")
    desk = client.get("/mijn-werk/").content.decode()
    assert f"/bijeenkomsten/{made.pk}/bevestigen/" in desk
    assert "Let op: dit is nieuwjaarsdag." in desk
    assert "bevestigen" not in cast.client("alice").get("/mijn-werk/").content.decode()
    address = f"/bijeenkomsten/{made.pk}/bevestigen/"
    assert "Vrijdag 1 januari 2100 is nieuwjaarsdag." in client.get(address).content.decode()
    for _ in range(2):
        assert client.post(address, form_of(made)).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.title, made.starts_at) == ("planned", "Roosters", NEXT + timedelta(days=7, minutes=30))
    assert MeetingMail.objects.filter(attendance__meeting=made, kind="invite").count() == 4
    assert Event.objects.filter(subject_id=made.pk, name="confirm").count() == 1
    assert f"/bijeenkomsten/{made.pk}/" not in client.get("/mijn-werk/").content.decode()
    assert keep_rhythm(OVER) == 0


def test_a_public_holiday_is_planned_only_knowingly(cast: Cast, rhythm: Community, meeting: Meeting) -> None:
    keep_rhythm(OVER)
    made, client = concept(), cast.client("carol")
    address, sent = f"/bijeenkomsten/{made.pk}/bevestigen/", form_of(made, day="2100-01-01")
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "Dit is nieuwjaarsdag. Kies een andere dag" in answer.content.decode()
    made.refresh_from_db()
    assert made.is_concept
    assert client.post(address, {**sent, "on_holiday": "on"}).status_code == 302
    made.refresh_from_db()
    assert made.state == "planned"
    by_hand = "/bijeenkomsten/van/achterhoek/plannen/"
    assert client.post(by_hand, form_of(made, day="2099-12-25")).status_code == 422
    poll = {f"day_{number}": f"2099-12-{23 + number}" for number in (1, 2)} | {"clock_1": "10:00", "clock_2": "10:00"}
    answer = client.post("/bijeenkomsten/van/achterhoek/datum-prikken/", form_of(made) | poll)
    assert answer.status_code == 422
    assert "Vrijdag 25 december 2099 is eerste kerstdag." in answer.content.decode()


def test_a_turn_is_skipped_and_the_rhythm_goes_on(cast: Cast, rhythm: Community, meeting: Meeting) -> None:
    keep_rhythm(OVER)
    made = concept()
    cast.client("carol").post(f"/bijeenkomsten/{made.pk}/afzeggen/", {"reason": "Vakantie"})
    made.refresh_from_db()
    assert made.state == "cancelled"
    assert not MeetingMail.objects.filter(attendance__meeting=made).exists()
    assert keep_rhythm(NEXT - timedelta(hours=1)) == 0
    assert keep_rhythm(NEXT + timedelta(hours=2)) == 1
    assert concept().starts_at == NEXT + timedelta(weeks=6)


def test_what_nobody_looked_at_moves_to_the_next_turn(cast: Cast, rhythm: Community, meeting: Meeting) -> None:
    keep_rhythm(OVER)
    assert keep_rhythm(NEXT + timedelta(hours=1)) == 1
    assert keep_rhythm(NEXT + timedelta(hours=1)) == 0
    made = concept()
    assert (made.starts_at, Meeting.objects.count()) == (NEXT + timedelta(weeks=6), 2)
    with pytest.raises(Stale):
        actions.confirm(
            meeting_id=made.pk,
            plan=actions.Plan(title="t", starts_at=NEXT + timedelta(weeks=6)),
            by=cast.actor("carol"),
            at=NEXT,
            version=1,
        )
    Community.objects.update(rhythm_weeks=None)
    keep_rhythm(NEXT + timedelta(hours=2))
    made.refresh_from_db()
    assert (made.state, made.reason) == ("cancelled", "De community heeft geen vast ritme meer.")


def test_a_worker_that_was_off_proposes_one_that_people_can_still_come_to(
    cast: Cast, rhythm: Community, meeting: Meeting
) -> None:
    """Three turns went by and the fourth is in three days: that is too soon to keep free."""
    assert keep_rhythm(NEXT + timedelta(weeks=12, days=-3)) == 1
    assert Meeting.objects.get(state="concept").starts_at == datetime(2100, 5, 7, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("why", ["no rhythm", "over", "polling", "planned", "none yet"])
def test_nothing_is_proposed_without_need(cast: Cast, rhythm: Community, meeting: Meeting, why: str) -> None:
    by = cast.actor("carol")
    if why == "no rhythm":
        Community.objects.update(rhythm_weeks=None)
    elif why == "over":
        Community.objects.update(ended_on=date(2099, 1, 1))
    elif why == "polling":
        options = [NEXT, NEXT + timedelta(days=1)]
        actions.plan(community_id=rhythm.pk, plan=actions.Plan(title="t"), options=options, by=by, at=NOW)
    elif why == "planned":
        actions.plan(community_id=rhythm.pk, plan=actions.Plan(title="t", starts_at=NEXT), by=by, at=NOW)
    else:
        Meeting.objects.all().delete()
    assert keep_rhythm(OVER) == 0
    assert not Meeting.objects.filter(state="concept").exists()


def test_who_plans_by_hand_for_that_day_is_led_to_the_proposal(cast: Cast, rhythm: Community, meeting: Meeting) -> None:
    keep_rhythm(OVER)
    plan = actions.Plan(title="Met de hand", starts_at=NEXT + timedelta(hours=3))
    with pytest.raises(Denied, match="Het ritme stelt voor deze dag"):
        actions.plan(community_id=rhythm.pk, plan=plan, by=cast.actor("carol"), at=OVER)


def test_the_database_refuses_a_second_one(cast: Cast, rhythm: Community, meeting: Meeting) -> None:
    keep_rhythm(OVER)
    same = {"title": "t", "starts_at": NEXT, "made_at": OVER, "changed_at": OVER}
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(community=rhythm, state="concept", uid="een", **same)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(community=rhythm, state="planned", uid="twee", follows=meeting, **same)


def test_ten_o_clock_stays_ten_o_clock_all_year(cast: Cast, rhythm: Community) -> None:
    """Let the rhythm of three weeks run through both changes of the clock, each proposal confirmed."""
    Community.objects.update(rhythm_weeks=3)
    by, at = cast.actor("carol"), datetime(2026, 9, 3, 8, 0, tzinfo=UTC)
    plan = actions.Plan(title="t", starts_at=at)
    actions.plan(community_id=rhythm.pk, plan=plan, by=by, at=at - timedelta(days=1))
    found = []
    for _ in range(14):
        at += timedelta(hours=3)
        assert keep_rhythm(at) == 1
        made = concept()
        assert made.starts_at is not None
        found.append(timezone.localtime(made.starts_at))
        plan = actions.Plan(title="t", starts_at=made.starts_at)
        actions.confirm(meeting_id=made.pk, plan=plan, by=by, at=at, version=made.version)
        at = made.starts_at
    assert {(each.hour, each.minute) for each in found} == {(10, 0)}
    assert {each.utcoffset() for each in found} == {timedelta(hours=1), timedelta(hours=2)}
    assert {(second.date() - first.date()).days for first, second in pairwise(found)} == {21}
