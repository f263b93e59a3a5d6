"""The cast, the tree of pages, and Frank as the knowledge editor."""

from __future__ import annotations

from datetime import date

import pytest

from leerlus.knowledge.pages.actions import lay_out
from leerlus.people.actors import Role
from leerlus.people.models import RoleGrant, Theme
from leerlus.people.reference import read_themes
from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    Theme.objects.bulk_create(Theme(slug=each.slug, name=each.name, position=each.position) for each in read_themes())
    lay_out()
    made = make_cast()
    divosa = made.organisations["divosa"]
    RoleGrant.objects.create(
        person=made.people["frank"], organisation=divosa, role=Role.KNOWLEDGE_EDITOR, since=date(2020, 1, 1)
    )
    return made
