"""kill -9 of the worker while it mails: nobody gets a mail twice, and nothing that was said is lost."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections import Counter
from datetime import timedelta
from email import message_from_bytes
from typing import TYPE_CHECKING

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from leerlus.linking.feedback.models import DigestLine
from leerlus.linking.outbox.models import Mail
from leerlus.people.acting import actor_of
from leerlus.people.actors import Role
from leerlus.people.models import Person, RoleGrant
from leerlus.practice.issues import actions
from leerlus.practice.issues.models import Feedback
from tests.cast import make_cast
from tests.processes import free_port, program

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session

PEOPLE = 40
KILLS = 4


class SlowSink:
    """A mail server that takes its time, so that the worker can be killed in the middle of a conversation."""

    def __init__(self) -> None:
        """Start without mail."""
        self.received: list[str] = []
        self.arrived = threading.Event()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        """Take a mail, and then a moment before saying so."""
        message = message_from_bytes(envelope.original_content or b"")
        self.received.append(str(message["Message-ID"]))
        self.arrived.set()
        await asyncio.sleep(0.03)
        return "250 OK"


@pytest.mark.crash
@pytest.mark.django_db(transaction=True)
def test_no_mail_goes_twice_and_none_is_lost() -> None:
    """Kill the worker four times while it mails forty people."""
    _forty_people_wait_for_mail()
    sink = SlowSink()
    port = free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    address = f"smtp://127.0.0.1:{port}"
    try:
        for kill_number in range(KILLS):
            sink.arrived.clear()
            with program("-m", "leerlus", "worker", "--elke", "1", LEERLUS_SMTP=address):
                assert sink.arrived.wait(60), "the worker sent nothing"
                time.sleep(0.05 * kill_number)
        with program("-m", "leerlus", "worker", "--elke", "1", LEERLUS_SMTP=address):
            _wait_until_all_are_planned_and_sent()
    finally:
        controller.stop()

    twice = [number for number, times in Counter(sink.received).items() if times > 1]
    assert not twice, "somebody got the same mail twice"
    states = Counter(Mail.objects.values_list("state", flat=True))
    assert states["handing_over"] + states["uncertain"] <= KILLS
    assert states["sent"] >= PEOPLE - KILLS
    sent = {f"<overzicht-{pk}@leerlus>" for pk in Mail.objects.filter(state="sent").values_list("pk", flat=True)}
    assert sent <= set(sink.received), "a mail that is said to be sent did not arrive"
    assert Feedback.objects.count() == PEOPLE
    assert DigestLine.objects.count() == PEOPLE
    assert all(re.fullmatch(r"<overzicht-\d+@leerlus>", number) for number in sink.received)


def _forty_people_wait_for_mail() -> None:
    cast = make_cast()
    now = timezone.now() - timedelta(minutes=5)
    for number in range(PEOPLE):
        person = Person.objects.create(
            email=f"p{number}@voorbeeld.test", name=f"Persoon {number}", digest=Person.Digest.AT_ONCE
        )
        RoleGrant.objects.create(
            person=person,
            organisation=cast.organisations["bronckhorst"],
            role=Role.PROFESSIONAL,
            since=timezone.localdate(now),
        )
        text = actions.IssueText(title=f"Kwestie {number}", situation="s", question="v", meaning="b", theme="pip")
        actions.raise_issue(text=text, by=actor_of(person, timezone.localdate(now)), at=now)


def _wait_until_all_are_planned_and_sent() -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        waiting = Mail.objects.filter(state="planned").exists()
        # The last one may be on its way: a worker that is stopped now would be killed a fifth time.
        waiting = waiting or Mail.objects.filter(state="handing_over").count() > KILLS
        if DigestLine.objects.count() == PEOPLE and not waiting:
            return
        time.sleep(0.2)
    raise AssertionError("the worker did not finish")
