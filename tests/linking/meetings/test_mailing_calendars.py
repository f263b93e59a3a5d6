"""What calendars and mailboxes get: an invitation, its change and its end, at most once."""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from icalendar import Calendar

from leerlus.linking.meetings import actions
from leerlus.linking.meetings.clock import send_meeting_mail
from leerlus.linking.meetings.models import MeetingMail
from leerlus.linking.meetings.notify import amsterdam, as_calendar, write
from leerlus.linking.outbox.actions import hand_over
from leerlus.linking.outbox.clock import give_up_uncertain
from leerlus.linking.outbox.models import Mail
from leerlus.people.models import Person
from tests.cast import NOW
from tests.linking.meetings.conftest import DAY

if TYPE_CHECKING:
    from leerlus.linking.communities.models import Community
    from leerlus.linking.meetings.models import Meeting
    from tests.cast import Cast


def calendars() -> list[tuple[str, Any]]:
    """Return of each mail to Alice the method that its header names, and the event in it."""
    found = []
    for each in mail.outbox:
        if each.to == ["alice@voorbeeld.test"]:
            parts: list[Any] = list(each.message().walk())
            part = next(part for part in parts if part.get_content_type() == "text/calendar")
            whole = Calendar.from_ical(part.get_payload(decode=True))
            method = part.get_param("method")
            assert method == str(whole["METHOD"])
            found.append((str(method), whole.walk("VEVENT")[0]))
    return found


def test_an_invitation_is_changed_and_taken_out_under_the_same_name(cast: Cast, meeting: Meeting) -> None:
    send_meeting_mail(NOW)
    plan = actions.Plan(title="Taal en werk", starts_at=DAY + timedelta(hours=1), room="Elders")
    actions.change(meeting_id=meeting.pk, plan=plan, by=cast.actor("carol"), at=NOW, version=1)
    send_meeting_mail(NOW)
    actions.cancel(meeting_id=meeting.pk, reason="Ziek", by=cast.actor("carol"), at=NOW)
    send_meeting_mail(NOW)
    sent = calendars()
    assert [(method, event["SEQUENCE"], str(event["STATUS"])) for method, event in sent] == [
        ("REQUEST", 0, "CONFIRMED"),
        ("REQUEST", 1, "CONFIRMED"),
        ("CANCEL", 2, "CANCELLED"),
    ]
    assert {str(event["UID"]) for _, event in sent} == {meeting.uid}
    assert sent[1][1]["DTSTART"].dt == DAY + timedelta(hours=1)
    assert str(sent[1][1]["LOCATION"]) == "Elders"


def test_nobody_reads_the_address_of_another(cast: Cast, meeting: Meeting) -> None:
    send_meeting_mail(NOW)
    assert len(mail.outbox) == 4
    for each in mail.outbox:
        text = each.message().as_string()
        assert [other for other in ("alice@", "bob@", "heidi@", "erin@") if other in text] == [
            each.to[0].partition("@")[0] + "@"
        ]


def event_in(file: bytes | str) -> Any:  # noqa: ANN401 - the library has thirty kinds of property
    """Return the event in a calendar file."""
    return Calendar.from_ical(file).walk("VEVENT")[0]


@pytest.mark.parametrize(
    ("starts", "local"),
    [
        (datetime(2027, 3, 26, 8, 30, tzinfo=UTC), "20270326T093000"),
        (datetime(2027, 3, 29, 7, 30, tzinfo=UTC), "20270329T093000"),
        (datetime(2026, 10, 24, 7, 30, tzinfo=UTC), "20261024T093000"),
        (datetime(2026, 10, 26, 8, 30, tzinfo=UTC), "20261026T093000"),
    ],
)
def test_a_calendar_gets_the_time_on_the_wall(cast: Cast, meeting: Meeting, starts: datetime, local: str) -> None:
    meeting.starts_at = starts
    text = as_calendar(meeting, method="PUBLISH", at=NOW).decode()
    assert f"DTSTART;TZID=Europe/Amsterdam:{local}" in text
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert event_in(text)["DTSTART"].dt == starts
    assert "ATTENDEE" not in text


