"""kill -9 of the web server in the middle of steps: what was confirmed is there, and no step stands half."""

from __future__ import annotations

import http.client
import re
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.urls import reverse

from leerlus.audit.models import Event
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.bottlenecks.views.answering import SEND, STEP
from leerlus.linking.bottlenecks.workflow import WORKFLOW as BOTTLENECKS
from leerlus.practice.issues.models import Contribution, Feedback, Issue
from leerlus.practice.issues.workflow import WORKFLOW as ISSUES
from tests.cast import Cast, bundle_some, make_cast, raise_one
from tests.processes import PATIENCE_SECONDS, free_port, wait_for, web_server

KILLS = 3
ISSUES_IN_BUNDLE = 12
FEW = 3
"""After so many steps of each, the server is killed while the next is under way."""


@dataclass
class Reader:
    """Somebody with a browser who posts the same form again and again, and notes what was confirmed."""

    port: int
    cookie: str
    page: str
    path: str
    words: dict[str, str]
    stop: threading.Event
    confirmed: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    def work(self) -> None:
        """Post until told to stop; a server that is gone is tried again."""
        while not self.stop.is_set():
            try:
                self._post(f"tekst {self.path} {len(self.sent)}")
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)

    def _post(self, text: str) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            self._fill_in(connection, text)

    def _fill_in(self, connection: http.client.HTTPConnection, text: str) -> None:
        connection.request("GET", self.page, headers={"Cookie": self.cookie, "Host": f"localhost:{self.port}"})
        page = connection.getresponse().read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        version = re.search(r'name="version" value="(\d+)"', page)
        if token is None:
            raise AssertionError(f"{self.page} shows no form: {page[:200]}")
        self.sent.append(text)
        words = {**self.words, "text": text, "csrfmiddlewaretoken": token[1], "version": version[1] if version else ""}
        headers = {
            "Cookie": self.cookie,
            "Host": f"localhost:{self.port}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", self.path, urlencode(words), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status in {302, 303}:
            self.confirmed.append(text)


def cookie_of(cast: Cast, name: str) -> str:
    """Return the cookies of a player who has signed in, with the token against forged forms."""
    client = cast.client(name)
    client.get("/account/inloggen/")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}=" + "a" * 32


def let_happen(*readers: Reader) -> None:
    """Wait until each got a few more steps confirmed: how long that takes is up to the machine."""
    aims = [len(reader.confirmed) + FEW for reader in readers]
    until = time.monotonic() + PATIENCE_SECONDS
    while any(len(reader.confirmed) < aim for reader, aim in zip(readers, aims, strict=True)):
        assert time.monotonic() < until, "nothing was confirmed"
        time.sleep(0.05)


@pytest.mark.crash
@pytest.mark.django_db(transaction=True)
def test_what_was_confirmed_is_there_and_no_step_stands_half() -> None:
    """Let one write to a discussion and another report on a bottleneck, and kill the server three times."""
    cast = make_cast()
    issue = raise_one(cast, "alice")
    bottleneck = bundle_some(cast, ISSUES_IN_BUNDLE, at=datetime.now(UTC))
    port, stop = free_port(), threading.Event()
    discussion, adding = reverse("issues:detail", args=[issue.pk]), reverse("issues:contribute", args=[issue.pk])
    reporting = reverse("bottlenecks:report", args=[bottleneck.pk])
    writer = Reader(port, cookie_of(cast, "bob"), discussion, adding, {}, stop)
    reporter = Reader(port, cookie_of(cast, "frank"), reporting, reporting, {STEP: SEND}, stop)
    threads = [threading.Thread(target=reader.work) for reader in (writer, reporter)]
    with web_server(port):
        wait_for(f"http://localhost:{port}/account/inloggen/")
        for thread in threads:
            thread.start()
        let_happen(writer, reporter)
    for kill_number in range(KILLS - 1):
        with web_server(port):
            wait_for(f"http://localhost:{port}/account/inloggen/")
            let_happen(writer, reporter)
            time.sleep(0.1 + 0.37 * kill_number)
    stop.set()
    for thread in threads:
        thread.join(timeout=30)

    assert len(writer.confirmed) > 5, "too little happened to say anything"
    assert len(reporter.confirmed) > 5, "too little happened to say anything"
    _nothing_confirmed_is_lost(writer, reporter)
    _nothing_stands_half(bottleneck)


def _nothing_confirmed_is_lost(writer: Reader, reporter: Reader) -> None:
    texts = list(Contribution.objects.values_list("text", flat=True))
    assert set(writer.confirmed) <= set(texts)
    assert len(texts) == len(set(texts)), "a contribution was written twice"
    assert Event.objects.filter(name="contribute").count() == len(texts), "a contribution without its history"
    reports = list(Event.objects.filter(subject="bottleneck", name="report").values_list("note", flat=True))
    assert set(reporter.confirmed) <= set(reports)
    assert len(reports) == len(set(reports)), "a report was written twice"


def _nothing_stands_half(bottleneck: Bottleneck) -> None:
    for event in Event.objects.filter(subject="bottleneck", name="report"):
        moved = Event.objects.filter(subject="issue", name="follow_on", data__cause=event.pk).count()
        assert moved == ISSUES_IN_BUNDLE, "a report reached only some of the issues"
        assert Feedback.objects.filter(cause=event.pk).count() == ISSUES_IN_BUNDLE
    for issue in Issue.objects.all():
        assert ISSUES.fold(Event.objects.of("issue", issue.pk).moves()) == issue.state
    found = Bottleneck.objects.get(pk=bottleneck.pk)
    assert BOTTLENECKS.fold(Event.objects.of("bottleneck", found.pk).moves()) == found.state
    assert found.version == 1 + Event.objects.filter(subject="bottleneck", name="report").count()
