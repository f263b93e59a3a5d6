"""Newcomers at the table: as members, and with a personal link without an account."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.core.signing import dumps
from django.test import Client

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.linking.meetings import actions
from leerlus.linking.meetings.clock import send_meeting_mail
from leerlus.linking.meetings.models import Guest, Meeting
from leerlus.linking.meetings.notify import guest_path
from tests.cast import NOW
from tests.linking.meetings.conftest import DAY

if TYPE_CHECKING:
    from tests.cast import Cast

WORDS = "Ik moest kiezen tussen les en werk."


@pytest.fixture
def guest(cast: Cast, meeting: Meeting) -> Guest:
    return actions.invite_guest(meeting_id=meeting.pk, label="ouder uit de Z-route", by=cast.actor("carol"), at=NOW)


def say(guest: Guest, says: str = "yes", text: str = WORDS) -> int:
    return Client().post(guest_path(guest), {"says": says, "text": text}).status_code


def test_an_experience_expert_is_a_member_like_others_and_reads_it_in_more_languages(
    cast: Cast, meeting: Meeting
) -> None:
    actions.answer(meeting_id=meeting.pk, says="yes", by=cast.actor("erin"), at=NOW)
    assert meeting.attendances.get(membership__person=cast.people["erin"]).has_seat
    send_meeting_mail(NOW)
    for each in mail.outbox:
        parts: list[Any] = list(each.message().walk())
        html = next(part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html").decode()
        assert ('lang="ar" dir="rtl"' in html) == (each.to == ["erin@voorbeeld.test"])
    page = cast.client("erin").get(f"/bijeenkomsten/{meeting.pk}/").content.decode()
    assert 'lang="ti"' in page
    assert 'lang="ti"' not in cast.client("alice").get(f"/bijeenkomsten/{meeting.pk}/").content.decode()


def test_a_link_opens_without_an_account_and_says_it_in_four_languages(guest: Guest) -> None:
    answer = Client().get(guest_path(guest))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    for language in ('lang="en"', 'lang="ar" dir="rtl"', 'lang="ti"'):
        assert language in page
    assert "Wat betekent dit voor u?" in page


def test_who_runs_the_meeting_makes_and_closes_links(cast: Cast, meeting: Meeting) -> None:
    client = cast.client("carol")
    address = f"/bijeenkomsten/{meeting.pk}/aan-tafel/"
    client.post(address, {"label": "sleutelpersoon"})
    made = Guest.objects.get()
    assert guest_path(made) in client.get(address).content.decode()
    assert client.post(address, {"label": "sleutelpersoon"}).status_code == 422
    for name in ("alice", "grace"):
        assert cast.client(name).get(address).status_code == 404
        assert cast.client(name).post(f"{address}{made.pk}/intrekken/").status_code == 403
    client.post(f"{address}{made.pk}/intrekken/")
    assert Client().get(guest_path(made)).status_code == 404


def test_what_a_guest_writes_stands_at_the_standing_item(cast: Cast, meeting: Meeting, guest: Guest) -> None:
    assert say(guest) == 302
    for name, page in (("alice", ""), ("alice", "verslag/"), ("carol", "nu/?punt=9")):
        assert WORDS in cast.client(name).get(f"/bijeenkomsten/{meeting.pk}/{page}").content.decode()
    told = Event.objects.get(name="answer_as_guest")
    assert (told.actor_id, told.actor_label) == (None, "via een persoonlijke link")
    assert WORDS not in str(told.data)


def test_personal_data_is_found_here_too(guest: Guest) -> None:
    assert say(guest, text="Bel mevrouw Haddad op 06-12345678.") == 422
    guest.refresh_from_db()
    assert guest.text == ""


def test_a_link_that_was_tampered_with_opens_nothing(cast: Cast, guest: Guest) -> None:
    for token in ("onzin", dumps(guest.pk), guest_path(guest).rstrip("/").rpartition("/")[2][:-1] + "x"):
        answer = Client().get(f"/bijeenkomsten/aan-tafel/{token}/")
        assert answer.status_code == 404
        assert "Raadzaal" not in answer.content.decode()


def test_an_answer_can_be_changed_ten_times_a_day(guest: Guest) -> None:
    for number in range(10):
        actions.answer_as_guest(guest_id=guest.pk, says="yes", text=f"{number}", at=NOW)
    with pytest.raises(Denied, match="Morgen kan het weer"):
        actions.answer_as_guest(guest_id=guest.pk, says="no", text="", at=NOW)
    actions.answer_as_guest(guest_id=guest.pk, says="no", text="", at=NOW + timedelta(days=1))


def test_after_the_meeting_the_link_is_closed(cast: Cast, meeting: Meeting, guest: Guest) -> None:
    with pytest.raises(Denied, match="voorbij"):
        actions.answer_as_guest(guest_id=guest.pk, says="yes", text="", at=DAY + timedelta(hours=3))
    Meeting.objects.update(starts_at=NOW - timedelta(days=1))
    answer = Client().get(guest_path(guest))
    assert answer.status_code == 404
    assert 'dir="rtl"' in answer.content.decode()
    assert say(guest) == 404
