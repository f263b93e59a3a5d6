"""The conversation in a community: topics, answers, how one hears of them, and what is hidden."""

from __future__ import annotations

import smtplib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.communities import actions
from leerlus.linking.communities.clock import send_notices
from leerlus.linking.communities.models import Community, Membership, Notice, Post, Topic
from leerlus.people.models import Person, Region
from tests.cast import NOW

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast

TOPICS = "/communities/achterhoek/gesprekken/"
MORNING = datetime(2026, 11, 3, 6, 0, tzinfo=UTC)


@pytest.fixture
def community(cast: Cast) -> Community:
    """Carol runs it; Alice, Bob and Heidi are members."""
    Person.objects.update(digest=Person.Digest.AT_ONCE)
    made = Community.objects.create(slug="achterhoek", name="CoP Achterhoek", kind="regional", goals="g")
    made.regions.set(Region.objects.filter(pk="AM09"))
    for name in ("alice", "bob", "heidi"):
        grant = cast.actor(name).grants[0]
        Membership.objects.create(
            community=made,
            person=cast.people[name],
            organisation_id=grant.organisation_id,
            role=grant.role,
            state="member",
            asked_at=NOW,
            since=NOW,
        )
    return made


@pytest.fixture
def topic(cast: Cast, community: Community) -> Topic:
    return actions.open_topic(
        community_id=community.pk, title="Roosters", text="Wie heeft er een?", by=cast.actor("alice"), at=NOW
    )


def member(cast: Cast, community: Community, name: str) -> Membership:
    return community.memberships.get(person=cast.people[name])


def read(cast: Cast, address: str, name: str) -> str:
    answer = cast.client(name).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_members_talk_and_nobody_else_listens(cast: Cast, community: Community) -> None:
    client = cast.client("alice")
    client.post(TOPICS, {"title": "Roosters", "text": "Wie heeft er een?"})
    topic = Topic.objects.get()
    cast.client("bob").post(f"{TOPICS}{topic.pk}/", {"text": "Wij.", "quoted_id": topic.posts.get().pk})
    page = read(cast, f"{TOPICS}{topic.pk}/", "heidi")
    assert "Wij." in page
    assert page.count("Wie heeft er een?") == 2
    assert "Bob, professional, Gemeente Enschede" in page
    for name in ("grace", "dave"):
        for address in (TOPICS, f"{TOPICS}{topic.pk}/"):
            assert cast.client(name).get(address).status_code == 404
        assert cast.client(name).post(f"{TOPICS}{topic.pk}/", {"text": "Ik ook"}).status_code == 403
    assert cast.client("carol").get(f"{TOPICS}{topic.pk}/").status_code == 200


def test_the_topic_in_which_somebody_wrote_last_stands_first(cast: Cast, topic: Topic, community: Community) -> None:
    later = NOW + timedelta(hours=1)
    actions.open_topic(community_id=community.pk, title="Tolken", text="t", by=cast.actor("bob"), at=later)
    page = read(cast, TOPICS, "heidi")
    assert page.index("Tolken</a>") < page.index("Roosters</a>")
    actions.post(topic_id=topic.pk, text="Nog iets", by=cast.actor("bob"), at=later + timedelta(hours=1))
    page = read(cast, TOPICS, "heidi")
    assert page.index("Roosters</a>") < page.index("Tolken</a>")
    assert "Roosters" in read(cast, "/communities/achterhoek/", "heidi")


def test_personal_data_is_found_before_it_stands_there(cast: Cast, topic: Topic) -> None:
    answer = cast.client("bob").post(f"{TOPICS}{topic.pk}/", {"text": "Bel mevrouw Haddad op 06-12345678."})
    assert answer.status_code == 422
    assert topic.posts.count() == 1


def test_by_default_members_hear_of_it_the_next_morning_in_one_mail(cast: Cast, topic: Topic) -> None:
    actions.post(topic_id=topic.pk, text="Nog iets", by=cast.actor("alice"), at=NOW)
    assert send_notices(NOW + timedelta(hours=1)) == 0
    assert send_notices(MORNING) == 2
    assert send_notices(MORNING) == 0
    assert sorted(each.to[0] for each in mail.outbox) == ["bob@voorbeeld.test", "heidi@voorbeeld.test"]
    for each in mail.outbox:
        text = each.message().as_string()
        assert "Roosters" in text
        assert "Wie heeft er een" not in text
        assert "Nog iets" not in text


def test_who_is_called_in_or_answered_hears_at_once(cast: Cast, topic: Topic, community: Community) -> None:
    heidi = member(cast, community, "heidi")
    first = topic.posts.get()
    actions.post(
        topic_id=topic.pk, text="Heidi?", mentioned=[heidi.pk], quoted_id=first.pk, by=cast.actor("bob"), at=NOW
    )
    send_notices(NOW)
    assert sorted(each.to[0] for each in mail.outbox) == ["alice@voorbeeld.test", "heidi@voorbeeld.test"]
    assert "Erbij gehaald: Heidi" in read(cast, f"{TOPICS}{topic.pk}/", "alice")


