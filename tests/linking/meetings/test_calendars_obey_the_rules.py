"""What RFC 5545 and 5546 ask of an invitation, and what Outlook and Google are known to refuse without."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from hypothesis import example, given
from hypothesis import strategies as st

from leerlus.linking.communities.models import Community, Membership
from leerlus.linking.meetings import actions
from leerlus.linking.meetings.clock import keep_up_with_members, send_meeting_mail
from leerlus.linking.meetings.models import Attendance, Meeting
from leerlus.linking.meetings.notify import as_calendar
from leerlus.people.models import Person
from leerlus.ui.fields import plain
from tests.cast import NOW
from tests.linking.meetings.conftest import DAY
from tests.linking.meetings.test_mailing_calendars import event_in
from tests.processes import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from aiosmtpd.smtp import SMTP, Envelope, Session

    from tests.cast import Cast

CALENDAR = "text/calendar"

LONGEST_LINE = 75
"""Octets, not letters, and without the end of the line (RFC 5545, 3.1)."""

ONCE = {
    "REQUEST": {"UID", "DTSTAMP", "DTSTART", "DTEND", "ORGANIZER", "ATTENDEE", "SUMMARY", "SEQUENCE", "STATUS"},
    "CANCEL": {"UID", "DTSTAMP", "ORGANIZER", "ATTENDEE", "SEQUENCE", "STATUS"},
}
"""What RFC 5546 (3.2.2 and 3.2.5) asks of each method, with the status that Outlook looks at."""

WORDS = st.text(max_size=300).map(lambda text: plain(text, lines=False))


def unfold(file: bytes) -> list[str]:
    """Return the content lines of a calendar; each line was looked at before it was joined to the one above."""
    assert file.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", file), "an end of a line that is not CRLF"
    found: list[str] = []
    for line in file[:-2].split(b"\r\n"):
        assert len(line) <= LONGEST_LINE, line
        text = line.decode()  # a letter of several octets stays whole
        if text.startswith(" "):
            found[-1] += text[1:]
        else:
            found.append(text)
    return found


def event_lines(lines: list[str]) -> list[str]:
    """Return the content lines of the event."""
    return lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]


def name_of(line: str) -> str:
    """Return the name of the property of a content line."""
    return re.split("[:;]", line, maxsplit=1)[0]


def content_of(part: Message) -> bytes:
    """Return what a mail program makes of a part."""
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


class Mailbox:
    """Keeps what a real mail server took in."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the library's name
        """Keep one letter as it came over the line."""
        self.letters.append(envelope.original_content or b"")
        return "250 OK"

    def of(self, address: str) -> list[tuple[Message, Message]]:
        """Return each letter to somebody with its calendar part, in the order in which they came."""
        letters = [message_from_bytes(letter) for letter in self.letters]
        own = [letter for letter in letters if letter["To"] == address]
        found = [(letter, [part for part in letter.walk() if part.get_content_type() == CALENDAR]) for letter in own]
        assert all(len(parts) == 1 for _, parts in found)
        return [(letter, parts[0]) for letter, parts in found]


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:  # noqa: ANN401 - those of the framework
    """A real mail server on a port of its own, to which the product sends."""
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    yield box
    server.stop()


@pytest.fixture
def letters(cast: Cast, meeting: Meeting, mailbox: Mailbox) -> list[tuple[Message, Message]]:
    """What Alice gets when a meeting is planned, changed twice and called off."""
    by, at = cast.actor("carol"), NOW
    send_meeting_mail(at)
    for version, hours in enumerate((1, 2), start=1):
        at += timedelta(minutes=10)
        plan = actions.Plan(title="Taal, werk; en \\ meer", starts_at=DAY + timedelta(hours=hours), room="Elders")
        actions.change(meeting_id=meeting.pk, plan=plan, by=by, at=at, version=version)
        send_meeting_mail(at)
    actions.cancel(meeting_id=meeting.pk, reason="Ziek", by=by, at=at + timedelta(minutes=10))
    send_meeting_mail(at + timedelta(minutes=10))
    return mailbox.of("alice@voorbeeld.test")


def test_each_letter_has_what_its_method_asks(letters: list[tuple[Message, Message]]) -> None:
    methods = [str(part.get_param("method")) for _, part in letters]
    assert methods == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    for (_, part), method in zip(letters, methods, strict=True):
        lines = unfold(content_of(part))
        assert part.get_content_charset() == "utf-8"
        assert [line for line in lines if name_of(line) == "METHOD"] == [f"METHOD:{method}"]
        assert "VERSION:2.0" in lines
        assert sum(1 for line in lines if name_of(line) == "PRODID") == 1
        names = [name_of(line) for line in event_lines(lines)]
        for needed in ONCE[method]:
            assert names.count(needed) == 1, (method, needed)


def test_the_same_event_grows_by_its_sequence(letters: list[tuple[Message, Message]]) -> None:
    events = [event_in(content_of(part)) for _, part in letters]
    assert len({str(event["UID"]) for event in events}) == 1
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2, 3]
    stamps = [event["DTSTAMP"].dt for event in events]
    assert stamps == sorted(set(stamps))
    assert {stamp.tzinfo.utcoffset(stamp) for stamp in stamps} == {timedelta(0)}
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED"] * 3 + ["CANCELLED"]
    assert str(events[1]["SUMMARY"]) == "Taal, werk; en \\ meer"


