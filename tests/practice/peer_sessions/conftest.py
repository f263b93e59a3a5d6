"""The cast, for the tests of this app."""

from __future__ import annotations

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Return the cast in the database of this test."""
    return make_cast()
