"""What is said stays in the group: at every step, for every role, at rest, and after its time."""

from __future__ import annotations

import json
import logging
import re
from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.practice.peer_sessions import actions
from leerlus.practice.peer_sessions.clock import go_on_over_days, wipe_sessions
from leerlus.practice.peer_sessions.models import Entry, Participant, PeerSession
from leerlus.practice.peer_sessions.policies import writings_for
from leerlus.practice.peer_sessions.queries import find_session, numbers_of, own_sessions, read_room
from leerlus.practice.peer_sessions.sealing import Seal, Unreadable, new_key
from leerlus.practice.peer_sessions.workflow import ENDED, METHODS, RUNNING, WIPED
from tests.cast import NOW
from tests.practice.peer_sessions.methods_at_random import methods
from tests.practice.peer_sessions.scenes import GROUP, fresh, go_on, member, plan_one, run_to, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from leerlus.practice.peer_sessions.workflow import Method
    from tests.cast import Cast

SECRET = "zeldzaamwoord-4711"
MARK = re.compile(r"geheim-[\w-]+-")


def everything_in_the_database() -> str:
    """Return every value of every table, as it is stored."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - our tables
            found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def may_see(method: Method, entry: Entry, reader: Participant, position: int) -> bool:
    """Say by the method alone whether somebody reads this: written apart from the product, to compare with."""
    if entry.author_id == reader.pk:
        return True
    names = [step.name for step in method.steps]
    writing = next(each for each in method.steps[entry.place].writings if each.kind == entry.kind)
    opens = writing.opens
    if reader.role == "casusinbrenger" and writing.opens_presenter:
        opens = writing.opens_presenter
    return opens != "" and position >= names.index(opens)


@pytest.mark.walks
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(method=methods(), mode=st.sampled_from(PeerSession.Mode), data=st.data())
def test_nobody_sees_what_their_role_may_not_see_at_that_step(
    cast: Cast, method: Method, mode: PeerSession.Mode, data: st.DataObject
) -> None:
    walk(cast, method, mode, writes=lambda: data.draw(st.booleans()), page_of=lambda: data.draw(st.sampled_from(GROUP)))


@pytest.mark.shared  # each database gets half of the methods, in both modes; the walk above runs on both
@pytest.mark.parametrize("name", list(METHODS))
@pytest.mark.parametrize("mode", list(PeerSession.Mode))
def test_each_method_of_leerlus_hides_and_shows_what_it_says_at_each_step(
    cast: Cast, mode: PeerSession.Mode, name: str
) -> None:
    readers = cycle(GROUP)
    walk(cast, METHODS[name], mode, writes=lambda: True, page_of=lambda: next(readers))


def walk(
    cast: Cast, method: Method, mode: PeerSession.Mode, *, writes: Callable[[], bool], page_of: Callable[[], str]
) -> None:
    """Go through a whole session, in which people write what they may; look at every screen at every step."""
    group = (*GROUP, *("dave", "frank", "carol")[: max(0, method.smallest - len(GROUP))])
    session = plan_one(cast, method, group, mode=mode, note_taker_id=cast.people["erin"].pk)
    texts: dict[int, str] = {}
    at = NOW + timedelta(days=1)
    while not fresh(session).is_over:
        if fresh(session).state == RUNNING and mode == PeerSession.Mode.DAYS:
            at = go_on_by_itself(cast, session, at)
        else:
            go_on(cast, session)
        now = fresh(session)
        for name in GROUP if now.state == RUNNING else ():
            for writing in writings_for(now.method, member(cast, now, name).role, now.position):
                for number in range(1, writing.most + 1):
                    if writes():
                        mark = f"geheim-{session.pk}-{name}-{now.position}-{writing.kind}-{number}-"
                        entry = say(cast, session, name, writing.kind, mark, number)
                        assert entry is not None
                        texts[entry.pk] = mark
        check_every_screen(cast, session, texts, group, page_of())
    check_outsiders(cast, session, group)
    assert not [message for message in mail.outbox if "geheim-" in message.body]


def go_on_by_itself(cast: Cast, session: PeerSession, at: datetime) -> datetime:
    """Let the days of a step pass; the clock takes the case with most votes."""
    now = fresh(session)
    if now.position == now.method.choosing and not now.entries.filter(kind="casus").exclude(author__role="facilitator"):
        say(cast, session, "bob", "casus", "Een casus van Bob")
    ends = now.ends_at()
    assert ends is not None
    assert go_on_over_days(ends) == 1
    return ends


def check_every_screen(
    cast: Cast, session: PeerSession, texts: dict[int, str], group: Iterable[str], reader: str
) -> None:
    """Compare what each participant gets with what the method says; the page of one of them shows that and no more."""
    now = fresh(session)
    entries = [each for each in now.entries.all() if each.pk in texts]
    for name in group:
        me, given = member(cast, session, name), repr(read_room(cast.actor(name), session.pk, NOW))
        for entry in entries:
            allowed, shown = may_see(now.method, entry, me, now.position), texts[entry.pk] in given
            where = (name, me.role, entry.kind, entry.place, now.position)
            assert allowed or not shown, where
            # Of the cases only the chosen one goes on after the choice.
            assert shown or not allowed or (entry.kind == "casus" and entry.pk != now.case_id), where
        if name == reader:
            for page in ("", "deel/?stand=0"):
                seen = cast.client(name).get(f"/intervisie/{session.pk}/{page}").content.decode()
                assert set(MARK.findall(seen)) == set(MARK.findall(given))


def check_outsiders(cast: Cast, session: PeerSession, group: Iterable[str]) -> None:
    """Give nothing to who does not take part, whatever their roles; a facilitator of another group is nobody here."""
    for name in {"carol", "grace", "frank"} - set(group):
        for page in ("", "deel/", "delen/", "bewijs/"):
            answer = cast.client(name).get(f"/intervisie/{session.pk}/{page}")
            assert answer.status_code == 404
            assert b"geheim-" not in answer.content


def test_the_analysis_opens_for_the_group_and_later_for_the_presenter(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 4)
    say(cast, session, "heidi", "analyse", SECRET)
    assert SECRET in repr(read_room(cast.actor("erin"), session.pk, NOW))
    for position in (4, 5):
        run_to(cast, session, position)
        assert SECRET not in repr(read_room(cast.actor("bob"), session.pk, NOW))
    run_to(cast, session, 6)
    assert SECRET in repr(read_room(cast.actor("bob"), session.pk, NOW))


def test_an_own_insight_stays_own_also_afterwards(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 6)
    say(cast, session, "heidi", "inzicht", SECRET)
    run_to(cast, session, 7)
    assert SECRET in repr(read_room(cast.actor("heidi"), session.pk, NOW))
    for name in ("alice", "bob", "erin"):
        assert SECRET not in repr(read_room(cast.actor(name), session.pk, NOW))


def test_nothing_of_it_stands_in_the_database_in_the_clear(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        session = plan_one(cast)
        go_on(cast, session)
        say(cast, session, "bob", "terugblik", SECRET)
        run_to(cast, session, 7)
    assert SECRET not in everything_in_the_database()
    assert SECRET not in caplog.text
    assert not apps.is_installed("django.contrib.admin"), "keep the three tables out of it"


def test_a_sealed_text_says_nothing_about_when(cast: Cast) -> None:
    session = plan_one(cast)
    go_on(cast, session)
    entry = say(cast, session, "bob", "terugblik", SECRET)
    assert entry is not None
    assert entry.sealed.startswith("gAAAAAAAAAAA")


def test_each_session_has_its_own_key_and_an_old_key_still_opens() -> None:
    with override_settings(CONFIDENTIAL_KEYS=["oud" * 20]):
        key = new_key()
        sealed = Seal(key).close(SECRET)
        other = new_key()
        with pytest.raises(Unreadable):
            Seal(other).open(sealed)
    with override_settings(CONFIDENTIAL_KEYS=["nieuw" * 20, "oud" * 20]):
        assert Seal(key).open(sealed) == SECRET
    with override_settings(CONFIDENTIAL_KEYS=["nieuw" * 20]), pytest.raises(Unreadable):
        Seal(key)


def test_on_its_day_only_numbers_are_left(cast: Cast) -> None:
    session = plan_one(cast)
    go_on(cast, session)
    for name in GROUP:
        actions.be_present(session_id=session.pk, by=cast.actor(name), at=NOW)
    run_to(cast, session, 7)
    last = NOW + timedelta(days=365)
    assert wipe_sessions(last) == 0
    assert wipe_sessions(last + timedelta(days=1)) == 1
    assert wipe_sessions(last + timedelta(days=1)) == 0
    session = fresh(session)
    assert (session.state, session.headcount, session.method_title) == (WIPED, 4, "Incidentmethode")
    assert (session.sealed_key, session.method_data, session.case_id) == ("", {}, None)
    assert Entry.objects.count() == Participant.objects.count() == 0
    assert not [event for event in Event.objects.of("peer_session", session.pk) if event.actor_id]


def test_a_session_that_nobody_ended_is_wiped_too(cast: Cast) -> None:
    session = plan_one(cast)
    go_on(cast, session)
    assert wipe_sessions(NOW + timedelta(days=400)) == 1
    assert fresh(session).state == WIPED


def test_an_administrator_sees_that_it_was_and_nothing_else(cast: Cast) -> None:
    session = plan_one(cast)
    go_on(cast, session)
    for name in GROUP:
        actions.be_present(session_id=session.pk, by=cast.actor(name), at=NOW)
    say(cast, session, "bob", "terugblik", SECRET)
    session = run_to(cast, session, 7)
    assert session.state == ENDED
    numbers = numbers_of(cast.actor("grace"))
    assert [(line.method, line.headcount) for line in numbers[0].lines] == [("Incidentmethode", 4)]
    assert "Bob" not in repr(numbers)
    assert SECRET not in repr(numbers)
    assert numbers_of(cast.actor("carol")) == ()
    with pytest.raises(Denied):
        find_session(cast.actor("grace"), session.pk)
    assert own_sessions(cast.actor("grace")).ended == ()


def test_the_snapshot_of_the_method_holds_no_text_of_people(cast: Cast) -> None:
    session = plan_one(cast)
    go_on(cast, session)
    say(cast, session, "bob", "terugblik", SECRET)
    assert SECRET not in json.dumps(fresh(session).method_data)
