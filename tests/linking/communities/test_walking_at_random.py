"""Members come, talk, choose their mail and go, in any order: after each step all is as a plain list of rules says."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.linking.communities import actions, queries
from leerlus.linking.communities.clock import send_notices
from leerlus.linking.communities.models import Community, Membership, Notice, Post, Topic
from leerlus.linking.communities.policies import may_see_members
from leerlus.linking.communities.workflow import STANDING, WORKFLOW
from leerlus.people.models import Person, Region
from tests.cast import NOW, make_cast
from tests.linking.communities.rules import PEOPLE, RUNS, STEPS, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Cast

TALKS = ("post", "answer", "call", "hide", "show", "at_once", "digest", "none", "mail", "mail")
WALKS = int(os.environ.get("HYPOTHESIS_EXAMPLES", "20"))


def written() -> tuple[object, ...]:
    """Return everything that a refused step may not touch."""
    return tuple(list(model.objects.order_by("pk").values()) for model in (Membership, Topic, Post, Notice, Event))


class Walk:
    """One walk: the product and the rules side by side."""

    def __init__(self, cast: Cast, admission: str) -> None:
        """Begin with an empty community and one topic of somebody who is no member any more."""
        self.cast, self.world, self.at = cast, World(admission), datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
        self.made = Community.objects.create(
            slug="achterhoek", name="CoP", kind="regional", goals="g", admission=admission
        )
        self.made.regions.set(Region.objects.filter(pk="AM09"))
        self.topic = Topic.objects.create(community=self.made, title="T", made_at=NOW, moved_at=NOW)

    def place_of(self, name: str) -> Membership | None:
        return self.made.memberships.filter(person=self.cast.people[name]).order_by("pk").last()

    def attempt(self, deed: Callable[[], object], *, allowed: bool) -> None:
        """Do it; what the rules forbid is refused with a sentence, and writes nothing."""
        before = None if allowed else written()
        if allowed:
            deed()
            return
        with pytest.raises(Denied):
            deed()
        assert written() == before

    def may(self, name: str, by: str, about: str) -> bool:
        """Tell whether somebody may do this about somebody."""
        if name in STEPS:
            return (name != "join" or by == about) and self.world.judge(name, by, about, self.world.place[about])[0]
        return self.world.runs(by) if name in ("hide", "show") else self.world.place.get(by) == "member"

    def take(self, name: str, by: str, about: str, number: int) -> None:
        """Take one step: mostly somebody who may, or a walk would go nowhere; sometimes anybody tries."""
        able = [(one, other) for one in (*PEOPLE, *RUNS) for other in PEOPLE if self.may(name, one, other)]
        if number % 4 and able:
            by, about = able[number % len(able)]
        self.at += timedelta(hours=number % 5, minutes=6)
        if name in STEPS:
            self.step(name, by, about)
        else:
            self.talk(name, by, about, number)
        self.check(by, about)

    def step(self, name: str, by: str, about: str) -> None:
        actor, at = self.cast.actor(by), self.at
        found = self.place_of(about)
        if found is None and name not in ("join", "invite"):
            return
        if name == "join":
            about, own = by, actor.grants[0].organisation_id
            if by not in PEOPLE:
                return
            deed = lambda: actions.join(community_id=self.made.pk, organisation_id=own, by=actor, at=at)  # noqa: E731
        elif name == "invite":
            email = f"{about}@voorbeeld.test"
            deed = lambda: actions.invite(community_id=self.made.pk, email=email, by=actor, at=at)  # type: ignore[assignment,return-value] # noqa: E731
        else:
            assert found is not None
            pk = found.pk
            if name in ("lead", "stop"):
                deed = lambda: actions.ask_to_lead(membership_id=pk, leads=name == "lead", by=actor, at=at)  # noqa: E731
            else:
                deed = lambda: actions.step_membership(membership_id=pk, name=name, by=actor, at=at)  # noqa: E731
        self.attempt(deed, allowed=self.world.step(name, by, about))

    def talk(self, name: str, by: str, about: str, number: int) -> None:
        world, actor, at, topic = self.world, self.cast.actor(by), self.at, self.topic.pk
        posts = sorted(world.author)
        pk = posts[number % len(posts)] if posts else None
        is_member = world.place.get(by) == "member"
        if name == "mail":
            mail.outbox.clear()
            send_notices(at)
            assert Counter(each.to[0].partition("@")[0] for each in mail.outbox) == world.mails(at)
        elif name in ("at_once", "digest", "none"):
            choose = lambda: actions.choose_hearing(topic_id=topic, hears=name, by=actor, at=at)  # noqa: E731
            self.attempt(choose, allowed=is_member)
            if is_member and world.hears.get(by) != name:
                self.chose(by, name)
        elif name in ("hide", "show"):
            if pk is None:
                return
            may = world.runs(by) or (name == "hide" and is_member and world.author[pk] == by)
            hides = name == "hide"
            deed = (
                (lambda: actions.hide(post_id=pk, reason="r", by=actor, at=at))
                if hides
                else (lambda: actions.show_again(post_id=pk, by=actor, at=at))
            )
            allowed = may and (pk in world.hidden) is not hides
            self.attempt(deed, allowed=allowed)
            if allowed:
                (world.hidden.add if hides else world.hidden.discard)(pk)
                if hides:
                    world.due = {key: moment for key, moment in world.due.items() if key[0] != pk}
        else:
            self.write(name, by, about, pk)

    def chose(self, by: str, name: str) -> None:
        """What waits goes along with what somebody chose."""
        world = self.world
        world.hears[by] = name
        mine = [key for key in world.due if key[1:] == (by, world.times[by])]
        for key in mine:
            if name == "none":
                del world.due[key]
            elif name == "at_once":
                world.due[key] = self.at

    def write(self, name: str, by: str, about: str, quoted: int | None) -> None:
        world, is_member = self.world, self.world.place.get(by) == "member"
        found = self.place_of(about) if name == "call" else None
        quoted = quoted if name == "answer" else None
        made: list[Post] = []

        def deed() -> None:
            made.append(
                actions.post(
                    topic_id=self.topic.pk,
                    text=f"Bijdrage {len(world.author)}",
                    quoted_id=quoted,
                    mentioned=[found.pk] if found else [],
                    by=self.cast.actor(by),
                    at=self.at,
                )
            )

        self.attempt(deed, allowed=is_member and quoted not in world.hidden)
        if made:
            called = {about} if found else set()
            called |= {world.author[quoted]} if quoted and self.still_there(quoted) else set()
            world.write(made[0].pk, by, self.at, called)

    def still_there(self, post: int) -> bool:
        """Tell whether who wrote this never left: who came back has another place."""
        return Post.objects.get(pk=post).author.state == "member"

    def check(self, *whom: str) -> None:
        """Compare the places of these people with the rules, and whether they read what was said."""
        for who in whom:
            mine = list(self.made.memberships.filter(person=self.cast.people[who]))
            standing = [each for each in mine if each.state in STANDING]
            assert [each.state for each in standing] == [place for place in [self.world.place.get(who)] if place]
            assert [each for each in mine if each.leads] == (standing if who in self.world.leads else [])
            for each in mine[-1:]:
                assert WORKFLOW.fold(Event.objects.of("membership", each.pk).moves()) == each.state
            reads = self.world.runs(who) or self.world.place.get(who) == "member"
            assert may_see_members(self.cast.actor(who), queries.place_of(self.cast.actor(who), self.made)) is reads


def test_it_is_as_the_rules_say(db: None) -> None:
    cast = make_cast()
    Person.objects.update(digest=Person.Digest.AT_ONCE)
    steps = st.tuples(
        st.sampled_from(STEPS + TALKS + TALKS),
        st.sampled_from(PEOPLE + RUNS + ("carol", "dave")),
        st.sampled_from(PEOPLE),
        st.integers(0, 1000),
    )

    @seed(1)
    @settings(max_examples=WALKS, database=None)
    @given(st.sampled_from(["open", "on_request", "by_invitation"]), st.lists(steps, min_size=15, max_size=30))
    def walk(admission: str, taken: list[tuple[str, str, str, int]]) -> None:
        with transaction.atomic():
            it = Walk(cast, admission)
            for who in ("alice", "bob"):
                it.take("invite", "carol", who, 0)
                it.take("accept", who, who, 0)
            for name, by, about, number in taken:
                it.take(name, by, about, number)
            transaction.set_rollback(True)

    walk()
