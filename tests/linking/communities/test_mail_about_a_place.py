"""Who is invited, let in, refused or sent away by another hears of it by mail, once, as long as it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail

from leerlus.linking.communities import actions
from leerlus.linking.communities.clock import end_memberships, send_membership_mail
from leerlus.linking.communities.models import Community, Membership
from leerlus.linking.outbox.models import Mail
from leerlus.people.actions import delete_account
from leerlus.people.models import Person, Region
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def community(cast: Cast) -> Community:
    """Carol runs it as the coordinator of the region; one asks to take part."""
    Person.objects.update(digest=Person.Digest.AT_ONCE)
    made = Community.objects.create(slug="achterhoek", name="CoP Achterhoek", kind="regional", goals="g")
    made.regions.set(Region.objects.filter(pk="AM09"))
    return made


def ask(cast: Cast, community: Community, name: str) -> Membership:
    actor = cast.actor(name)
    organisation_id = actor.grants[0].organisation_id
    return actions.join(community_id=community.pk, organisation_id=organisation_id, by=actor, at=NOW)


def step(cast: Cast, membership: Membership, name: str, by: str = "carol") -> None:
    actions.step_membership(membership_id=membership.pk, name=name, by=cast.actor(by), at=NOW)


def invite(cast: Cast, community: Community, name: str) -> Membership:
    made = actions.invite(community_id=community.pk, email=f"{name}@voorbeeld.test", by=cast.actor("carol"), at=NOW)
    assert made is not None
    return made


def html(message: mail.EmailMessage) -> str:
    assert isinstance(message, mail.EmailMultiAlternatives)
    return str(message.alternatives[0][0])


def subjects() -> list[tuple[str, str]]:
    """Hand over what waits; return to whom and what."""
    mail.outbox.clear()
    send_membership_mail(NOW)
    return [(each.to[0], str(each.subject)) for each in mail.outbox]


def test_who_asks_hears_the_answer_and_who_acts_for_oneself_hears_nothing(cast: Cast, community: Community) -> None:
    alice, bob = ask(cast, community, "alice"), ask(cast, community, "bob")
    assert subjects() == []
    step(cast, alice, "admit")
    step(cast, bob, "refuse")
    assert subjects() == [
        ("alice@voorbeeld.test", "U bent lid van CoP Achterhoek"),
        ("bob@voorbeeld.test", "Uw vraag aan CoP Achterhoek"),
    ]
    assert subjects() == []
    step(cast, alice, "leave", by="alice")
    assert subjects() == []


def test_who_is_sent_away_hears_what_stays(cast: Cast, community: Community) -> None:
    alice = ask(cast, community, "alice")
    step(cast, alice, "admit")
    step(cast, alice, "dismiss")
    assert subjects() == [("alice@voorbeeld.test", "U bent geen lid meer van CoP Achterhoek")]
    assert "blijft staan bij uw rol en organisatie" in str(mail.outbox[0].body)


def test_an_invitation_says_where_to_answer_and_explains_to_newcomers(cast: Cast, community: Community) -> None:
    for name in ("alice", "erin"):
        invite(cast, community, name)
    assert [subject for _, subject in subjects()] == ["Doet u mee met CoP Achterhoek?"] * 2
    to_alice, to_erin = mail.outbox
    assert "/communities/achterhoek/" in str(to_alice.body)
    for language in ('lang="en"', 'lang="ar" dir="rtl"', 'lang="ti"'):
        assert language in html(to_erin)
        assert language not in html(to_alice)
    page = cast.client("erin").get("/communities/achterhoek/").content.decode()
    assert "This is an invitation to join a group" in page
    assert "Uitnodiging aannemen" in page


def test_an_invitation_that_was_withdrawn_is_not_mailed_and_a_new_one_is(cast: Cast, community: Community) -> None:
    step(cast, invite(cast, community, "alice"), "withdraw")
    assert subjects() == []
    invite(cast, community, "alice")
    invite(cast, community, "alice")
    assert subjects() == [("alice@voorbeeld.test", "Doet u mee met CoP Achterhoek?")]


def test_who_asked_is_let_in_by_an_invitation(cast: Cast, community: Community) -> None:
    asked = ask(cast, community, "alice")
    invite(cast, community, "alice")
    asked.refresh_from_db()
    assert asked.state == "member"
    assert subjects() == [("alice@voorbeeld.test", "U bent lid van CoP Achterhoek")]


def test_who_wants_no_mail_gets_none(cast: Cast, community: Community) -> None:
    Person.objects.filter(pk=cast.people["alice"].pk).update(digest=Person.Digest.NEVER)
    invite(cast, community, "alice")
    assert subjects() == []
    assert "CoP Achterhoek" in cast.client("alice").get("/mijn-werk/").content.decode()


def test_with_an_account_its_mail_goes_and_its_words_stay(cast: Cast, community: Community) -> None:
    alice = ask(cast, community, "alice")
    step(cast, alice, "admit")
    topic = actions.open_topic(community_id=community.pk, title="T", text="Blijft", by=cast.actor("alice"), at=NOW)
    assert len(subjects()) == 1
    assert Mail.objects.filter(person=cast.people["alice"]).exists()
    delete_account(person=cast.people["alice"], by=cast.actor("alice"), at=NOW)
    end_memberships(NOW)
    assert not Mail.objects.exists()
    post = topic.posts.get()
    assert (post.text, post.author.person, post.author.state) == ("Blijft", None, "left")
    assert str(post.author) == "professional, Gemeente Bronckhorst"
