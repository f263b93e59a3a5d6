"""Whatever one presses twice in intervisie happens once: no second row, step, line of history or mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import yaml
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from leerlus.practice.peer_sessions.models import Entry, OwnMethod, Participant, PeerSession
from leerlus.practice.peer_sessions.workflow import METHODS, as_data
from tests.practice.peer_sessions.scenes import fresh, go_on, plan_one, run_to, say
from tests.practice.peer_sessions.test_in_the_room import filled_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoCaptureOnCommitCallbacks

    from tests.cast import Cast

PLANNED, CHOOSING, ANALYSIS, ADVICE = -1, 2, 4, 5

# Who does what at which step: the end of the address, and what is filled in.
DEEDS: dict[str, tuple[int, str, str, dict[str, Any]]] = {
    "start": (PLANNED, "alice", "beginnen/", {}),
    "next step": (ANALYSIS, "alice", "volgende/", {}),
    "choose": (CHOOSING, "alice", "casus/{pitch}/kiezen/", {}),
    "vote": (CHOOSING, "heidi", "casus/{pitch}/stemmen/", {}),
    "write": (ADVICE, "heidi", "schrijven/", {"stap": "6", "advies-1-text": "Bel eens", "advies-2-text": "Of mail"}),
    "value": (ADVICE, "bob", "tekst/{advice}/wegen/", {"oordeel": "useful"}),
    "take over": (ANALYSIS, "heidi", "overnemen/", {}),
    "cancel": (ANALYSIS, "alice", "afzeggen/", {}),
    "ask": (PLANNED, "alice", "vragen/", {"email": "carol@voorbeeld.test"}),
    "leave": (PLANNED, "heidi", "niet-komen/", {}),
}


def everything() -> tuple[object, ...]:
    """Return all that is stored of intervisie, how much history there is, and how many mails went out."""
    rows = []
    with connection.cursor() as cursor:
        for model in (PeerSession, Participant, Entry, OwnMethod):
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")  # noqa: S608 - our tables
            rows.append(tuple(cursor.fetchall()))
        cursor.execute("SELECT count(*) FROM audit_event")
        rows.append(cursor.fetchone())
    return (*rows, len(mail.outbox))


def twice(deed: Callable[[], Any], capture: DjangoCaptureOnCommitCallbacks) -> None:
    """Do it, see that something happened, do it again, and see that nothing did."""
    before = everything()
    with capture(execute=True):
        deed()
    after = everything()
    assert after != before, "the first time does something"
    with capture(execute=True), transaction.atomic():
        assert deed().status_code < 500
    assert everything() == after


@pytest.mark.parametrize("name", list(DEEDS))
def test_a_deed_in_the_room(
    cast: Cast, name: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    position, who, address, words = DEEDS[name]
    session = run_to(cast, plan_one(cast), position)
    marks = {"pitch": 0, "advice": 0}
    if position >= CHOOSING:
        marks["pitch"] = session.entries.get(kind="casus").pk
    if name == "value":
        advice = say(cast, session, "heidi", "advies", "Wacht af")
        assert advice is not None
        marks["advice"] = advice.pk
    client, version = cast.client(who), fresh(session).version
    path = f"/intervisie/{session.pk}/{address.format(**marks)}"
    twice(lambda: client.post(path, {"version": version, **words}), django_capture_on_commit_callbacks)


def test_planning(cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    alice, words = cast.client("alice"), filled_in(cast, origin=str(uuid4()))
    twice(lambda: alice.post("/intervisie/plannen/", words), django_capture_on_commit_callbacks)
    session = PeerSession.objects.get()
    assert alice.post("/intervisie/plannen/", words)["Location"] == f"/intervisie/{session.pk}/"
    page = alice.get("/intervisie/plannen/").content.decode()
    assert 'name="origin" value="' in page
    assert session.origin not in page, "another form is another session"
    stolen = cast.client("frank").post("/intervisie/plannen/", words)
    assert stolen.status_code == 422
    for _ in range(2):
        alice.post("/intervisie/plannen/", {**words, "origin": "<b>"})
    assert PeerSession.objects.count() == 3, "without a mark each one counts"


def test_methods_of_the_organisation(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    data = yaml.safe_dump(as_data(METHODS["incident"]), allow_unicode=True).encode()
    grace, place = cast.client("grace"), cast.organisations["bronckhorst"].pk
    address = f"/intervisie/organisatie/{place}/methode/"
    add = lambda: grace.post(address, {"file": SimpleUploadedFile("m.yaml", data)})  # noqa: E731 - read as a deed
    twice(add, django_capture_on_commit_callbacks)
    end = f"/intervisie/organisatie/methode/{OwnMethod.objects.get().pk}/weghalen/"
    twice(lambda: grace.post(end), django_capture_on_commit_callbacks)


def test_every_form_of_intervisie_is_pressed_twice_here() -> None:
    from leerlus.practice.peer_sessions.urls import urlpatterns  # noqa: PLC0415 - only this test looks at addresses

    reading = {"list", "methods", "organisation", "room", "part", "certificate", "share"}
    elsewhere = {"plan", "add_method", "end_method"}
    ends = {address.rsplit("/", 2)[-2] for _, _, address, _ in DEEDS.values()}
    for pattern in urlpatterns:
        if pattern.name not in reading | elsewhere:
            assert str(pattern.pattern).rsplit("/", 2)[-2] in ends, pattern.name


def test_who_was_there_is_noted_once(cast: Cast) -> None:
    session = plan_one(cast)
    go_on(cast, session)
    bob = cast.client("bob")
    bob.get(f"/intervisie/{session.pk}/")
    before = everything()
    bob.get(f"/intervisie/{session.pk}/deel/")
    assert everything() == before
