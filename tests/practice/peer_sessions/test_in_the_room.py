"""The pages: planning, the room as each one sees it, writing without scripts, and the page of the administrator."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from leerlus.practice.peer_sessions import actions
from leerlus.practice.peer_sessions.models import OwnMethod, Participant, PeerSession
from leerlus.practice.peer_sessions.workflow import METHODS, as_data
from tests.cast import NOW
from tests.practice.peer_sessions.scenes import GROUP, fresh, go_on, member, plan_one, run_to, say

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast

SECRET = "zeldzaamwoord-4711"


def text_of(cast: Cast, name: str, session: PeerSession, page: str = "") -> str:
    """Return what a player sees of the room."""
    answer = cast.client(name).get(f"/intervisie/{session.pk}/{page}")
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def filled_in(cast: Cast, **other: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    """Return what somebody fills in who does everything right."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    return {
        "method": "incident",
        "day": tomorrow.isoformat(),
        "at": "10:00",
        "mode": "live",
        "days_per_step": "1",
        "people": [cast.people["grace"].pk],
        "addresses": "Bob@voorbeeld.test, heidi@voorbeeld.test",
        "note_taker": "",
    } | other


def test_one_plans_with_a_colleague_and_two_addresses(cast: Cast) -> None:
    alice = cast.client("alice")
    assert "Grace" in alice.get("/intervisie/plannen/").content.decode()
    answer = alice.post("/intervisie/plannen/", filled_in(cast, note_taker="heidi@voorbeeld.test"))
    session = PeerSession.objects.get()
    assert answer.headers["Location"] == f"/intervisie/{session.pk}/"
    assert timezone.localtime(session.planned_at).hour == 10
    assert member(cast, session, "heidi").role == "notulist"
    assert "Incidentmethode" in cast.client("bob").get("/intervisie/").content.decode()


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"addresses": "niemand@voorbeeld.test, bob@voorbeeld.test"}, "heeft nog geen account: niemand@voorbeeld.test"),
        ({"addresses": "bob@voorbeeld.test"}, "met ten minste 4 mensen, uzelf meegeteld. Nu zijn het er 3."),
        ({"day": "2020-01-01"}, "Deze dag is al voorbij."),
        ({"method": "bestaat-niet"}, "Kies er een uit de lijst."),
        ({"note_taker": "erin@voorbeeld.test"}, "Vraag deze persoon eerst hierboven"),
        ({"days_per_step": "99"}, "Kies ten hoogste 30 dagen."),
        ({"people": ["999999"]}, "Kies er een uit de lijst."),
    ],
)
def test_what_is_wrong_stands_on_the_form(cast: Cast, other: dict[str, Any], sentence: str) -> None:
    answer = cast.client("alice").post("/intervisie/plannen/", filled_in(cast, **other))
    assert answer.status_code == 422
    assert sentence in unescape(answer.content.decode())
    assert not PeerSession.objects.exists()


def test_the_next_time_is_planned_with_the_same_group(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 7)
    page = cast.client("bob").get(f"/intervisie/plannen/?vorige={session.pk}").content.decode()
    assert "alice@voorbeeld.test, heidi@voorbeeld.test, erin@voorbeeld.test" in page
    assert cast.client("carol").get(f"/intervisie/plannen/?vorige={session.pk}").status_code == 404


def test_each_one_reads_what_to_do_now(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 4)
    bob, heidi = text_of(cast, "bob", session), text_of(cast, "heidi", session)
    assert "Stap 5 van 7 Samen denken zonder de casusinbrenger" in bob
    assert "U bent casusinbrenger en u bent even weg Ga even de kamer uit" in bob
    assert "U bent deelnemer en u spreekt Wat speelt hier volgens u?" in heidi
    assert "De groep leest dit meteen, de casusinbrenger vanaf stap 7 (“Evalueren en afspreken”)." in heidi
    assert "Volgende stap" not in heidi
    assert "Volgende stap" in text_of(cast, "alice", session)


