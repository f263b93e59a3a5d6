"""An editor beside the cast, and an account for each letter that is made here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from leerlus.people.actors import Role
from leerlus.people.models import Person, RoleGrant

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """Add Ivan, who edits for Divosa."""
    person = Person.objects.create(email="ivan@voorbeeld.test", name="Ivan")
    RoleGrant.objects.create(
        person=person,
        organisation=cast.organisations["divosa"],
        role=Role.KNOWLEDGE_EDITOR,
        since=date(2020, 1, 1),
    )
    cast.people["ivan"] = person
    return cast
