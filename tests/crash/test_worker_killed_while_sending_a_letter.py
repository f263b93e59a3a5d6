"""kill -9 of the worker while it sends a newsletter: nobody gets it twice, and nobody is forgotten."""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from leerlus.discovery.newsletter.actions.mailing import give_up_uncertain
from leerlus.discovery.newsletter.models import Block, Delivery, Letter, Subscriber
from tests.crash.test_worker_killed_while_mailing import SlowSink
from tests.processes import free_port, program

READERS = 60
KILLS = 1


@pytest.mark.crash
@pytest.mark.django_db(transaction=True)
def test_no_letter_goes_twice_and_nobody_is_forgotten() -> None:
    """Kill the worker while it sends to sixty readers, and let it finish."""
    letter = _a_letter_may_start()
    sink, port = SlowSink(), free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    order = ("-m", "leerlus", "worker", "--elke", "1")
    try:
        with program(*order, LEERLUS_SMTP=f"smtp://127.0.0.1:{port}"):
            assert sink.arrived.wait(60), "the worker sent nothing"
            time.sleep(0.3)
        with program(*order, LEERLUS_SMTP=f"smtp://127.0.0.1:{port}"):
            _wait_until_all_went()
    finally:
        controller.stop()

    assert [number for number, times in Counter(sink.received).items() if times > 1] == [], "somebody got it twice"
    states = Counter(letter.deliveries.values_list("state", flat=True))
    assert sum(states.values()) == READERS, "somebody was forgotten"
    assert states["handing_over"] <= KILLS, "of each kill one mail is unsure"
    assert states["sent"] == READERS - states["handing_over"]
    sent = {
        f"<nieuwsbrief-{pk}@localhost>" for pk in Delivery.objects.filter(state="sent").values_list("pk", flat=True)
    }
    assert sent <= set(sink.received), "a mail that is said to be sent did not arrive"
    give_up_uncertain(timezone.now() + timedelta(hours=1))
    assert letter.deliveries.filter(state="uncertain").count() == states["handing_over"]


def _a_letter_may_start() -> Letter:
    now = timezone.now()
    Subscriber.objects.bulk_create(
        Subscriber(email=f"l{number}@voorbeeld.test", code="x", asked_at=now, confirmed_at=now - timedelta(days=1))
        for number in range(READERS)
    )
    letter = Letter.objects.create(
        subject="Nieuws", state="ready", since=now, made_at=now, changed_at=now, starts_at=now
    )
    Block.objects.create(letter=letter, kind="text", title="Blok", text="Tekst", position=1)
    return letter


def _wait_until_all_went() -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        if (
            Delivery.objects.count() == READERS
            and not Delivery.objects.filter(state="planned").exists()
            and Delivery.objects.filter(state="handing_over").count() <= KILLS
        ):
            time.sleep(0.5)  # the last one may be on its way
            return
        time.sleep(0.2)
    raise AssertionError("the worker did not finish")
