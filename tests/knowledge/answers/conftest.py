"""The scene of every test about answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.knowledge.answers.scene import Scene, make_scene
from tests.mailbox import mail_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.mailbox import Mailbox


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def letters() -> Iterator[Mailbox]:
    """Return the mail server to which the product mails in this test."""
    with mail_server() as mailbox:
        yield mailbox
