"""Becoming a member of a community, running it, and going."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.communities import actions
from leerlus.linking.communities.clock import end_memberships
from leerlus.linking.communities.models import Community, Membership
from leerlus.linking.communities.workflow import WORKFLOW
from leerlus.people.actors import Role
from leerlus.people.models import Region, RoleGrant
from tests.cast import NOW, raise_one

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast

PAGE = "/communities/achterhoek/"


@pytest.fixture
def community(cast: Cast) -> Community:
    made = Community.objects.create(slug="achterhoek", name="CoP Achterhoek", kind="regional", goals="Samen verder.")
    made.regions.set(Region.objects.filter(pk="AM09"))
    return made


@pytest.fixture
def leader(cast: Cast, community: Community) -> str:
    """Let Grace be communitytrekker in the Achterhoek."""
    RoleGrant.objects.create(
        person=cast.people["grace"],
        organisation=cast.organisations["bronckhorst"],
        role=Role.COMMUNITY_LEADER,
        region_id="AM09",
        since=date(2020, 1, 1),
    )
    return "grace"


def ask(cast: Cast, community: Community, name: str) -> Membership:
    actor = cast.actor(name)
    organisation_id = actor.grants[0].organisation_id
    return actions.join(community_id=community.pk, organisation_id=organisation_id, by=actor, at=NOW)


def make_member(cast: Cast, community: Community, name: str) -> Membership:
    made = ask(cast, community, name)
    return actions.step_membership(membership_id=made.pk, name="admit", by=cast.actor("carol"), at=NOW)


def page_of(cast: Cast, address: str, name: str | None = None) -> str:
    answer = cast.client(name).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_who_asks_waits_and_is_let_in(cast: Cast, community: Community, leader: str) -> None:
    client = cast.client("alice")
    client.post(f"{PAGE}meedoen/", {"organisation": cast.organisations["bronckhorst"].pk, "motivation": "Leren."})
    asked = Membership.objects.get()
    assert (asked.state, asked.organisation.name, asked.role) == ("asked", "Gemeente Bronckhorst", "professional")
    desk = page_of(cast, "/mijn-werk/", leader)
    assert "Professional van Gemeente Bronckhorst wil meedoen" in desk
    cast.client(leader).post(f"{PAGE}leden/{asked.pk}/", {"stap": "admit"})
    asked.refresh_from_db()
    assert asked.state == "member"
    assert "wil meedoen" not in page_of(cast, "/mijn-werk/", leader)
    moves = Event.objects.of("membership", asked.pk).moves()
    assert WORKFLOW.fold(moves) == "member"


@pytest.mark.parametrize(("admission", "state"), [("open", "member"), ("on_request", "asked")])
def test_an_open_one_takes_everybody_at_once(cast: Cast, community: Community, admission: str, state: str) -> None:
    Community.objects.update(admission=admission)
    community.refresh_from_db()
    assert ask(cast, community, "bob").state == state


def test_one_by_invitation_takes_who_was_invited(cast: Cast, community: Community) -> None:
    Community.objects.update(admission="by_invitation")
    community.refresh_from_db()
    with pytest.raises(Denied, match="op uitnodiging"):
        ask(cast, community, "alice")
    client = cast.client("carol")
    said = client.post(f"{PAGE}leden/", {"email": "Alice@voorbeeld.test"}, follow=True).content.decode()
    other = client.post(f"{PAGE}leden/", {"email": "niemand@voorbeeld.test"}, follow=True).content.decode()
    assert "Heeft dit adres een account" in said
    assert "Heeft dit adres een account" in other
    assert Membership.objects.get().state == "invited"
    assert "Aannemen of niet" in page_of(cast, "/mijn-werk/", "alice")
    assert ask(cast, community, "alice").state == "member"


def test_an_invitation_can_be_declined(cast: Cast, community: Community) -> None:
    invited = actions.invite(community_id=community.pk, email="alice@voorbeeld.test", by=cast.actor("carol"), at=NOW)
    assert invited is not None
    with pytest.raises(Denied):
        actions.step_membership(membership_id=invited.pk, name="accept", by=cast.actor("bob"), at=NOW)
    cast.client("alice").post(f"{PAGE}niet-meedoen/")
    invited.refresh_from_db()
    assert invited.state == "declined"


def test_names_are_for_members_only(cast: Cast, community: Community) -> None:
    make_member(cast, community, "alice")
    make_member(cast, community, "heidi")
    member = page_of(cast, PAGE, "alice")
    assert "Heidi" in member
    assert "Taalschool De Brug" in member
    outsider = page_of(cast, PAGE, "bob")
    assert "Heidi" not in outsider
    assert "Taalschool: 1 lid (Taalschool De Brug)" in outsider
    visitor = page_of(cast, PAGE)
    assert "Taalschool: 1 lid" in visitor
    assert "Taalschool De Brug" not in visitor


def test_members_see_what_members_raised(cast: Cast, community: Community) -> None:
    make_member(cast, community, "alice")
    raise_one(cast, "alice", title="Van een lid")
    raise_one(cast, "heidi", title="Van geen lid")
    page = page_of(cast, f"{PAGE}opgeleverd/", "alice")
    assert "Van een lid" in page
    assert "Van geen lid" not in page
    assert "Van een lid" not in page_of(cast, f"{PAGE}opgeleverd/", "bob")


def test_who_runs_it_writes_its_page(cast: Cast, community: Community, leader: str) -> None:
    texts = {
        "goals": "Nieuw doel",
        "method": "m",
        "agreements": "Blijft hier",
        "admission": "open",
        "rhythm_weeks": "6",
    }
    client = cast.client(leader)
    assert client.get(f"{PAGE}aanpassen/").status_code == 200
    assert client.post(f"{PAGE}aanpassen/", {**texts, "themes": ["pip"], "version": 1}).status_code == 302
    community.refresh_from_db()
    assert (community.goals, community.rhythm_weeks, community.version) == ("Nieuw doel", 6, 2)
    assert Event.objects.of("community", community.pk).get().data["old"]["goals"] == "Samen verder."
    late = client.post(f"{PAGE}aanpassen/", {**texts, "goals": "Van een ander venster", "version": 1})
    assert late.status_code == 409
    assert "Van een ander venster" in late.content.decode()
    assert "Blijft hier" not in page_of(cast, PAGE, "bob")


def test_an_outsider_runs_nothing(cast: Cast, community: Community) -> None:
    made = make_member(cast, community, "alice")
    client = cast.client("bob")
    assert client.get(f"{PAGE}leden/").status_code == 404
    assert client.get(f"{PAGE}aanpassen/").status_code == 404
    for step in ("dismiss", "core", "lead"):
        assert client.post(f"{PAGE}leden/{made.pk}/", {"stap": step}).status_code == 403
    twente = RoleGrant.objects.create(
        person=cast.people["bob"],
        organisation=cast.organisations["enschede"],
        role=Role.COMMUNITY_LEADER,
        region_id="AM05",
        since=date(2020, 1, 1),
    )
    assert client.get(f"{PAGE}leden/").status_code == 404
    twente.region_id = None
    twente.save()
    assert client.get(f"{PAGE}leden/").status_code == 404


def test_a_member_can_lead_this_one_community(cast: Cast, community: Community) -> None:
    other = Community.objects.create(slug="ander", name="Ander", kind="regional", goals="g")
    made = make_member(cast, community, "alice")
    actions.ask_to_lead(membership_id=made.pk, leads=True, by=cast.actor("carol"), at=NOW)
    client = cast.client("alice")
    assert client.get(f"{PAGE}leden/").status_code == 200
    assert client.get(f"/communities/{other.slug}/leden/").status_code == 404
    assert "Communitytrekker bij Gemeente Bronckhorst" in page_of(cast, PAGE)
    actions.step_membership(membership_id=made.pk, name="leave", by=cast.actor("alice"), at=NOW)
    assert client.get(f"{PAGE}leden/").status_code == 404


def test_when_the_leader_goes_the_coordinator_takes_over(cast: Cast, community: Community, leader: str) -> None:
    ask(cast, community, "alice")
    assert "wil meedoen" not in page_of(cast, "/mijn-werk/", "carol")
    assert "zoekt een trekker" not in page_of(cast, PAGE)
    RoleGrant.objects.filter(role=Role.COMMUNITY_LEADER).update(until=timezone.localdate() - timedelta(days=1))
    assert "wil meedoen" in page_of(cast, "/mijn-werk/", "carol")
    assert "zoekt een trekker" in page_of(cast, PAGE)


def test_who_leaves_the_organisation_leaves_role_and_organisation(cast: Cast, community: Community) -> None:
    made = make_member(cast, community, "alice")
    assert end_memberships(NOW) == 0
    RoleGrant.objects.filter(person=cast.people["alice"]).update(until=date(2026, 10, 1))
    assert end_memberships(NOW) == 1
    assert end_memberships(NOW) == 0
    made.refresh_from_db()
    assert (made.state, made.person_id, str(made)) == ("left", None, "professional, Gemeente Bronckhorst")


def test_leaving_says_first_what_stays(cast: Cast, community: Community) -> None:
    make_member(cast, community, "alice")
    client = cast.client("alice")
    assert "professional, Gemeente Bronckhorst" in client.get(f"{PAGE}weggaan/").content.decode()
    assert Membership.objects.get().state == "member"
    client.post(f"{PAGE}weggaan/")
    assert Membership.objects.get().state == "left"
    assert ask(cast, community, "alice").state == "asked"


def test_two_who_answer_at_once_can_not_both_win(cast: Cast, community: Community) -> None:
    made = ask(cast, community, "alice")
    by = cast.actor("carol")
    actions.step_membership(membership_id=made.pk, name="admit", by=by, at=NOW)
    with pytest.raises(Denied, match="kan nu niet"):
        actions.step_membership(membership_id=made.pk, name="refuse", by=by, at=NOW)
    actions.step_membership(membership_id=made.pk, name="dismiss", by=by, at=NOW)
    with pytest.raises(Stale):
        actions.place_in(membership_id=made.pk, part="core", by=by, at=NOW)


def test_nobody_joins_twice_or_for_another_organisation(cast: Cast, community: Community) -> None:
    ask(cast, community, "alice")
    with pytest.raises(Denied, match="al gevraagd"):
        ask(cast, community, "alice")
    with pytest.raises(Denied, match="geen rol bij deze organisatie"):
        actions.join(
            community_id=community.pk,
            organisation_id=cast.organisations["enschede"].pk,
            by=cast.actor("heidi"),
            at=NOW,
        )


def test_the_members_page_costs_few_queries(
    cast: Cast, community: Community, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for name in ("alice", "bob", "heidi", "erin"):
        make_member(cast, community, name)
    client = cast.client("carol")
    with django_assert_max_num_queries(6):
        client.get(f"{PAGE}leden/")
    with django_assert_max_num_queries(15):
        client.get(PAGE)


def test_ending_a_place_is_asked_about_first(cast: Cast, community: Community, leader: str) -> None:
    made = make_member(cast, community, "alice")
    client, address = cast.client(leader), f"{PAGE}leden/{made.pk}/"
    page = client.post(address, {"stap": "dismiss"}).content.decode()
    assert "Alice (professional, Gemeente Bronckhorst) is daarna geen lid meer" in " ".join(page.split())
    made.refresh_from_db()
    assert made.state == "member"
    client.post(address, {"stap": "dismiss", "zeker": "ja"})
    made.refresh_from_db()
    assert made.state == "left"
    assert cast.client("bob").post(address, {"stap": "dismiss"}).status_code == 403
