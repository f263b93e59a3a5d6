"""What the tests of decisions start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cast import make_cast
from tests.system.escalations.scenes import accept_one, offer_one

if TYPE_CHECKING:
    from leerlus.system.escalations.models import Escalation
    from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def offered(cast: Cast) -> Escalation:
    return offer_one(cast)


@pytest.fixture
def accepted(cast: Cast) -> Escalation:
    return accept_one(cast)
