"""At least 500 random walks of 30 steps, half of them on each database; `make soak` walks on, elsewhere."""

from __future__ import annotations

import os

import pytest
from hypothesis import seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.generative.walk import Walk

WALKS = int(os.environ.get("HYPOTHESIS_EXAMPLES", "500"))
STEPS = 30
PORTIONS = 10


@pytest.mark.walks
@pytest.mark.shared
@pytest.mark.django_db
@pytest.mark.parametrize("portion", range(PORTIONS))
def test_every_walk_keeps_the_invariants(portion: int) -> None:
    """Walk at random, each portion from its own seed; a soak takes a new seed each time."""
    soaking = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
    walk = Walk if soaking else seed(portion)(Walk)
    run_state_machine_as_test(
        walk, settings=settings(max_examples=WALKS // PORTIONS, stateful_step_count=STEPS, database=None)
    )
