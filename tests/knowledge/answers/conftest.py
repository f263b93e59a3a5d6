"""The scene of every test about answers."""

from __future__ import annotations

import pytest

from tests.knowledge.answers.scene import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()
