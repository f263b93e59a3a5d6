"""Intervisie of a community: its members find it and sign up; to others it says when and how many, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.linking.open_sessions import actions, queries
from leerlus.linking.open_sessions.models import OpenSession
from leerlus.practice.peer_sessions import actions as peer_sessions
from leerlus.practice.peer_sessions.clock import wipe_sessions
from leerlus.practice.peer_sessions.workflow import METHODS
from tests.cast import NOW
from tests.practice.peer_sessions.scenes import fresh, go_on, member, plan_one, run_to, say

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from leerlus.linking.communities.models import Community
    from leerlus.practice.peer_sessions.models import PeerSession
    from tests.cast import Cast

SECRET = "zeldzaamwoord-4711"
PAGE = "/communities/achterhoek/intervisie/"


@pytest.fixture
def session(cast: Cast) -> PeerSession:
    """Alice plans with Erin alone: more will come."""
    return plan_one(cast, group=("alice", "erin"), grows=True, planned_at=timezone.now() + timedelta(days=3))


def read(cast: Cast, address: str, name: str) -> str:
    answer = cast.client(name).get(address)
    assert answer.status_code == 200, address
    return " ".join(unescape(answer.content.decode()).split())


def open_up(cast: Cast, session: PeerSession, community: Community) -> None:
    actions.open_to(session_id=session.pk, community_id=community.pk, by=cast.actor("alice"), at=NOW)


def test_a_facilitator_opens_it_and_a_member_signs_up_by_pressing(
    cast: Cast, community: Community, session: PeerSession
) -> None:
    alice, heidi = cast.client("alice"), cast.client("heidi")
    opening = f"/communities/intervisie/{session.pk}/openstellen/"
    assert opening in read(cast, f"/intervisie/{session.pk}/", "alice")
    assert opening not in read(cast, f"/intervisie/{session.pk}/", "erin")
    wrong = alice.post(opening, {"community": "999"})
    assert wrong.status_code == 422
    assert "Kies een van uw eigen community’s." in unescape(wrong.content.decode())
    for _ in range(2):
        alice.post(opening, {"community": community.pk})
    assert OpenSession.objects.get().community == community
    assert "Intervisie van <a" in read(cast, "/intervisie/", "heidi")
    assert PAGE in read(cast, "/communities/achterhoek/", "heidi")
    assert "nog 10 plaatsen" in read(cast, PAGE, "heidi")
    for _ in range(2):
        answer = heidi.post(f"{PAGE}{session.pk}/meedoen/")
        assert answer.headers["Location"] == f"/intervisie/{session.pk}/"
    assert session.participants.count() == 3
    assert member(cast, session, "heidi").role == "deelnemer"
    assert "Heidi: deelnemer" in read(cast, f"/intervisie/{session.pk}/", "alice")
    assert "Intervisie van <a" not in read(cast, "/intervisie/", "heidi")
    names = [event.name for event in Event.objects.of("peer_session", session.pk)]
    assert names == ["plan", "open_up", "sign_up"]
    assert not [event for event in Event.objects.of("peer_session", session.pk) if event.actor_id]


def test_who_is_no_member_finds_nothing_and_signs_up_for_nothing(
    cast: Cast, community: Community, session: PeerSession
) -> None:
    open_up(cast, session, community)
    for name in ("frank", "dave"):
        cast.people[name].grants.exclude(role="system_adviser").update(region_id="AM05")
    for name in ("dave", "frank"):
        assert cast.client(name).get(PAGE).status_code == 404, name
        assert cast.client(name).post(f"{PAGE}{session.pk}/meedoen/").status_code == 403, name
        assert PAGE not in read(cast, "/communities/achterhoek/", name)
    with pytest.raises(Denied, match="Word eerst lid"):
        actions.sign_up(session_id=session.pk, by=cast.actor("carol"), at=NOW)
    assert session.participants.count() == 2


def test_a_session_that_was_not_opened_is_not_there(cast: Cast, community: Community, session: PeerSession) -> None:
    assert "Er staat niets gepland" in read(cast, PAGE, "heidi")
    cast.client("heidi").post(f"{PAGE}{session.pk}/meedoen/")
    open_up(cast, session, community)
    cast.client("erin").post(f"/communities/intervisie/{session.pk}/sluiten/")
    assert fresh(session).is_open, "only the facilitator ends it"
    for _ in range(2):
        cast.client("alice").post(f"/communities/intervisie/{session.pk}/sluiten/")
    with pytest.raises(Denied, match="niet meer voor aanmelden"):
        actions.sign_up(session_id=session.pk, by=cast.actor("heidi"), at=NOW)
    assert "aanmelden kan niet meer" in read(cast, PAGE, "heidi")
    assert session.participants.count() == 2


def test_only_the_facilitator_opens_and_only_to_an_own_community_and_to_one(
    cast: Cast, community: Community, session: PeerSession
) -> None:
    with pytest.raises(Denied, match="Alleen de facilitator"):
        actions.open_to(session_id=session.pk, community_id=community.pk, by=cast.actor("erin"), at=NOW)
    other = type(community).objects.create(slug="twente", name="CoP Twente", kind="regional", goals="g")
    with pytest.raises(Denied, match="alleen voor leden"):
        open_up(cast, session, other)
    assert not fresh(session).is_open
    opening = f"/communities/intervisie/{session.pk}/openstellen/"
    type(community).objects.filter(pk=community.pk).update(ended_on=NOW.date() - timedelta(days=1))
    with pytest.raises(Denied, match="Deze community is afgerond"):
        open_up(cast, session, community)
    assert "geen lid van een community die nog loopt" in read(cast, opening, "alice")
    type(community).objects.update(ended_on=None)
    open_up(cast, session, community)
    assert "Aanmelden sluiten" in read(cast, opening, "alice")
    assert cast.client("erin").get(opening).status_code == 404
    other.memberships.create(
        person=cast.people["alice"],
        organisation=cast.organisations["bronckhorst"],
        role="professional",
        state="member",
        asked_at=NOW,
        since=NOW,
    )
    with pytest.raises(Denied, match="al van een andere community"):
        open_up(cast, session, other)


def test_what_is_ahead_stands_in_its_order_and_what_never_began_is_gone(cast: Cast, community: Community) -> None:
    now = timezone.now()
    for days in (30, -2, 3, 9):
        one = plan_one(cast, group=("alice", "erin"), grows=True, planned_at=now + timedelta(days=days))
        open_up(cast, one, community)
    page = queries.read_sessions(cast.actor("heidi"), "achterhoek", now.date())
    assert [(each.planned_at - now).days for each in page.ahead] == [3, 9, 30]
    assert page.held == ()


def test_a_full_group_and_one_that_began_take_nobody(cast: Cast, community: Community) -> None:
    small = replace(METHODS["incident"], largest=4)
    session = plan_one(cast, small, group=("alice", "erin", "carol"), grows=True)
    open_up(cast, session, community)
    actions.sign_up(session_id=session.pk, by=cast.actor("bob"), at=NOW)
    with pytest.raises(Denied, match="Deze groep is vol"):
        actions.sign_up(session_id=session.pk, by=cast.actor("heidi"), at=NOW)
    peer_sessions.leave(session_id=session.pk, by=cast.actor("erin"), at=NOW)
    go_on(cast, session)
    with pytest.raises(Denied, match="niet meer voor aanmelden"):
        actions.sign_up(session_id=session.pk, by=cast.actor("heidi"), at=NOW)
    assert "Alleen de facilitator" not in read(cast, f"/intervisie/{session.pk}/", "alice")


def test_the_community_keeps_dates_and_numbers_also_when_it_is_wiped(
    cast: Cast, community: Community, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    session = plan_one(cast)
    open_up(cast, session, community)
    go_on(cast, session)
    for name in ("alice", "bob", "heidi"):
        peer_sessions.be_present(session_id=session.pk, by=cast.actor(name), at=NOW)
    say(cast, session, "bob", "terugblik", SECRET)
    run_to(cast, session, 7)
    for _ in range(2):
        page = read(cast, PAGE, "grace")
        assert "Incidentmethode, 3 deelnemers" in page
        for word in (SECRET, "Bob", "Heidi", "Alice", f"/intervisie/{session.pk}/"):
            assert word not in page
        assert cast.client("grace").get(f"/intervisie/{session.pk}/").status_code == 404
        assert "Geweest: 1 keer." in read(cast, "/communities/achterhoek/", "grace")
        wipe_sessions(NOW + timedelta(days=400))
    client = cast.client("grace")
    with django_assert_max_num_queries(15):
        client.get(PAGE)
    with django_assert_max_num_queries(15):
        client.get("/communities/achterhoek/")
