"""What people get by mail: at the rhythm they chose, once, newest first, and easy to stop."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client

from leerlus.linking.feedback.clock import send_digests
from leerlus.linking.feedback.models import DigestLine
from leerlus.linking.feedback.notify import unsubscribe_path
from leerlus.linking.feedback.workflow import last_round
from leerlus.linking.outbox.clock import give_up_uncertain
from leerlus.linking.outbox.models import Mail
from leerlus.people.models import Person
from leerlus.practice.issues.models import Feedback
from tests.cast import NOW, make_cast, raise_one

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.cast import Cast

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 3, 6, 30, tzinfo=UTC)
"""Half past seven in Amsterdam, the day after."""


@pytest.fixture(name="cast")
def _cast() -> Cast:
    return make_cast()


def choose(cast: Cast, name: str, digest: str) -> Person:
    """Let somebody choose how often to get mail."""
    Person.objects.filter(pk=cast.people[name].pk).update(digest=digest)
    return Person.objects.get(pk=cast.people[name].pk)


def test_who_wants_it_at_once_gets_it_at_once(cast: Cast) -> None:
    """The receipt is mailed in the next round of the worker."""
    choose(cast, "alice", "at_once")
    raise_one(cast, "alice")
    assert send_digests(NOW + timedelta(minutes=1)) == 1
    assert mail.outbox[0].to == ["alice@voorbeeld.test"]
    assert "Het plan komt te laat" in str(mail.outbox[0].body)


def test_a_daily_digest_waits_for_the_morning_and_holds_all_newest_first(cast: Cast) -> None:
    """Two receipts of one day come in one mail, the last one first."""
    choose(cast, "alice", "daily")
    raise_one(cast, "alice", title="De eerste kwestie van deze dag, over het plan")
    raise_one(cast, "alice", title="De tweede kwestie van deze dag, over de les", at=NOW + timedelta(hours=1))
    assert send_digests(NOW + timedelta(hours=2)) == 0
    assert send_digests(MORNING) == 1
    body = str(mail.outbox[0].body)
    assert body.index("De tweede kwestie") < body.index("De eerste kwestie")
    assert mail.outbox[0].subject == "Er is nieuws over 2 kwesties van u"


def test_a_weekly_digest_waits_for_monday(cast: Cast) -> None:
    """Raised on a Monday after seven, mailed a week later."""
    choose(cast, "alice", "weekly")
    raise_one(cast, "alice")
    assert send_digests(MORNING) == 0
    assert send_digests(MORNING + timedelta(days=6)) == 1


def test_who_wants_nothing_gets_nothing(cast: Cast) -> None:
    """The message is in the product all the same."""
    choose(cast, "alice", "never")
    raise_one(cast, "alice")
    assert send_digests(MORNING + timedelta(days=8)) == 0
    assert Feedback.objects.count() == 1


def test_without_news_there_is_no_mail(cast: Cast) -> None:
    """A second round sends nothing, and an empty mail does not exist."""
    choose(cast, "alice", "at_once")
    raise_one(cast, "alice")
    send_digests(NOW + timedelta(minutes=1))
    assert send_digests(NOW + timedelta(minutes=2)) == 0
    assert send_digests(MORNING) == 0
    assert len(mail.outbox) == 1
    assert DigestLine.objects.count() == 1


def test_a_mail_server_that_is_away_is_tried_again_later(cast: Cast, settings: Settings) -> None:
    """Nothing is lost, and the next try waits."""
    choose(cast, "alice", "at_once")
    raise_one(cast, "alice")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert send_digests(NOW + timedelta(minutes=1)) == 0
    digest = Mail.objects.get()
    assert (digest.state, digest.tries) == ("planned", 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_digests(NOW + timedelta(minutes=1, seconds=30)) == 0
    assert send_digests(NOW + timedelta(minutes=3)) == 1


def test_an_address_that_keeps_refusing_does_not_stop_the_next_digest(cast: Cast, settings: Settings) -> None:
    """After eight tries it is given up; the message stays in the product and later news is mailed."""
    choose(cast, "alice", "at_once")
    raise_one(cast, "alice")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for day in range(8):
        send_digests(NOW + timedelta(days=1 + day))
    assert Mail.objects.get().state == "refused"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    raise_one(cast, "alice", title="Een nieuwe kwestie, over de les", at=NOW + timedelta(days=10))
    assert send_digests(NOW + timedelta(days=10, minutes=1)) == 1
    assert "Een nieuwe kwestie" in str(mail.outbox[0].body)


def test_a_hand_over_that_was_cut_off_is_not_repeated(cast: Cast) -> None:
    """It may have gone; the message is in the product."""
    choose(cast, "alice", "at_once")
    raise_one(cast, "alice")
    send_digests(NOW + timedelta(minutes=1))
    Mail.objects.update(state="handing_over")
    assert give_up_uncertain(NOW + timedelta(minutes=5)) == 0
    assert give_up_uncertain(NOW + timedelta(minutes=20)) == 1
    assert send_digests(NOW + timedelta(minutes=21)) == 0
    assert len(mail.outbox) == 1


def test_a_scanner_that_follows_the_link_stops_nothing(cast: Cast) -> None:
    """GET asks; only POST stops, also from a mail program without a cookie (RFC 8058)."""
    person = choose(cast, "alice", "daily")
    address = unsubscribe_path(person)
    browser = Client(enforce_csrf_checks=True)
    assert b"Wilt u geen mail meer" in browser.get(address).content
    person.refresh_from_db()
    assert person.digest == "daily"
    answer = browser.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    person.refresh_from_db()
    assert person.digest == "never"


def test_the_mail_carries_the_one_click_headers(cast: Cast) -> None:
    """As RFC 8058 asks."""
    choose(cast, "alice", "at_once")
    raise_one(cast, "alice")
    send_digests(NOW + timedelta(minutes=1))
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert unsubscribe_path(cast.people["alice"]) in headers["List-Unsubscribe"]


def test_a_link_that_was_tampered_with_does_not_exist(cast: Cast) -> None:
    """Nobody stops somebody else's mail."""
    address = unsubscribe_path(choose(cast, "alice", "daily"))
    assert Client().post(address.replace(":", ":x", 1)).status_code == 404


def test_my_feedback_is_mine_alone(cast: Cast) -> None:
    """Bob does not see what Alice was told; a visitor sees a closed door."""
    raise_one(cast, "alice")
    assert "Het plan komt te laat" in cast.client("alice").get("/terugkoppeling/").content.decode()
    assert "Het plan komt te laat" not in cast.client("bob").get("/terugkoppeling/").content.decode()
    assert Client().get("/terugkoppeling/").status_code == 404


def at(month: int, day: int, hour: int) -> datetime:
    """Return a moment as people in Amsterdam read it."""
    return datetime(2026, month, day, hour, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize(
    ("choice", "now", "expected"),
    [
        ("daily", at(11, 4, 8), at(11, 4, 7)),
        ("daily", at(11, 4, 6), at(11, 3, 7)),
        ("weekly", at(11, 4, 8), at(11, 2, 7)),
        ("weekly", at(11, 2, 6), at(10, 26, 7)),
        ("never", at(11, 2, 6), None),
    ],
)
def test_the_last_round(choice: str, now: datetime, expected: datetime | None) -> None:
    """The rhythm as a table; times as people in Amsterdam read them."""
    assert last_round(choice, now) == expected