def test_who_leaves_the_community_loses_it_from_the_calendar_and_gets_it_back(
    cast: Cast, meeting: Meeting, mailbox: Mailbox
) -> None:
    alice = Membership.objects.filter(person=cast.people["alice"])
    actions.answer(meeting_id=meeting.pk, says="yes", by=cast.actor("alice"), at=NOW)
    actions.answer(meeting_id=meeting.pk, says="no", by=cast.actor("bob"), at=NOW)
    send_meeting_mail(NOW)
    Membership.objects.filter(person__email__in=("alice@voorbeeld.test", "bob@voorbeeld.test")).update(
        state="left", until=NOW
    )
    for minute in (1, 2):
        keep_up_with_members(NOW + timedelta(minutes=minute))
        send_meeting_mail(NOW + timedelta(minutes=minute))
    actions.cancel(meeting_id=plan_another(cast, meeting).pk, reason="x", by=cast.actor("carol"), at=NOW)
    alice.update(state="member", until=None)
    keep_up_with_members(NOW + timedelta(minutes=3))
    send_meeting_mail(NOW + timedelta(minutes=3))
    letters = mailbox.of("alice@voorbeeld.test")
    assert [str(part.get_param("method")) for _, part in letters] == ["REQUEST", "CANCEL", "REQUEST"]
    events = [event_in(content_of(part)) for _, part in letters]
    assert {str(event["UID"]) for event in events} == {meeting.uid}
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    stamps = [event["DTSTAMP"].dt for event in events]
    assert stamps == sorted(set(stamps))
    assert len(mailbox.of("bob@voorbeeld.test")) == 1
    assert meeting.attendances.invited().count() == 3


def plan_another(cast: Cast, meeting: Meeting) -> Meeting:
    """Plan a meeting that who left is not told of."""
    plan = actions.Plan(title="Zonder wie wegging", starts_at=DAY + timedelta(days=1))
    return actions.plan(community_id=meeting.community_id, plan=plan, by=cast.actor("carol"), at=NOW)


def test_who_invites_is_who_mails_and_who_is_invited_is_who_gets_it(letters: list[tuple[Message, Message]]) -> None:
    for whole, part in letters:
        event = event_in(content_of(part))
        assert str(event["ORGANIZER"]) == f"mailto:{parseaddr(whole['From'])[1]}"
        assert str(event["ATTENDEE"]) == f"mailto:{whole['To']}"
        # Google and Outlook take the last form that they understand as the one to show.
        kinds = [each.get_content_type() for each in whole.walk()]
        assert kinds == ["multipart/alternative", "text/plain", "text/html", "text/calendar"]


def test_times_stand_with_a_zone_that_is_described(letters: list[tuple[Message, Message]]) -> None:
    for _, part in letters:
        lines = unfold(content_of(part))
        assert lines.index("BEGIN:VTIMEZONE") < lines.index("BEGIN:VEVENT")
        assert "TZID:Europe/Amsterdam" in lines
        stamp = next(line for line in event_lines(lines) if name_of(line) == "DTSTAMP")
        assert re.fullmatch(r"DTSTAMP:\d{8}T\d{6}Z", stamp)
        for name in ("DTSTART", "DTEND"):
            line = next(line for line in event_lines(lines) if name_of(line) == name)
            assert re.fullmatch(name + r";TZID=Europe/Amsterdam:\d{8}T\d{6}", line)


@given(title=WORDS, room=WORDS, purpose=st.text(max_size=300).map(plain), name=WORDS, person=WORDS)
@example(title="é" * 140, room="😀" * 60, purpose="a\nb;c,d\\n", name='De "beste"; groep: 1, 2', person='O"Neill, A.')
@example(title="BEGIN:VEVENT", room="\\", purpose="END:VCALENDAR\nMETHOD:CANCEL", name="^", person="x")
def test_any_words_come_through_whole(title: str, room: str, purpose: str, name: str, person: str) -> None:
    meeting = Meeting(
        pk=7, community=Community(name=name), uid="een@leerlus", title=title, room=room, purpose=purpose, starts_at=DAY
    )
    who = Membership(person=Person(email="alice@voorbeeld.test", name=person))
    file = as_calendar(meeting, method="REQUEST", at=NOW, attendance=Attendance(membership=who))
    lines = unfold(file)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VCALENDAR") == 1
    event = event_in(file)
    assert str(event["SUMMARY"]) == title
    assert str(event["LOCATION"]) == room
    assert str(event["DESCRIPTION"]).startswith(purpose)
    assert str(event["ATTENDEE"]) == "mailto:alice@voorbeeld.test"


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2045, 1, 1)))  # noqa: DTZ001 - made aware below
def test_any_moment_comes_through_whole(moment: datetime) -> None:
    starts = moment.replace(tzinfo=UTC, second=0, microsecond=0)
    meeting = Meeting(pk=7, community=Community(name="c"), uid="een@leerlus", title="t", starts_at=starts, minutes=90)
    event = event_in(as_calendar(meeting, method="PUBLISH", at=NOW))
    assert event["DTSTART"].dt.astimezone(UTC) == starts
    assert event["DTEND"].dt.astimezone(UTC) == starts + timedelta(minutes=90)