def test_writing_works_without_scripts_and_comes_back(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 5)
    words = {"stap": "6", "advies-1-text": f"{SECRET} <b>", "advies-2-text": ""}
    answer = cast.client("heidi").post(f"/intervisie/{session.pk}/schrijven/", words)
    assert answer.status_code == 302
    assert (
        "zeldzaamwoord-4711 &lt;b&gt;</textarea>"
        in cast.client("heidi").get(f"/intervisie/{session.pk}/").content.decode()
    )
    assert SECRET in text_of(cast, "bob", session)


def test_writing_by_itself_says_so_and_says_when_it_is_too_late(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 4)
    heidi, words = cast.client("heidi"), {"stap": "5", "analyse-1-text": SECRET}

    def save(sent: dict[str, str]) -> bytes:
        return heidi.post(f"/intervisie/{session.pk}/schrijven/", sent, HTTP_HX_REQUEST="true").content

    assert b"Bewaard om" in save(words)
    run_to(cast, session, 6)
    assert b"Deze stap is voorbij" in save({**words, "analyse-1-text": "anders"})
    assert b"er passen 5.000 tekens" in save({"stap": "7", "inzicht-1-text": "x" * 5001})
    run_to(cast, session, 7)
    assert b"Deze intervisie is voorbij" in save({"stap": "7", "inzicht-1-text": "laat"})


def test_a_screen_fetches_only_when_something_changed(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 3)
    for name in GROUP:
        actions.be_present(session_id=session.pk, by=cast.actor(name), at=timezone.now())
    heidi, beat = cast.client("heidi"), fresh(session).beat
    address = f"/intervisie/{session.pk}/deel/?stand="
    assert heidi.get(f"{address}{beat}").status_code == 204
    say(cast, session, "erin", "vraag", SECRET)
    assert heidi.get(f"{address}{beat}").status_code == 200
    beat = fresh(session).beat
    run_to(cast, session, 6)
    beat = fresh(session).beat
    say(cast, session, "erin", "inzicht", "alleen voor mij")
    assert heidi.get(f"{address}{beat}").status_code == 204, "what stays private changes no other screen"


def test_the_offer_to_take_over_appears_without_a_step(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 3)
    Participant.objects.filter(session=session).update(seen_at=timezone.now() - timedelta(minutes=5))
    answer = cast.client("heidi").get(f"/intervisie/{session.pk}/deel/?stand={session.beat}&overnemen=0")
    assert "Overnemen" in answer.content.decode()
    again = cast.client("heidi").get(f"/intervisie/{session.pk}/deel/?stand={session.beat}&overnemen=1")
    assert again.status_code == 204
    cast.client("heidi").post(f"/intervisie/{session.pk}/overnemen/", {"version": session.version})
    assert "Volgende stap" in text_of(cast, "heidi", session)


def test_pressing_twice_goes_one_step_and_says_so(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 3)
    alice, words = cast.client("alice"), {"version": session.version}
    alice.post(f"/intervisie/{session.pk}/volgende/", words)
    alice.post(f"/intervisie/{session.pk}/volgende/", words)
    assert fresh(session).position == 4
    assert "intussen door iemand anders veranderd" in alice.get(f"/intervisie/{session.pk}/").content.decode()


def test_voting_choosing_and_weighing_by_pressing(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 2)
    pitch = session.entries.get()
    cast.client("heidi").post(f"/intervisie/{session.pk}/casus/{pitch.pk}/stemmen/")
    assert "1 stem" in text_of(cast, "alice", session)
    cast.client("alice").post(f"/intervisie/{session.pk}/casus/{pitch.pk}/kiezen/", {"version": session.version})
    assert fresh(session).case_id == pitch.pk
    session = run_to(cast, session, 5)
    advice = say(cast, session, "heidi", "advies", "Bel eens")
    assert advice is not None
    address = f"/intervisie/{session.pk}/tekst/{advice.pk}/wegen/"
    cast.client("bob").post(address, {"oordeel": "useful"})
    assert "Bel eens Heidi · bruikbaar" in text_of(cast, "alice", session)
    refusal = cast.client("erin").post(address, {"oordeel": "not"}, HTTP_HX_REQUEST="true")
    assert "Alleen de casusinbrenger" in refusal.content.decode()


