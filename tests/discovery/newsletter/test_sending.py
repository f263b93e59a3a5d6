"""Who gets which block, and each at most once."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from email import message_from_string
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.test import override_settings
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from leerlus.discovery.newsletter import actions
from leerlus.discovery.newsletter.clock import send_letters, wipe_addresses
from leerlus.discovery.newsletter.models import Delivery, Subscriber
from leerlus.discovery.newsletter.notify import personal_token
from leerlus.discovery.newsletter.workflow import KEEP_REFUSED, Choices, is_permanent, pack, unpack
from leerlus.people.actors import CLOCK, Role
from leerlus.people.models import RoleGrant
from tests.cast import NOW, make_cast
from tests.discovery.newsletter.letters import START, let_go, letter, subscriber
from tests.processes import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiosmtpd.smtp import SMTP, Envelope, Session

    from tests.cast import Cast

THEMES = ("pip", "ontzorgen")
REGIONS = ("AM05", "AM09")


class Sink:
    """A mail server that refuses some addresses, for good or for now."""

    def __init__(self) -> None:
        """Start without mail."""
        self.connections = 0
        self.received: list[str] = []
        self.contents: list[str] = []
        self.senders: list[str] = []

    async def handle_EHLO(  # noqa: N802 - its name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Count who comes in."""
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802 - its name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Refuse who is called weg or vol."""
        if address.startswith("weg"):
            return "550 5.1.1 no such user"
        if address.startswith("vol"):
            return "452 4.2.2 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        """Take it."""
        self.received += envelope.rcpt_tos
        self.senders.append(envelope.mail_from or "")
        self.contents.append((envelope.original_content or b"").decode())
        return "250 OK"


@contextmanager
def sink() -> Iterator[Sink]:
    """Run a real mail server, and send there."""
    found, port = Sink(), free_port()
    controller = Controller(found, hostname="127.0.0.1", port=port)
    controller.start()
    real = "django.core.mail.backends.smtp.EmailBackend"
    try:
        with override_settings(EMAIL_BACKEND=real, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
            yield found
    finally:
        controller.stop()


@pytest.mark.django_db
def test_all_go_over_one_connection_with_what_mail_programs_ask_for(cast: Cast) -> None:
    made = letter(cast, [("Voor iedereen", "", ""), ("Voor Twente", "", "AM05")])
    readers = [subscriber(f"lezer{number}@voorbeeld.test", regions=REGIONS[number % 2]) for number in range(4)]
    let_go(cast, made)
    with sink() as server:
        assert send_letters(START) == 4
        assert send_letters(START) == 0, "nobody gets it twice"
    assert sorted(server.received) == [reader.email for reader in readers]
    assert server.connections == 1
    first = message_from_string(server.contents[0])
    (row,) = Delivery.objects.filter(subscriber=readers[0])
    link = f"http://localhost:8000/nieuwsbrief/afmelden/{personal_token(readers[0].pk)}/"
    assert str(first["List-Unsubscribe"]).split() == [f"<{link}>"], "not folded into something else"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert first["List-Id"] == "Nieuwsbrief van Leerlus <nieuwsbrief.localhost>"
    assert first["Message-ID"] == f"<nieuwsbrief-{row.pk}@localhost>"
    made.refresh_from_db()
    assert (made.state, made.sent, made.skipped) == ("sent", 4, 0)


@pytest.mark.django_db
def test_each_link_in_a_mail_is_ours_and_nothing_counts_the_reader(cast: Cast) -> None:
    made = letter(cast)
    subscriber()
    let_go(cast, made)
    actions.hand_over_due(at=START)
    message: Any = mail.outbox[0]
    html = str(message.alternatives[0][0])
    assert "<img" not in html
    links = [part.split('"')[0] for part in html.split('href="')[1:]]
    assert links
    assert all(link.startswith("http://localhost:8000/nieuwsbrief/") for link in links)
    assert "HIER-KOMT" not in html + str(mail.outbox[0].body)
    assert "prefers-color-scheme: dark" in html


@pytest.mark.django_db
def test_who_unsubscribes_after_the_rows_were_made_gets_nothing(cast: Cast) -> None:
    made = letter(cast)
    stays, goes = subscriber("blijft@voorbeeld.test"), subscriber("gaat@voorbeeld.test")
    let_go(cast, made)
    actions.unsubscribe(subscriber_id=goes.pk)
    send_letters(START)
    assert [message.to for message in mail.outbox] == [[stays.email]]


@pytest.mark.django_db
def test_an_address_that_is_gone_is_marked_and_one_that_is_full_is_tried_again(cast: Cast) -> None:
    made = letter(cast)
    for name in ("weg", "vol", "goed"):
        subscriber(f"{name}@voorbeeld.test")
    let_go(cast, made)
    with sink() as server:
        assert send_letters(START) == 1
        assert send_letters(START + timedelta(seconds=30)) == 0, "not before a minute has passed"
    assert server.received == ["goed@voorbeeld.test"]
    gone = Subscriber.objects.get(email="weg@voorbeeld.test")
    assert gone.refused_at == START
    assert Subscriber.objects.get(email="vol@voorbeeld.test").refused_at is None
    assert set(Delivery.objects.values_list("subscriber__email", "state", "tries")) == {
        ("weg@voorbeeld.test", "refused", 1),
        ("vol@voorbeeld.test", "planned", 1),
        ("goed@voorbeeld.test", "sent", 0),
    }
    made.refresh_from_db()
    assert made.state == "sending", "one is still to be tried"
    wipe_addresses(START + KEEP_REFUSED + timedelta(days=1))
    assert not Subscriber.objects.filter(pk=gone.pk).exists()


@pytest.mark.django_db
def test_a_mail_server_that_is_away_costs_nobody_a_mail(cast: Cast) -> None:
    made = letter(cast)
    subscriber()
    let_go(cast, made)
    real = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=real, EMAIL_HOST="127.0.0.1", EMAIL_PORT=free_port()):
        assert send_letters(START) == 0
    assert Delivery.objects.get().state == "planned"
    assert send_letters(START) == 1


@pytest.mark.parametrize(
    ("answers", "gone"),
    [
        ({"a": (550, b"5.1.1 no such user")}, True),
        ({"a": (554, b"5.7.1 we do not want your mail")}, False),
        ({"a": (452, b"4.2.2 full")}, False),
        ({}, False),
    ],
)
def test_only_what_says_that_the_address_is_gone_counts(answers: dict[str, tuple[int, bytes]], *, gone: bool) -> None:
    assert is_permanent(answers) is gone


chosen = some.tuples(some.sets(some.sampled_from(THEMES)), some.sets(some.sampled_from(REGIONS)))
named = some.tuples(some.sampled_from(("", *THEMES)), some.sampled_from(("", *REGIONS)))


class TestWhoGetsWhat(TestCase):
    """Any readers, any blocks, anybody unsubscribing at any moment."""

    @examples(max_examples=25)
    @given(
        readers=some.lists(chosen, max_size=6),
        blocks=some.lists(named, min_size=1, max_size=4),
        goes=some.sets(some.integers(0, 5)),
        at_a_time=some.integers(1, 3),
    )
    def test_each_gets_the_own_blocks_once_until_the_click(
        self,
        readers: list[tuple[set[str], set[str]]],
        blocks: list[tuple[str, str]],
        goes: set[int],
        at_a_time: int,
    ) -> None:
        cast = make_cast()
        _add_editor(cast)
        mail.outbox = []
        made = letter(cast, [(f"Blok-{number}-", *for_whom) for number, for_whom in enumerate(blocks)])
        people = [
            subscriber(f"l{number}@voorbeeld.test", themes=pack(themes), regions=pack(regions))
            for number, (themes, regions) in enumerate(readers)
        ]
        let_go(cast, made)
        actions.hand_over_due(at=START, most=at_a_time)
        before = {message.to[0] for message in mail.outbox}
        for number in goes & set(range(len(people))):
            actions.unsubscribe(subscriber_id=people[number].pk)
        while actions.hand_over_due(at=START, most=at_a_time):
            pass
        actions.finish_letters(by=CLOCK, at=START)

        got = [message.to[0] for message in mail.outbox]
        assert len(got) == len(set(got)), "somebody got it twice"
        expected_skipped = 0
        for number, (themes, regions) in enumerate(readers):
            wanted = {
                f"Blok-{place}-"
                for place, (theme, region) in enumerate(blocks)
                if (not theme or not themes or theme in themes) and (not region or not regions or region in regions)
            }
            expected_skipped += not wanted
            email = f"l{number}@voorbeeld.test"
            if email in got:
                (message,) = [each for each in mail.outbox if each.to == [email]]
                assert {f"Blok-{place}-" for place in range(len(blocks)) if f"Blok-{place}-" in message.body} == wanted
            else:
                assert not wanted or (number in goes and email not in before)
        made.refresh_from_db()
        assert made.skipped == expected_skipped
        assert made.state == "sent"

    @given(themes=some.sets(some.sampled_from(THEMES)), regions=some.sets(some.sampled_from(REGIONS)))
    def test_packing_loses_nothing(self, themes: set[str], regions: set[str]) -> None:
        assert unpack(pack(themes), pack(regions)) == Choices(themes=frozenset(themes), regions=frozenset(regions))


def _add_editor(cast: Cast) -> None:
    """Give Frank the role of editor too."""
    frank = cast.people["frank"]
    RoleGrant.objects.create(
        person=frank,
        organisation=cast.organisations["divosa"],
        role=Role.KNOWLEDGE_EDITOR,
        since=NOW.date() - timedelta(days=9),
    )
    cast.people["ivan"] = frank
