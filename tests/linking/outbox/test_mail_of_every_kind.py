"""One outbox: a mail about a meeting or a conversation goes at most once, and is not lost from sight when it fails."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.utils import timezone

from leerlus.config.jobs import MAIL_JOBS
from leerlus.linking.communities import actions as communities
from leerlus.linking.communities.models import Community, Membership, Notice
from leerlus.linking.meetings import actions as meetings
from leerlus.linking.meetings.models import Meeting
from leerlus.linking.outbox.actions import put_in_mail
from leerlus.linking.outbox.models import Mail
from leerlus.people.actors import Role
from leerlus.people.models import Person, Region, RoleGrant
from tests.cast import NOW, make_cast

if TYPE_CHECKING:
    from datetime import datetime

    from tests.cast import Cast

pytestmark = pytest.mark.django_db

PAGE = "/mail/niet-aangekomen/"
KIND_WORDS = {
    "meeting": "Mail over een bijeenkomst",
    "conversation": "Mail over een gesprek",
    "membership": "Mail over een lidmaatschap",
}


@pytest.fixture(name="cast")
def _cast() -> Cast:
    """Alice and Bob are members of a community; Ivan keeps the platform."""
    cast = make_cast()
    ivan = Person.objects.create(email="ivan@voorbeeld.test", name="Ivan")
    RoleGrant.objects.create(
        person=ivan, organisation=cast.organisations["divosa"], role=Role.PLATFORM_ADMINISTRATOR, since="2020-01-01"
    )
    cast.people["ivan"] = ivan
    made = Community.objects.create(slug="achterhoek", name="CoP Achterhoek", kind="regional", goals="g")
    made.regions.set(Region.objects.filter(pk="AM09"))
    for name in ("alice", "bob"):
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
    return cast


def tell_bob(cast: Cast, kind: str, at: datetime) -> None:
    """Let something happen that Bob hears of by a mail of this kind."""
    community = Community.objects.get()
    if kind == "meeting":
        plan = meetings.Plan(title="Taal en werk", starts_at=at + timedelta(days=300))
        meetings.plan(community_id=community.pk, plan=plan, by=cast.actor("carol"), at=at)
        return
    if kind == "membership":
        Membership.objects.filter(person=cast.people["bob"]).delete()
        communities.invite(community_id=community.pk, email="bob@voorbeeld.test", by=cast.actor("carol"), at=at)
        return
    topic = communities.open_topic(
        community_id=community.pk, title="Roosters", text="Wie?", by=cast.actor("alice"), at=at
    )
    communities.choose_hearing(topic_id=topic.pk, hears="at_once", by=cast.actor("bob"), at=at)
    bob = community.memberships.get(person=cast.people["bob"])
    communities.post(topic_id=topic.pk, text="Bob?", mentioned=[bob.pk], by=cast.actor("alice"), at=at)


def work(at: datetime) -> None:
    """Let the worker do its mail once."""
    for job in MAIL_JOBS:
        job(at)


def to_bob() -> int:
    return sum(1 for each in mail.outbox if each.to == ["bob@voorbeeld.test"])


@pytest.mark.parametrize("kind", KIND_WORDS)
@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("weg"), smtplib.SMTPRecipientsRefused({})])
def test_what_did_not_arrive_is_seen_and_an_uncertain_one_is_sent_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, kind: str, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise error

    start = timezone.localtime() - timedelta(days=8)
    tell_bob(cast, kind, start)
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
    for day in range(9):
        work(start + timedelta(days=day))
    monkeypatch.undo()
    lost = Mail.objects.get(person=cast.people["bob"], kind=kind)
    page = cast.client("ivan").get(PAGE).content.decode()
    assert KIND_WORDS[kind] in page
    assert "Roosters" not in page
    assert "Taal en werk" not in page
    assert "Bekijken wat u kunt doen" in cast.client("ivan").get("/mijn-werk/").content.decode()
    answer = cast.client("ivan").post(f"{PAGE}{lost.pk}/opnieuw/", follow=True).content.decode()
    work(timezone.now() + timedelta(minutes=1))
    is_uncertain = isinstance(error, smtplib.SMTPServerDisconnected)
    assert lost.state == ("uncertain" if is_uncertain else "refused")
    assert ("gaat in de volgende ronde opnieuw weg" in answer) is is_uncertain
    assert to_bob() == is_uncertain
    bob = Person.objects.get(pk=cast.people["bob"].pk)
    assert (bob.unreachable_since is None) is is_uncertain


@pytest.mark.parametrize("kind", KIND_WORDS)
def test_who_wants_no_mail_any_more_gets_none_and_leaves_no_trace(cast: Cast, kind: str) -> None:
    tell_bob(cast, kind, NOW)
    Person.objects.filter(pk=cast.people["bob"].pk).update(digest="never")
    work(NOW + timedelta(days=1))
    assert to_bob() == 0
    assert not Mail.objects.filter(person=cast.people["bob"]).exists()


def test_a_mail_put_back_says_what_is_true_when_it_goes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> int:
        raise OSError("weg")

    tell_bob(cast, "meeting", NOW)
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
    work(NOW)
    monkeypatch.undo()
    meetings.cancel(meeting_id=Meeting.objects.get().pk, reason="Ziek", by=cast.actor("carol"), at=NOW)
    work(NOW + timedelta(hours=1))
    assert not mail.outbox
    assert not Mail.objects.exists()


def test_of_two_workers_one_gets_the_lines(cast: Cast) -> None:
    tell_bob(cast, "conversation", NOW)
    bob = cast.people["bob"].pk
    waiting = Notice.objects.filter(membership__person=bob)
    assert put_in_mail(waiting, person_id=bob, kind=Mail.Kind.CONVERSATION, at=NOW)
    assert not put_in_mail(waiting, person_id=bob, kind=Mail.Kind.CONVERSATION, at=NOW)
    assert Mail.objects.get().messages == 2
