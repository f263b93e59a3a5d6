"""What calendars and mailboxes get about a meeting: iCalendar (RFC 5545, RFC 5546) and the mail around it."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

from css_inline import inline
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vText,
)

from leerlus.linking.meetings.models import Attendance, MeetingMail
from leerlus.linking.meetings.workflow import CANCELLED, PLANNED, POLLING
from leerlus.people.actors import Role

if TYPE_CHECKING:
    from leerlus.linking.meetings.models import Guest, Meeting
    from leerlus.linking.outbox.models import Mail
    from leerlus.people.models import Person

Kind = MeetingMail.Kind
SALT = "leerlus.aan-tafel"
PRODUCT = "-//Leerlus//Bijeenkomsten//NL"

SUBJECTS = {
    Kind.POLL: "Wanneer kunt u? {title}",
    Kind.INVITE: "Uitnodiging: {title}",
    Kind.UPDATE: "Gewijzigd: {title}",
    Kind.CANCEL: "Gaat niet door: {title}",
    Kind.SEAT: "U hebt een plaats: {title}",
    Kind.LEAVE: "Niet meer in uw agenda: {title}",
    Kind.REMINDER: "Herinnering: {title}",
}

METHODS = {
    Kind.INVITE: "REQUEST",
    Kind.UPDATE: "REQUEST",
    Kind.SEAT: "REQUEST",
    Kind.CANCEL: "CANCEL",
    Kind.LEAVE: "CANCEL",
}
"""What a calendar does with the mail; a kind that is not here brings nothing for the calendar."""

STILL_TRUE = {
    Kind.POLL: {POLLING},
    Kind.INVITE: {PLANNED},
    Kind.UPDATE: {PLANNED},
    Kind.SEAT: {PLANNED},
    Kind.REMINDER: {PLANNED},
    Kind.CANCEL: {CANCELLED},
    Kind.LEAVE: {PLANNED},
}
"""In which states of the meeting a mail is still worth sending."""

STANDING = {
    Attendance.Answer.YES: "ACCEPTED",
    Attendance.Answer.MAYBE: "TENTATIVE",
    Attendance.Answer.NO: "DECLINED",
    Attendance.Answer.NONE: "NEEDS-ACTION",
}


def meeting_path(meeting: Meeting) -> str:
    """Return the address of the page of a meeting."""
    return reverse("meetings:detail", args=[meeting.pk])


def guest_path(guest: Guest) -> str:
    """Return the personal address of a guest, always the same one; whoever has it may answer."""
    return reverse("meetings:be_guest", args=[signing.Signer(salt=SALT).sign(str(guest.pk))])


def guest_of_token(token: str) -> int | None:
    """Return the number of the guest whose link this is, or None when it was tampered with."""
    try:
        return int(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def as_calendar(meeting: Meeting, *, method: str, at: datetime, attendance: Attendance | None = None) -> bytes:
    """Return the meeting as a calendar file. It names nobody but the one who gets it."""
    if meeting.starts_at is None:
        raise ValueError("Een bijeenkomst zonder datum past in geen agenda.")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(amsterdam())
    event = as_event(meeting, meeting.starts_at, at=at, attendance=attendance)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def as_event(meeting: Meeting, starts_at: datetime, *, at: datetime, attendance: Attendance | None) -> Event:
    """Return the meeting as an event, at its time in Amsterdam, so that it stays there when summer time changes."""
    event = Event()
    begins = timezone.localtime(starts_at)
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", at)
    event.add("dtstart", begins)
    event.add("dtend", timezone.localtime(starts_at + timedelta(minutes=meeting.minutes)))
    event.add("summary", meeting.title)
    event.add("location", meeting.room or meeting.link)
    page = settings.BASE_URL + meeting_path(meeting)
    lines = [meeting.purpose, f"Meedoen op afstand: {meeting.link}" if meeting.link else "", f"Meer in Leerlus: {page}"]
    event.add("description", "\n\n".join(line for line in lines if line))
    event.add("url", page)
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = vCalAddress(f"mailto:{address}")
    organiser.params["cn"] = vText(f"{meeting.community.name} ({name})")
    event["organizer"] = organiser
    if attendance is not None and attendance.membership.person is not None:
        guest = vCalAddress(f"mailto:{attendance.membership.person.email}")
        guest.params["cn"] = vText(attendance.membership.person.name)
        guest.params["role"] = vText("REQ-PARTICIPANT")
        guest.params["partstat"] = vText(STANDING[Attendance.Answer(attendance.answer)])
        # Answers are given in Leerlus: nobody reads the mail that a calendar would send back.
        guest.params["rsvp"] = vText("FALSE")
        event.add("attendee", guest, encode=False)
    return event


def amsterdam() -> Timezone:
    """Return the rule of summer time in the European Union since 1996 (directive 2000/84/EC), as calendars read it."""
    zone = Timezone()
    zone.add("tzid", "Europe/Amsterdam")
    winter, summer = TimezoneStandard(), TimezoneDaylight()
    for part, name, month, begins, before, after in (
        (summer, "CEST", 3, datetime(1996, 3, 31, 2), 1, 2),  # noqa: DTZ001 - a rule of the clock on the wall
        (winter, "CET", 10, datetime(1996, 10, 27, 3), 2, 1),  # noqa: DTZ001 - the same
    ):
        part.add("tzname", name)
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone


def write(mail: Mail, at: datetime) -> EmailMultiAlternatives | None:
    """Put a mail about a meeting into words; None when it says what is not so any more."""
    related = ("attendance__meeting__community", "attendance__membership")
    line = MeetingMail.objects.filter(mail=mail).select_related(*related).first()
    if line is None:
        return None
    meeting = line.attendance.meeting
    if line.kind == Kind.SEAT:
        # What changed meanwhile stands in it; a seat that was given back is none to tell of.
        is_old = not line.attendance.has_seat
    else:
        is_old = line.kind in METHODS and line.kind != Kind.LEAVE and line.sequence != meeting.sequence
    if is_old or meeting.state not in STILL_TRUE[Kind(line.kind)]:
        return None
    return compose(line, mail.person, at)


def compose(mail: MeetingMail, person: Person, at: datetime) -> EmailMultiAlternatives:
    """Return the mail, with what goes into the calendar."""
    attendance = mail.attendance
    meeting = attendance.meeting
    context = {
        "person": person,
        "meeting": meeting,
        "attendance": attendance,
        "kind": mail.kind,
        "explains": attendance.membership.role == Role.EXPERIENCE_EXPERT and mail.kind not in {Kind.CANCEL, Kind.LEAVE},
        "page": settings.BASE_URL + meeting_path(meeting),
        "base": settings.BASE_URL,
    }
    message = EmailMultiAlternatives(
        subject=SUBJECTS[Kind(mail.kind)].format(title=meeting.title),
        body=render_to_string("meetings/mail/meeting.txt", context),
        to=[person.email],
        headers={"Message-ID": f"<bijeenkomst-{mail.pk}@leerlus>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(inline(render_to_string("meetings/mail/meeting.html", context)), "text/html")
    method = METHODS.get(Kind(mail.kind), "")
    if method and meeting.starts_at is not None:
        file = as_calendar(meeting, method=method, at=at, attendance=attendance).decode()
        message.attach_alternative(file, f"text/calendar; method={method}")
    return message
