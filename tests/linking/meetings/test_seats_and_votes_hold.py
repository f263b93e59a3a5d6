"""Seats, the waiting list, votes and mail under whatever people do: checked after every deed, over the real actions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from leerlus.audit.steps import Denied
from leerlus.linking.communities.models import Community, Membership
from leerlus.linking.meetings import actions
from leerlus.linking.meetings.clock import keep_up_with_members, send_meeting_mail
from leerlus.linking.meetings.models import Attendance, DateVote, Meeting, MeetingMail, Preference
from leerlus.linking.meetings.queries.seats import wishes_of
from leerlus.linking.meetings.workflow import Wish, give_seats, in_turn
from leerlus.people.models import RoleGrant
from tests.cast import NOW
from tests.linking.meetings.conftest import DAY

if TYPE_CHECKING:
    from tests.cast import Cast

PLAYERS = ("alice", "grace", "bob", "heidi", "erin")
LIMIT = st.none() | st.integers(min_value=1, max_value=3)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["yes", "yes", "yes", "maybe", "no"]), st.sampled_from(PLAYERS)),
        st.tuples(st.just("limits"), st.tuples(LIMIT, LIMIT)),
        st.tuples(st.sampled_from(["leave", "return"]), st.sampled_from(PLAYERS)),
        st.tuples(st.just("mail"), st.just("")),
        st.tuples(st.just("move"), st.just("")),
    ),
    max_size=14,
)
QUICK = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def everybody(cast: Cast, community: Community) -> Community:
    """Two of the five members are of one organisation, and nobody of them is in the core group only."""
    grant = RoleGrant.objects.get(person=cast.people["grace"])
    Membership.objects.create(
        community=community,
        person=cast.people["grace"],
        organisation=grant.organisation,
        role=grant.role,
        state="member",
        asked_at=NOW,
        since=NOW,
    )
    return community


def mails_of_seats() -> Counter[str]:
    """Return how often each address was mailed that there is a seat."""
    return Counter(each.to[0] for each in mail.outbox if each.subject.startswith("U hebt een plaats"))


@dataclass
class Table:
    """One meeting, and what was seen of it so far."""

    cast: Cast
    meeting: Meeting
    minute: int = 0
    to_tell: set[str] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)

    def do(self, deed: str, what: Any) -> None:  # noqa: ANN401 - a name, or limits
        """Do one deed, and check what must hold after it."""
        self.minute += 1
        at = NOW + timedelta(minutes=self.minute)
        before = self.seats()
        waited = [wish for wish in wishes_of(self.meeting) if not wish.has_seat]
        if deed in {"yes", "maybe", "no"}:
            try:
                actions.answer(meeting_id=self.meeting.pk, says=deed, by=self.cast.actor(what), at=at)
            except Denied:
                return
        elif deed == "limits":
            self.change(capacity=what[0], per_organisation=what[1], at=at)
        elif deed == "move":
            self.change(starts_at=DAY + timedelta(minutes=self.minute), at=at)
        elif deed == "mail":
            send_meeting_mail(at)
        else:
            left = deed == "leave"
            place = Membership.objects.filter(person=self.cast.people[what])
            place.update(state="left" if left else "member", until=at if left else None)
            keep_up_with_members(at)
        self.check(before, waited, deed, what)

    def change(self, *, at: Any, **values: Any) -> None:  # noqa: ANN401 - any field of a plan
        """Change what was settled."""
        self.meeting.refresh_from_db()
        kept = {name: getattr(self.meeting, name) for name in ("title", "starts_at", "capacity", "per_organisation")}
        plan = actions.Plan(**kept | values)
        version = self.meeting.version
        actions.change(meeting_id=self.meeting.pk, plan=plan, by=self.cast.actor("carol"), at=at, version=version)

    def seats(self) -> dict[int, str]:
        """Return who has a seat."""
        found = Attendance.objects.filter(meeting=self.meeting, has_seat=True)
        return dict(found.values_list("pk", "membership__person__email"))

    def check(self, before: dict[int, str], waited: list[Wish], deed: str, what: object) -> None:
        """Check limits, order and mail after a deed."""
        self.meeting.refresh_from_db()
        capacity, each = self.meeting.capacity, self.meeting.per_organisation
        wishes = wishes_of(self.meeting)
        seated = [wish for wish in wishes if wish.has_seat]
        new = self.seats().keys() - before.keys()
        houses = Counter(wish.organisation for wish in seated)
        if new:
            assert capacity is None or len(seated) <= capacity
            assert each is None or all(houses[w.organisation] <= each for w in seated if w.key in new)
        room = capacity is None or len(seated) < capacity
        for wish in wishes:
            assert wish.has_seat or not room or (each is not None and houses[wish.organisation] >= each), (
                "waits for none"
            )
        passed = [wish for wish in in_turn(waited) if wish.key in {w.key for w in wishes if not w.has_seat}]
        for ahead in passed:
            behind = [wish for wish in in_turn(waited) if wish.key in new and in_turn([ahead, wish])[0] == ahead]
            assert not behind or (each is not None and houses[ahead.organisation] >= each), "somebody was passed over"
        self.check_mail({self.seats()[key] for key in new}, deed, what)

    def check_mail(self, new: set[str], deed: str, what: object) -> None:
        """Check that who moved up hears of it once, in the next mail, unless the seat was given back before."""
        own = f"{what}@voorbeeld.test" if deed == "yes" else ""
        self.to_tell = (self.to_tell | (new - {own})) & set(self.seats().values())
        if deed == "mail":
            self.told.update(self.to_tell)
            self.to_tell = set()
        assert mails_of_seats() == self.told


def table(cast: Cast, community: Community, capacity: int | None, each: int | None) -> Table:
    mail.outbox.clear()
    plan = actions.Plan(title="Taal en werk", starts_at=DAY, capacity=capacity, per_organisation=each)
    return Table(cast, actions.plan(community_id=community.pk, plan=plan, by=cast.actor("carol"), at=NOW))


@QUICK
@given(capacity=LIMIT, each=LIMIT, deeds=DEEDS)
@example(capacity=1, each=None, deeds=[("yes", "alice"), ("yes", "bob"), ("no", "alice"), ("mail", ""), ("no", "bob")])
def test_seats_hold_whatever_people_do(
    cast: Cast, everybody: Community, capacity: int | None, each: int | None, deeds: list[tuple[str, Any]]
) -> None:
    with transaction.atomic():
        here = table(cast, everybody, capacity, each)
        for deed, what in deeds:
            here.do(deed, what)
        transaction.set_rollback(True)


@QUICK
@given(
    wishes=st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.booleans()), max_size=12),
    capacity=LIMIT,
    each=LIMIT,
)
def test_giving_seats_again_gives_the_same(
    wishes: list[tuple[int, bool, bool]], capacity: int | None, each: int | None
) -> None:
    made = [
        Wish(key=key, organisation=house, rank=key, has_seat=seat, was_there=was)
        for key, (house, seat, was) in enumerate(wishes)
    ]
    first = give_seats(made, capacity=capacity, per_organisation=each)
    assert {wish.key for wish in made if wish.has_seat} <= first
    again = [
        Wish(key=w.key, organisation=w.organisation, rank=w.rank, has_seat=w.key in first, was_there=w.was_there)
        for w in made
    ]
    assert give_seats(again, capacity=capacity, per_organisation=each) == first


def test_who_moves_up_is_told_each_time_and_once(cast: Cast, everybody: Community) -> None:
    here = table(cast, everybody, 1, None)
    for round_number in (1, 2):
        for deed, who in (("yes", "alice"), ("yes", "bob"), ("no", "alice"), ("mail", ""), ("mail", ""), ("no", "bob")):
            here.do(deed, who)
        assert mails_of_seats()["bob@voorbeeld.test"] == round_number
    assert mails_of_seats()["alice@voorbeeld.test"] == 0


def test_a_seat_that_was_given_back_before_the_mail_is_not_told(cast: Cast, everybody: Community) -> None:
    here = table(cast, everybody, 1, None)
    for deed, who in (("yes", "alice"), ("yes", "bob"), ("no", "alice"), ("no", "bob"), ("yes", "heidi"), ("mail", "")):
        here.do(deed, who)
    assert mails_of_seats()["bob@voorbeeld.test"] == 0


def test_a_seat_is_told_also_when_the_meeting_moved_meanwhile(cast: Cast, everybody: Community) -> None:
    here = table(cast, everybody, 1, None)
    for deed, who in (("yes", "alice"), ("yes", "bob"), ("no", "alice"), ("move", ""), ("mail", "")):
        here.do(deed, who)
    assert mails_of_seats()["bob@voorbeeld.test"] == 1


def test_who_could_on_the_chosen_day_is_invited_and_not_told_that_a_seat_came_free(
    cast: Cast, everybody: Community
) -> None:
    by, options = cast.actor("carol"), [DAY, DAY + timedelta(days=1)]
    plan = actions.Plan(title="Samen kiezen", capacity=1)
    made = actions.plan(community_id=everybody.pk, plan=plan, options=options, by=by, at=NOW)
    first = made.options.all()[0]
    for name in ("alice", "bob"):
        actions.vote(meeting_id=made.pk, choices={first.pk: "yes"}, by=cast.actor(name), at=NOW)
    actions.choose(meeting_id=made.pk, option_id=first.pk, by=by, at=NOW)
    assert Attendance.objects.filter(meeting=made, has_seat=True).count() == 1
    assert not MeetingMail.objects.filter(attendance__meeting=made, kind="seat").exists()


@QUICK
@given(
    said=st.lists(
        st.tuples(st.sampled_from(("alice", "bob", "heidi")), st.lists(st.integers(0, 4), max_size=5)), max_size=8
    )
)
def test_what_a_member_chose_last_stands(cast: Cast, meeting: Meeting, said: list[tuple[str, list[int]]]) -> None:
    with transaction.atomic():
        by = cast.actor("carol")
        items = [
            actions.add_own(meeting_id=meeting.pk, title=f"Punt {number}", by=by, at=NOW).pk for number in range(5)
        ]
        last: dict[str, set[int]] = {}
        for name, numbers in said:
            chosen = [items[number] for number in numbers]
            try:
                actions.prefer(meeting_id=meeting.pk, item_ids=chosen, by=cast.actor(name), at=NOW)
                last[name] = set(chosen)
            except Denied:
                assert len(set(chosen)) > 3
        for name in ("alice", "bob", "heidi"):
            own = Preference.objects.filter(attendance__membership__person=cast.people[name])
            assert set(own.values_list("item_id", flat=True)) == last.get(name, set())
            assert own.count() <= 3
        transaction.set_rollback(True)


@QUICK
@given(
    said=st.lists(
        st.tuples(
            st.sampled_from(("alice", "bob")),
            st.dictionaries(st.integers(0, 2), st.sampled_from(DateVote.Choice.values), max_size=3),
        ),
        max_size=6,
    )
)
def test_each_moment_has_one_answer_of_each_member(
    cast: Cast, community: Community, said: list[tuple[str, dict[int, str]]]
) -> None:
    with transaction.atomic():
        options = [DAY + timedelta(days=number) for number in range(3)]
        plan = actions.Plan(title="Samen kiezen")
        made = actions.plan(community_id=community.pk, plan=plan, options=options, by=cast.actor("carol"), at=NOW)
        moments = [option.pk for option in made.options.all()]
        last: dict[tuple[str, int], str] = {}
        for name, choices in said:
            numbered = {moments[number]: choice for number, choice in choices.items()}
            actions.vote(meeting_id=made.pk, choices=numbered, by=cast.actor(name), at=NOW)
            last |= {(name, moment): choice for moment, choice in numbered.items()}
        found = {
            (vote.attendance.membership.person, vote.option_id): vote.choice
            for vote in DateVote.objects.select_related("attendance__membership__person")
        }
        assert found == {(cast.people[name], moment): choice for (name, moment), choice in last.items()}
        assert DateVote.objects.count() == len(last)
        transaction.set_rollback(True)