def test_the_rule_of_summer_time_is_that_of_amsterdam() -> None:
    """Read our own rule as a calendar does, and compare each day of ten years with the time-zone database."""
    ours, theirs = amsterdam().to_tz(), ZoneInfo("Europe/Amsterdam")
    day = datetime(2026, 1, 1, 12)  # noqa: DTZ001 - a time on the wall
    for _ in range(3650):
        assert day.replace(tzinfo=ours).utcoffset() == day.replace(tzinfo=theirs).utcoffset(), day
        day += timedelta(days=1)


def test_a_meeting_over_the_night_of_the_change_lasts_as_long(cast: Cast, meeting: Meeting) -> None:
    meeting.starts_at, meeting.minutes = datetime(2027, 3, 28, 0, 30, tzinfo=UTC), 120
    event = event_in(as_calendar(meeting, method="PUBLISH", at=NOW))
    assert event["DTEND"].dt.astimezone(UTC) - event["DTSTART"].dt.astimezone(UTC) == timedelta(hours=2)


def test_a_mail_goes_once(cast: Cast, meeting: Meeting) -> None:
    assert send_meeting_mail(NOW) == 4
    assert send_meeting_mail(NOW) == 0
    assert actions.plan_mail(at=NOW) == 0
    assert not [each for each in Mail.objects.all() if hand_over(mail_id=each.pk, write=write, at=NOW)]
    assert len(mail.outbox) == 4


def test_who_wants_no_mail_gets_none(cast: Cast, community: Community) -> None:
    Person.objects.filter(email="alice@voorbeeld.test").update(digest=Person.Digest.NEVER)
    plan = actions.Plan(title="t", starts_at=DAY)
    actions.plan(community_id=community.pk, plan=plan, by=cast.actor("carol"), at=NOW)
    send_meeting_mail(NOW)
    assert sorted(each.to[0] for each in mail.outbox) == [
        "bob@voorbeeld.test",
        "erin@voorbeeld.test",
        "heidi@voorbeeld.test",
    ]


def test_an_invitation_that_was_overtaken_is_not_sent(cast: Cast, meeting: Meeting) -> None:
    plan = actions.Plan(title="Taal en werk", starts_at=DAY + timedelta(hours=1))
    actions.change(meeting_id=meeting.pk, plan=plan, by=cast.actor("carol"), at=NOW, version=1)
    assert send_meeting_mail(NOW) == 4
    assert [method for method, _ in calendars()] == ["REQUEST"]
    assert not MeetingMail.objects.filter(kind="invite").exists()


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPServerDisconnected("weg"), "uncertain"),
        (smtplib.SMTPException("nee"), "planned"),
        (OSError("weg"), "planned"),
    ],
)
def test_what_fails_is_tried_again_only_when_it_did_not_go(
    cast: Cast, meeting: Meeting, monkeypatch: pytest.MonkeyPatch, error: Exception, state: str
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise error

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
    assert send_meeting_mail(NOW) == 0
    assert set(Mail.objects.values_list("state", flat=True)) == {state}
    monkeypatch.undo()
    assert send_meeting_mail(NOW + timedelta(minutes=2)) == (4 if state == "planned" else 0)


def test_a_mail_that_was_cut_off_is_given_up(cast: Cast, meeting: Meeting) -> None:
    actions.plan_mail(at=NOW)
    Mail.objects.update(state="handing_over", handed_over_at=NOW)
    give_up_uncertain(NOW + timedelta(hours=1))
    assert set(Mail.objects.values_list("state", flat=True)) == {"uncertain"}
    assert send_meeting_mail(NOW + timedelta(hours=1)) == 0


def test_a_member_downloads_it(cast: Cast, meeting: Meeting) -> None:
    answer = cast.client("alice").get(f"/bijeenkomsten/{meeting.pk}/bijeenkomst.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"METHOD:PUBLISH" in answer.content
