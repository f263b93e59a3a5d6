"""Drawing lots: the same people every time, one per organisation, mostly from where it is met."""

from __future__ import annotations

from collections import Counter

import pytest

from leerlus.measures.sampling import Candidate, draw


def country(near: int, elsewhere: int, *, people: int = 3) -> list[Candidate]:
    """Return so many organisations with some people each; no person works for two."""
    return [
        Candidate(person=organisation * 100 + number, organisation=organisation, is_near=organisation <= near)
        for organisation in range(1, near + elsewhere + 1)
        for number in range(people)
    ]


def test_the_same_seed_draws_the_same_people_in_whatever_order_they_come() -> None:
    candidates = country(30, 30)
    drawn = draw(candidates, seed=7, most=20)
    assert draw(list(reversed(candidates)), seed=7, most=20) == drawn
    assert draw(candidates, seed=8, most=20) != drawn


def test_these_lots_stay_as_they_are() -> None:
    """A later version of Python or of this code must not quietly draw other people."""
    assert [one.person for one in draw(country(6, 3), seed=1, most=4)] == [801, 402, 501, 102]


def test_an_organisation_speaks_once_and_nobody_twice() -> None:
    drawn = draw(country(30, 30), seed=3, most=20)
    assert len(drawn) == 20
    assert max(Counter(one.organisation for one in drawn).values()) == 1
    both = [Candidate(person=1, organisation=number, is_near=True) for number in range(5)]
    assert len(draw(both, seed=3, most=20)) == 1


def test_three_of_four_come_from_where_it_is_met() -> None:
    assert Counter(one.is_near for one in draw(country(50, 50), seed=5, most=20)) == {True: 15, False: 5}


@pytest.mark.parametrize(
    ("near", "elsewhere", "expected"), [(3, 50, (3, 17)), (50, 2, (18, 2)), (0, 9, (0, 9)), (2, 0, (2, 0))]
)
def test_what_one_part_lacks_the_other_fills(near: int, elsewhere: int, expected: tuple[int, int]) -> None:
    drawn = Counter(one.is_near for one in draw(country(near, elsewhere), seed=5, most=20))
    assert (drawn[True], drawn[False]) == expected


def test_nobody_is_drawn_when_nobody_may_be() -> None:
    assert draw(country(5, 5), seed=1, most=0) == []
    assert draw([], seed=1, most=20) == []


def test_one_organisation_more_hardly_changes_who_is_drawn() -> None:
    before = set(draw(country(40, 0), seed=9, most=20))
    after = set(draw([*country(40, 0), Candidate(person=9999, organisation=999, is_near=True)], seed=9, most=20))
    assert len(before - after) <= 1