@pytest.mark.parametrize(("hears", "went"), [("at_once", (1, 0)), ("digest", (0, 1)), ("none", (0, 0))])
def test_a_member_chooses_per_topic(
    cast: Cast, topic: Topic, community: Community, hears: str, went: tuple[int, int]
) -> None:
    Notice.objects.all().delete()
    cast.client("bob").post(f"{TOPICS}{topic.pk}/mail/", {"hoort": hears})
    actions.post(topic_id=topic.pk, text="Nieuws", by=cast.actor("alice"), at=NOW)
    Notice.objects.exclude(membership=member(cast, community, "bob")).delete()
    assert (send_notices(NOW), send_notices(MORNING)) == went


def test_who_runs_it_hides_with_a_reason_and_shows_again(cast: Cast, topic: Topic) -> None:
    post = topic.posts.get()
    address = f"{TOPICS}{topic.pk}/{post.pk}/"
    assert cast.client("bob").get(f"{address}uit-beeld/").status_code == 404
    client = cast.client("carol")
    assert client.post(f"{address}uit-beeld/", {"reason": ""}).status_code == 422
    client.post(f"{address}uit-beeld/", {"reason": "Hoort ergens anders"})
    page = read(cast, f"{TOPICS}{topic.pk}/", "bob")
    assert "Wie heeft er een?" not in page
    assert "Hoort ergens anders" in page
    assert not Notice.objects.exists()
    with pytest.raises(Stale):
        actions.hide(post_id=post.pk, reason="Nog eens", by=cast.actor("carol"), at=NOW)
    with pytest.raises(Denied):
        actions.post(topic_id=topic.pk, text="t", quoted_id=post.pk, by=cast.actor("bob"), at=NOW)
    client.post(f"{address}tonen/")
    assert "Wie heeft er een?" in read(cast, f"{TOPICS}{topic.pk}/", "bob")
    assert [event.name for event in Event.objects.of("topic", topic.pk)] == ["open_topic", "hide", "show_again"]


def test_the_writer_takes_an_own_post_back_and_who_runs_it_decides_whether_it_returns(cast: Cast, topic: Topic) -> None:
    post = topic.posts.get()
    address = f"{TOPICS}{topic.pk}/{post.pk}/"
    assert f"{address}uit-beeld/" in read(cast, f"{TOPICS}{topic.pk}/", "alice")
    assert f"{address}uit-beeld/" not in read(cast, f"{TOPICS}{topic.pk}/", "bob")
    cast.client("alice").post(f"{address}uit-beeld/", {"reason": "Ik vergiste mij"})
    assert "Ik vergiste mij" in read(cast, f"{TOPICS}{topic.pk}/", "bob")
    assert cast.client("alice").post(f"{address}tonen/").status_code == 403
    assert cast.client("bob").post(f"{address}uit-beeld/", {"reason": "Ik ook"}).status_code == 403


def test_who_leaves_leaves_role_and_organisation(cast: Cast, topic: Topic, community: Community) -> None:
    own = member(cast, community, "alice")
    actions.post(topic_id=topic.pk, text="Erbij", mentioned=[own.pk], by=cast.actor("bob"), at=NOW)
    actions.step_membership(membership_id=own.pk, name="leave", by=cast.actor("alice"), at=NOW)
    page = read(cast, f"{TOPICS}{topic.pk}/", "bob")
    assert "professional, Gemeente Bronckhorst" in page
    assert "Alice" not in page
    assert "Erbij gehaald: professional, Gemeente Bronckhorst" in page
    assert cast.client("alice").get(f"{TOPICS}{topic.pk}/").status_code == 404


def test_who_runs_it_without_being_a_member_reads_and_does_not_write(cast: Cast, topic: Topic) -> None:
    with pytest.raises(Denied, match="Alleen leden"):
        actions.post(topic_id=topic.pk, text="Van buiten", by=cast.actor("carol"), at=NOW)
    for address in (TOPICS, f"{TOPICS}{topic.pk}/"):
        page = read(cast, address, "carol")
        assert "Word lid" in page
        assert "<textarea" not in page


def test_in_a_community_that_ended_nobody_writes(cast: Cast, topic: Topic) -> None:
    Community.objects.update(ended_on=date(2026, 11, 1))
    with pytest.raises(Denied, match="zolang de community loopt"):
        actions.post(topic_id=topic.pk, text="Te laat", by=cast.actor("bob"), at=NOW)
    page = read(cast, f"{TOPICS}{topic.pk}/", "bob")
    assert "Wie heeft er een?" in page
    assert "schrijven niet meer" in page
    assert "<textarea" not in page


def test_what_went_is_not_handed_over_again(cast: Cast, topic: Topic, community: Community) -> None:
    assert actions.plan_mail(at=MORNING) == 2
    assert actions.plan_mail(at=MORNING) == 0
    assert send_notices(MORNING) == 2
    assert send_notices(MORNING) == 0
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("error", "state"), [(smtplib.SMTPServerDisconnected("weg"), "uncertain"), (OSError("weg"), "planned")]
)
def test_a_mail_goes_at_most_once(
    cast: Cast, topic: Topic, monkeypatch: pytest.MonkeyPatch, error: Exception, state: str
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise error

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
    assert send_notices(MORNING) == 0
    assert set(Notice.objects.values_list("mail__state", flat=True)) == {state}


def test_a_topic_costs_few_queries(
    cast: Cast, topic: Topic, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        actions.post(topic_id=topic.pk, text=f"Bijdrage {number}", by=cast.actor("bob"), at=NOW)
    assert Post.objects.count() == 13
    client = cast.client("alice")
    with django_assert_max_num_queries(13):
        client.get(f"{TOPICS}{topic.pk}/")
