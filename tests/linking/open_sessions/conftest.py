"""The cast, and a community of which Alice, Heidi, Bob and Grace are members; Carol runs it."""

from __future__ import annotations

import pytest

from leerlus.linking.communities.models import Community, Membership
from leerlus.people.models import Region
from tests.cast import NOW, Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def community(cast: Cast) -> Community:
    made = Community.objects.create(slug="achterhoek", name="CoP Achterhoek", kind="regional", goals="Samen verder.")
    made.regions.set(Region.objects.filter(pk="AM09"))
    for name in ("alice", "heidi", "bob", "grace"):
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
