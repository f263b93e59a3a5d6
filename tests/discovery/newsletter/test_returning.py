"""Newsletters that a mail server took and sent back later."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from django.core import mail
from django.test import override_settings

from leerlus.cli import main
from leerlus.discovery.newsletter import actions
from leerlus.discovery.newsletter.clock import send_letters
from leerlus.discovery.newsletter.models import Delivery, Subscriber
from leerlus.discovery.newsletter.notify import read_return_address, return_address
from tests.discovery.newsletter.letters import START, let_go, letter, subscriber
from tests.discovery.newsletter.test_sending import sink
from tests.measures.test_returned_mail import ON_LEAVE, POSTFIX, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leerlus.discovery.newsletter.models import Letter
    from tests.cast import Cast

LATER = START + timedelta(hours=5)


@pytest.fixture(autouse=True)
def _mailbox() -> Iterator[None]:
    with override_settings(RETURN_ADDRESS="terug@voorbeeld.test"):
        yield


@pytest.fixture
def sent(cast: Cast) -> Letter:
    """A letter that went to one reader."""
    subscriber()
    made = letter(cast)
    let_go(cast, made)
    send_letters(START)
    return made


def came_back(*, status: str = "5.1.1", to: str = "") -> bool:
    number = str(Delivery.objects.get().pk)
    return actions.take_returned(written(POSTFIX, status=status, to=to or return_address(number)), at=LATER)


@pytest.mark.django_db
def test_a_mail_goes_out_with_an_address_of_its_own_to_come_back_to(cast: Cast) -> None:
    subscriber()
    made = letter(cast)
    let_go(cast, made)
    with sink() as server:
        send_letters(START)
    row = Delivery.objects.get()
    assert server.senders == [return_address(str(row.pk))]
    assert read_return_address(server.senders[0]) == row.pk
    assert len(server.senders[0].partition("@")[0]) <= 64, "longer than a mail server takes (RFC 5321)"
    assert "From: Leerlus <leerlus@localhost>" in server.contents[0], "readers see who we are"


@pytest.mark.django_db
def test_an_address_that_is_gone_gets_no_more_mail_and_editors_see_the_number(cast: Cast, sent: Letter) -> None:
    assert came_back()
    assert Subscriber.objects.get().refused_at == LATER
    page = cast.client("ivan").get(f"/nieuwsbrief/redactie/{sent.pk}/").content.decode()
    assert "1 adres nam de mail niet aan" in page
    assert not came_back(), "a report that comes twice counts once"
    sent.refresh_from_db()
    assert (sent.sent, sent.refused) == (0, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "4.4.7"])
def test_a_full_mailbox_costs_nobody_the_newsletter(sent: Letter, status: str) -> None:
    assert came_back(status=status)
    assert Subscriber.objects.get().refused_at is None
    sent.refresh_from_db()
    assert sent.refused == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("to", ["terug@voorbeeld.test", "terug+1-000000000000000000000000@voorbeeld.test"])
def test_a_report_that_somebody_made_up_unsubscribes_nobody(to: str) -> None:
    assert not came_back(to=to)
    assert Subscriber.objects.get().refused_at is None
    assert Delivery.objects.get().state == "sent"


@pytest.mark.django_db
@pytest.mark.usefixtures("sent")
def test_an_answer_that_somebody_is_on_leave_changes_nothing() -> None:
    number = str(Delivery.objects.get().pk)
    assert not actions.take_returned(written(ON_LEAVE, to=return_address(number)), at=LATER)


@pytest.mark.django_db
@pytest.mark.usefixtures("sent")
def test_a_mail_server_hands_a_report_to_the_command() -> None:
    raw = written(POSTFIX, to=return_address(str(Delivery.objects.get().pk)).upper())
    done = CliRunner().invoke(main, ["mail-terug"], input=raw)
    assert (done.exit_code, done.output) == (0, "Verwerkt: deze nieuwsbrief kwam terug.\n")
    again = CliRunner().invoke(main, ["mail-terug"], input=raw)
    assert (again.exit_code, again.output) == (0, "Overgeslagen: dit is geen nieuwsbrief van ons.\n")


@pytest.mark.django_db
def test_without_a_mailbox_mail_comes_back_to_the_sender_as_always(cast: Cast) -> None:
    subscriber()
    made = letter(cast)
    let_go(cast, made)
    with override_settings(RETURN_ADDRESS=""):
        send_letters(START)
    assert mail.outbox[0].from_email == "Leerlus <leerlus@localhost>"
