"""Running a session: who plans, leads, goes on, chooses and takes over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import override_settings

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied, Stale
from leerlus.practice.peer_sessions import actions
from leerlus.practice.peer_sessions.clock import go_on_over_days
from leerlus.practice.peer_sessions.models import PeerSession
from leerlus.practice.peer_sessions.queries import read_room
from leerlus.practice.peer_sessions.workflow import CANCELLED, ENDED, METHODS, RUNNING, WORKFLOW
from tests.cast import NOW
from tests.practice.peer_sessions.scenes import fresh, go_on, member, plan_one, run_to, say

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks

    from tests.cast import Cast


def test_the_planner_leads_and_the_others_are_asked(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        session = plan_one(cast, note_taker_id=cast.people["erin"].pk)
    assert member(cast, session, "alice").role == "facilitator"
    assert member(cast, session, "bob").role == "deelnemer"
    assert member(cast, session, "erin").role == "notulist"
    assert {message.to[0] for message in mail.outbox} == {f"{name}@voorbeeld.test" for name in ("bob", "heidi", "erin")}
    assert "dinsdag 3 november 2026 om 10:00 uur" in mail.outbox[0].body


def test_a_group_has_the_size_of_the_method(cast: Cast) -> None:
    with pytest.raises(Denied, match=r"met ten minste 4 mensen, uzelf meegeteld\. Nu zijn het er 3"):
        plan_one(cast, group=("alice", "bob", "heidi"))


@override_settings(CONFIDENTIAL_KEYS=[])
def test_without_a_key_nobody_plans(cast: Cast) -> None:
    with pytest.raises(Denied, match="LEERLUS_CONFIDENTIAL_KEY"):
        plan_one(cast)


def test_a_whole_session_runs_to_its_end(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 7)
    assert session.state == ENDED
    assert member(cast, session, "bob").role == "casusinbrenger"
    moves = Event.objects.of("peer_session", session.pk).moves()
    assert WORKFLOW.fold(moves) == ENDED


def test_the_history_names_no_person_and_no_content(cast: Cast) -> None:
    session = plan_one(cast)
    go_on(cast, session)
    say(cast, session, "bob", "terugblik", "Het ging over Amina")
    run_to(cast, session, 7)
    for event in Event.objects.of("peer_session", session.pk):
        assert (event.actor_id, event.note, event.data) == (None, "", {})
        assert event.actor_label in {"facilitator", "deelnemer", "casusinbrenger", "notulist", "Leerlus"}


def test_of_two_who_press_at_once_one_wins(cast: Cast) -> None:
    session = plan_one(cast)
    go_on(cast, session)
    version = fresh(session).version
    actions.next_step(session_id=session.pk, version=version, by=cast.actor("alice"), at=NOW)
    with pytest.raises(Stale):
        actions.next_step(session_id=session.pk, version=version, by=cast.actor("alice"), at=NOW)
    assert fresh(session).position == 1


def test_only_the_facilitator_goes_on(cast: Cast) -> None:
    session = plan_one(cast)
    with pytest.raises(Denied, match="Alleen de facilitator"):
        go_on(cast, session, by="bob")


def test_without_a_case_there_is_no_next_step(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 2)
    with pytest.raises(Denied, match="Kies eerst samen een casus"):
        actions.next_step(session_id=session.pk, version=session.version, by=cast.actor("alice"), at=NOW)


def test_another_takes_over_from_a_facilitator_who_dropped_out(cast: Cast) -> None:
    session = plan_one(cast)
    go_on(cast, session)
    actions.be_present(session_id=session.pk, by=cast.actor("alice"), at=NOW)
    version, heidi = fresh(session).version, cast.actor("heidi")
    with pytest.raises(Denied, match="De facilitator is er nog"):
        actions.take_over(session_id=session.pk, version=version, by=heidi, at=NOW + timedelta(seconds=30))
    assert not read_room(heidi, session.pk, NOW + timedelta(seconds=30)).may_take_over
    assert read_room(heidi, session.pk, NOW + timedelta(seconds=61)).may_take_over
    actions.take_over(session_id=session.pk, version=version, by=heidi, at=NOW + timedelta(seconds=61))
    assert (member(cast, session, "heidi").role, member(cast, session, "alice").role) == ("facilitator", "deelnemer")
    go_on(cast, session, by="heidi")
    with pytest.raises(Denied):
        go_on(cast, session, by="alice")


def test_over_days_one_takes_over_after_a_day_and_of_two_one_wins_and_the_clock_goes_on_meanwhile(cast: Cast) -> None:
    session = plan_one(cast, mode=PeerSession.Mode.DAYS)
    go_on(cast, session)
    actions.be_present(session_id=session.pk, by=cast.actor("alice"), at=NOW)
    heidi, erin, version = cast.actor("heidi"), cast.actor("erin"), fresh(session).version
    with pytest.raises(Denied, match="De facilitator is er nog"):
        actions.take_over(session_id=session.pk, version=version, by=heidi, at=NOW + timedelta(hours=23))
    assert go_on_over_days(NOW + timedelta(days=2)) == 1, "nobody has to press"
    version, later = fresh(session).version, NOW + timedelta(days=2)
    actions.take_over(session_id=session.pk, version=version, by=heidi, at=later)
    with pytest.raises(Stale):
        actions.take_over(session_id=session.pk, version=version, by=erin, at=later)
    assert session.participants.filter(role="facilitator").count() == 1
    back = cast.client("alice").get(f"/intervisie/{session.pk}/").content.decode()
    assert "U bent deelnemer" in back, "who comes back takes part"


def test_a_facilitator_whose_account_is_gone_is_followed_at_once(cast: Cast) -> None:
    session = plan_one(cast)
    actions.be_present(session_id=session.pk, by=cast.actor("alice"), at=NOW)
    heidi = cast.actor("heidi")
    cast.people["alice"].delete()
    actions.take_over(session_id=session.pk, version=fresh(session).version, by=heidi, at=NOW)
    go_on(cast, session, by="heidi")


def test_who_leads_does_not_bring_the_case(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 2)
    pitch = session.entries.get()
    actions.take_over(session_id=session.pk, version=session.version, by=cast.actor("bob"), at=NOW)
    session = fresh(session)
    with pytest.raises(Denied, match="begeleidt niet"):
        actions.choose(session_id=session.pk, entry_id=pitch.pk, version=session.version, by=cast.actor("bob"), at=NOW)


def test_one_votes_for_the_case_of_another(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 2)
    pitch = session.entries.get()
    with pytest.raises(Denied, match="de casus van een ander"):
        actions.vote(session_id=session.pk, entry_id=pitch.pk, by=cast.actor("bob"))
    for _ in range(2):
        actions.vote(session_id=session.pk, entry_id=pitch.pk, by=cast.actor("heidi"))
    assert read_room(cast.actor("alice"), session.pk, NOW).pitches[0].votes == 1


def test_the_last_words_of_a_step_are_taken_and_later_ones_not(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 5)
    heidi = cast.actor("heidi")
    assert actions.write(session_id=session.pk, place=4, kind="analyse", text="Net op tijd", by=heidi) is not None
    go_on(cast, session)
    with pytest.raises(Denied, match="Deze stap is voorbij"):
        actions.write(session_id=session.pk, place=4, kind="analyse", text="Te laat", by=heidi)


def test_the_presenter_says_what_helps(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 5)
    advice = say(cast, session, "heidi", "advies", "Bel eens")
    assert advice is not None
    with pytest.raises(Denied, match="Alleen de casusinbrenger"):
        actions.value(session_id=session.pk, entry_id=advice.pk, verdict="useful", by=cast.actor("erin"))
    actions.value(session_id=session.pk, entry_id=advice.pk, verdict="useful", by=cast.actor("bob"))
    advice.refresh_from_db()
    assert advice.verdict == "useful"


def test_the_next_session_asks_what_became_of_useful_advice(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 5)
    advice = say(cast, session, "heidi", "advies", "Bel eens")
    say(cast, session, "erin", "advies", "Wacht af")
    assert advice is not None
    actions.value(session_id=session.pk, entry_id=advice.pk, verdict="useful", by=cast.actor("bob"))
    run_to(cast, session, 7)
    following = plan_one(cast, previous_id=session.pk)
    go_on(cast, following)
    assert read_room(cast.actor("bob"), following.pk, NOW).kept == ("Bel eens",)
    assert read_room(cast.actor("heidi"), following.pk, NOW).kept == ()
    address = f"/intervisie/{following.pk}/"
    page = cast.client("bob").get(address).content.decode()
    assert "Wat u de vorige keer meenam" in page
    assert "Wat hebt u geprobeerd, en wat leverde het op?" in page
    assert "Wat u de vorige keer meenam" not in cast.client("heidi").get(address).content.decode()


def test_nobody_follows_up_on_a_session_of_others(cast: Cast) -> None:
    session = plan_one(cast)
    with pytest.raises(Denied, match="u doet er niet aan mee"):
        plan_one(cast, group=("carol", "bob", "heidi", "erin"), previous_id=session.pk)


def test_a_later_change_of_the_method_changes_nothing(cast: Cast) -> None:
    method = METHODS["incident"]
    session = plan_one(cast, replace(method, title="Zoals het was"))
    assert fresh(session).method == replace(method, title="Zoals het was")


def test_calling_it_off_wipes_at_once(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 2)
    actions.cancel(session_id=session.pk, version=session.version, by=cast.actor("alice"), at=NOW)
    session = fresh(session)
    assert (session.state, session.sealed_key, session.entries.count()) == (CANCELLED, "", 0)
    assert session.participants.count() == 0


def test_over_days_the_clock_goes_on_at_midnight_here_also_when_summer_time_ends(cast: Cast) -> None:
    session = plan_one(cast, mode=PeerSession.Mode.DAYS, days_per_step=1)
    friday = datetime(2026, 10, 23, 21, 30, tzinfo=UTC)  # 23:30 here
    actions.start(session_id=session.pk, version=session.version, by=cast.actor("alice"), at=friday)
    say(cast, session, "bob", "terugblik", "Iets")
    assert fresh(session).ends_at() == datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert go_on_over_days(datetime(2026, 10, 24, 21, 59, tzinfo=UTC)) == 0
    assert go_on_over_days(datetime(2026, 10, 24, 22, tzinfo=UTC)) == 1
    assert go_on_over_days(datetime(2026, 10, 24, 22, tzinfo=UTC)) == 0
    # Sunday 25 October has 25 hours: the step that began at its midnight ends at that of Monday.
    assert fresh(session).ends_at() == datetime(2026, 10, 26, 23, tzinfo=UTC)


def test_over_days_the_case_with_most_votes_is_taken_and_without_one_it_waits(cast: Cast) -> None:
    session = plan_one(cast, METHODS["vijf-stappen"], mode=PeerSession.Mode.DAYS)
    actions.start(session_id=session.pk, version=session.version, by=cast.actor("alice"), at=NOW)
    later = NOW + timedelta(days=5)
    assert go_on_over_days(later) == 0
    first = say(cast, session, "bob", "casus", "Van Bob")
    second = say(cast, session, "heidi", "casus", "Van Heidi")
    assert first is not None
    assert second is not None
    actions.vote(session_id=session.pk, entry_id=second.pk, by=cast.actor("erin"))
    assert go_on_over_days(later) == 1
    assert member(cast, session, "heidi").role == "casusinbrenger"
    assert fresh(session).state == RUNNING


def test_who_was_there_is_counted(cast: Cast) -> None:
    session = plan_one(cast)
    go_on(cast, session)
    for name in ("alice", "bob", "heidi"):
        actions.be_present(session_id=session.pk, by=cast.actor(name), at=NOW)
    session = run_to(cast, session, 7)
    assert session.headcount == 3


def test_one_more_is_asked_and_another_does_not_come(cast: Cast) -> None:
    session = plan_one(cast)
    actions.invite(session_id=session.pk, person_id=cast.people["carol"].pk, by=cast.actor("alice"), at=NOW)
    with pytest.raises(Denied, match="doet al mee"):
        actions.invite(session_id=session.pk, person_id=cast.people["carol"].pk, by=cast.actor("alice"), at=NOW)
    actions.leave(session_id=session.pk, by=cast.actor("bob"), at=NOW)
    with pytest.raises(Denied, match="Zeg haar af"):
        actions.leave(session_id=session.pk, by=cast.actor("alice"), at=NOW)
    assert session.participants.count() == 4
