"""Two members of a community, or one in two windows, do something at the same moment: it happens once."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.files.models import StoredFile
from leerlus.linking.communities import actions
from leerlus.linking.communities.actions.mailing import plan_mail
from leerlus.linking.communities.clock import send_notices
from leerlus.linking.communities.models import Community, Membership, Notice
from leerlus.linking.communities.workflow import WORKFLOW
from leerlus.linking.outbox.models import Mail
from leerlus.measures.attachments import Received
from leerlus.people.models import Person, Region
from tests.cast import make_cast
from tests.crash.test_two_act_at_once import at_once

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from tests.cast import Cast

pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]
ROUNDS = 4


@pytest.fixture(name="cast")
def _cast() -> Cast:
    """Carol and Frank run a community that lets everybody in; all want mail at once."""
    cast = make_cast()
    Person.objects.update(digest=Person.Digest.AT_ONCE)
    made = Community.objects.create(slug="achterhoek", name="CoP", kind="regional", goals="g", admission="on_request")
    made.regions.set(Region.objects.filter(pk="AM09"))
    return cast


def join(cast: Cast, name: str) -> Membership:
    actor = cast.actor(name)
    own = actor.grants[0].organisation_id
    pk = Community.objects.get().pk
    return actions.join(community_id=pk, organisation_id=own, by=actor, at=timezone.now())


def make_member(cast: Cast, name: str) -> Membership:
    pk = join(cast, name).pk
    return actions.step_membership(membership_id=pk, name="admit", by=cast.actor("carol"), at=timezone.now())


def test_asking_twice_or_being_invited_meanwhile_makes_one_place(cast: Cast) -> None:
    pk = Community.objects.get().pk
    for _ in range(ROUNDS):
        Membership.objects.all().delete()
        invite = partial(actions.invite, community_id=pk, email="alice@voorbeeld.test", at=timezone.now())
        ask = partial(join, cast, "alice")
        at_once(ask, ask, partial(invite, by=cast.actor("carol")), partial(invite, by=cast.actor("frank")))
        assert Membership.objects.standing().count() == 1


def test_one_lets_in_while_the_other_refuses_and_the_person_withdraws(cast: Cast) -> None:
    for _ in range(ROUNDS):
        pk = join(cast, "alice").pk
        step = partial(actions.step_membership, membership_id=pk, at=timezone.now())
        lost = at_once(
            partial(step, name="admit", by=cast.actor("carol")),
            partial(step, name="refuse", by=cast.actor("frank")),
            partial(step, name="withdraw", by=cast.actor("alice")),
        )
        assert len(lost) == 2
        moves = list(Event.objects.of("membership", pk).moves())
        assert len(moves) == 2
        assert WORKFLOW.fold(moves) == Membership.objects.get(pk=pk).state
        Membership.objects.all().delete()


def test_the_same_words_in_two_windows_are_one_post_and_one_mail(cast: Cast) -> None:
    for name in ("alice", "bob"):
        make_member(cast, name)
    alice, pk = cast.actor("alice"), Community.objects.get().pk
    for number in range(ROUNDS):
        now = timezone.now()
        begin = partial(actions.open_topic, community_id=pk, title=f"T{number}", text="t", by=alice, at=now)
        assert at_once(begin, begin) == []
        topic = Community.objects.get().topics.get(title=f"T{number}")
        bob = Membership.objects.get(person=cast.people["bob"]).pk
        write = partial(actions.post, topic_id=topic.pk, text="Hallo", mentioned=[bob], by=alice, at=now)
        assert at_once(write, write, write) == []
        assert topic.posts.count() == 2
        assert Notice.objects.filter(post__topic=topic).count() == 2
        mail.outbox.clear()
        at_once(partial(send_notices, now), partial(send_notices, now))
        assert [each.to for each in mail.outbox] == [["bob@voorbeeld.test"]]


def test_what_another_worker_is_putting_in_a_mail_goes_in_no_second_one(cast: Cast) -> None:
    for name in ("alice", "bob"):
        make_member(cast, name)
    now, pk, planned = timezone.now(), Community.objects.get().pk, []
    actions.open_topic(community_id=pk, title="T", text="t", by=cast.actor("alice"), at=now)
    Notice.objects.update(not_before=now)

    def plan_too() -> None:
        planned.append(plan_mail(at=now))
        connection.close()

    other = threading.Thread(target=plan_too)
    with transaction.atomic():
        assert plan_mail(at=now) == 1
        other.start()
        time.sleep(0.5)  # long enough to come to the same lines, and wait there
    other.join()
    assert planned == [0]
    only = Mail.objects.get(kind=Mail.Kind.CONVERSATION)
    assert set(Notice.objects.values_list("mail", flat=True)) == {only.pk}


def test_who_leaves_while_writing_has_written_or_has_not(cast: Cast) -> None:
    make_member(cast, "bob")
    now, pk = timezone.now(), Community.objects.get().pk
    topic = actions.open_topic(community_id=pk, title="T", text="t", by=cast.actor("bob"), at=now)
    for number in range(ROUNDS):
        own, alice = make_member(cast, "alice"), cast.actor("alice")
        write = partial(actions.post, topic_id=topic.pk, text=f"Dag {number}", by=alice, at=now)
        leave = partial(actions.step_membership, membership_id=own.pk, name="leave", by=alice, at=now)
        lost = at_once(write, leave)
        assert Membership.objects.get(pk=own.pk).state == "left"
        assert topic.posts.filter(text=f"Dag {number}").count() == 1 - len(lost)


def test_a_post_is_hidden_once_and_a_file_taken_away_once(cast: Cast, tmp_path: Path, settings: Settings) -> None:
    settings.FILES_ROOT = tmp_path
    make_member(cast, "alice")
    alice, carol, now, pk = cast.actor("alice"), cast.actor("carol"), timezone.now(), Community.objects.get().pk
    for number in range(ROUNDS):
        file = Received(name="a.pdf", kind="pdf", content=b"%PDF-", text="a")
        topic = actions.open_topic(community_id=pk, title=f"T{number}", text="t", attachments=[file], by=alice, at=now)
        post = topic.posts.get()
        take = partial(actions.remove_file, file_id=post.files.get().pk, at=now)
        assert len(at_once(partial(take, by=alice), partial(take, by=carol))) == 1
        hide = partial(actions.hide, post_id=post.pk, reason="r", at=now)
        assert len(at_once(partial(hide, by=alice), partial(hide, by=carol))) == 1
        names = [event.name for event in Event.objects.of("topic", topic.pk)]
        assert names == ["open_topic", "remove_file", "hide"]
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not StoredFile.objects.filter(removed_at__isnull=True).exists()
