"""The cast, a community with members, and a plan for a meeting; for every test here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from leerlus.linking.communities.models import Community, Membership
from leerlus.linking.meetings import actions
from leerlus.people.models import Person, Region
from tests.cast import NOW, Cast, make_cast

if TYPE_CHECKING:
    from leerlus.linking.meetings.models import Meeting

DAY = datetime(2099, 11, 20, 8, 30, tzinfo=UTC)
"""Far away, so that the pages, which look at the clock, see a meeting that is still to come."""


@pytest.fixture
def cast(db: None) -> Cast:
    made = make_cast()
    Person.objects.update(digest=Person.Digest.AT_ONCE)
    return made


@pytest.fixture
def community(cast: Cast) -> Community:
    """Carol runs it; Alice, Bob, Heidi and Erin are members."""
    made = Community.objects.create(slug="achterhoek", name="CoP Achterhoek", kind="regional", goals="Samen verder.")
    made.regions.set(Region.objects.filter(pk="AM09"))
    made.themes.set(["pip"])  # type: ignore[list-item] # the key of a theme is a text
    for name in ("alice", "bob", "heidi", "erin"):
        grant = cast.actor(name).grants[0]
        Membership.objects.create(
            community=made,
            person=cast.people[name],
            organisation_id=grant.organisation_id,
            role=grant.role,
            state="member",
            part="core" if name == "alice" else "broad",
            asked_at=NOW,
            since=NOW,
        )
    return made


@pytest.fixture
def meeting(cast: Cast, community: Community) -> Meeting:
    """A planned meeting with two seats."""
    plan = actions.Plan(title="Taal en werk", starts_at=DAY, room="Raadzaal", capacity=2)
    return actions.plan(community_id=community.pk, plan=plan, by=cast.actor("carol"), at=NOW)
