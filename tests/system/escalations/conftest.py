"""What the tests of escalations start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cast import bundle_some, make_cast
from tests.system.escalations.scenes import MEANING, accept_one, days_ago, offer_one

if TYPE_CHECKING:
    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.system.escalations.models import Escalation
    from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def bottleneck(cast: Cast) -> Bottleneck:
    return bundle_some(cast, 3, at=days_ago(20), meaning=MEANING)


@pytest.fixture
def offered(cast: Cast) -> Escalation:
    return offer_one(cast)


@pytest.fixture
def accepted(cast: Cast) -> Escalation:
    return accept_one(cast)