def test_outsiders_do_nothing_in_it(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 2)
    pitch = session.entries.get()
    deeds = ["beginnen/", "volgende/", "overnemen/", "afzeggen/", "niet-komen/", "vragen/", "schrijven/"]
    deeds += [f"casus/{pitch.pk}/stemmen/", f"casus/{pitch.pk}/kiezen/", f"tekst/{pitch.pk}/wegen/"]
    for name in ("carol", "grace", "dave"):
        for deed in deeds:
            answer = cast.client(name).post(f"/intervisie/{session.pk}/{deed}", {"version": session.version})
            assert answer.status_code == 403, deed
    assert cast.client().get(f"/intervisie/{session.pk}/").status_code == 302
    assert fresh(session).version == session.version


def test_afterwards_the_report_is_for_the_group(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 5)
    say(cast, session, "heidi", "advies", SECRET)
    run_to(cast, session, 7)
    for name in GROUP:
        assert SECRET in text_of(cast, name, session)


def test_a_wiped_session_says_that_it_is_not_there(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 3)
    actions.cancel(session_id=session.pk, version=session.version, by=cast.actor("alice"), at=NOW)
    assert cast.client("bob").get(f"/intervisie/{session.pk}/").status_code == 404


def test_the_room_costs_the_same_with_more_people_and_texts(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    session = run_to(cast, plan_one(cast, group=(*GROUP, "carol", "frank", "dave")), 5)
    for name in ("heidi", "erin", "carol", "frank", "dave"):
        say(cast, session, name, "advies", "Een advies")
    client = cast.client("bob")
    client.get(f"/intervisie/{session.pk}/")
    with django_assert_max_num_queries(12):
        client.get(f"/intervisie/{session.pk}/")


def test_an_administrator_adds_a_method_that_colleagues_use(cast: Cast) -> None:
    data = {**as_data(METHODS["incident"]), "titel": "Onze eigen methode"}
    file = SimpleUploadedFile("methode.yaml", yaml.safe_dump(data, allow_unicode=True).encode())
    place = cast.organisations["bronckhorst"].pk
    grace = cast.client("grace")
    assert grace.post(f"/intervisie/organisatie/{place}/methode/", {"file": file}).status_code == 302
    assert "Onze eigen methode" in cast.client("alice").get("/intervisie/plannen/").content.decode()
    assert "Onze eigen methode" not in cast.client("bob").get("/intervisie/plannen/").content.decode()
    file.seek(0)
    twice = grace.post(f"/intervisie/organisatie/{place}/methode/", {"file": file})
    assert "Er is al een methode met deze titel" in twice.content.decode()
    grace.post(f"/intervisie/organisatie/methode/{OwnMethod.objects.get().pk}/weghalen/")
    assert "Onze eigen methode" not in cast.client("alice").get("/intervisie/plannen/").content.decode()


def test_what_is_wrong_with_a_method_is_said_per_step(cast: Cast) -> None:
    data = as_data(METHODS["incident"])
    data["stappen"][3]["minuten"] = 20
    del data["stappen"][4]["taken"]["deelnemer"]
    file = SimpleUploadedFile("methode.yaml", yaml.safe_dump(data, allow_unicode=True).encode())
    place = cast.organisations["bronckhorst"].pk
    answer = cast.client("grace").post(f"/intervisie/organisatie/{place}/methode/", {"file": file})
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "De stappen duren samen 70 minuten" in page
    assert "Stap 5, “Samen denken zonder de casusinbrenger”" in page
    assert "De deelnemer heeft hier geen taak." in page
    assert not OwnMethod.objects.exists()


def test_only_the_own_administrator_keeps_methods_and_sees_numbers(cast: Cast) -> None:
    place = cast.organisations["enschede"].pk
    for name in ("alice", "grace"):
        assert cast.client(name).get(f"/intervisie/organisatie/{place}/methode/").status_code == 404
    assert cast.client("alice").get("/intervisie/organisatie/").status_code == 404
    session = run_to(cast, plan_one(cast), 3)
    go_on(cast, session)
    page = cast.client("grace").get("/intervisie/organisatie/").content.decode()
    assert "Incidentmethode" in page
    assert "Bob" not in page


def test_the_methods_are_explained(cast: Cast) -> None:
    page = cast.client("alice").get("/intervisie/methoden/").content.decode()
    for method in METHODS.values():
        assert method.title in page
