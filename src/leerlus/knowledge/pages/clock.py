"""On dates: pages that come, and pages that go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from leerlus.knowledge.pages import actions

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def publish_pages(at: datetime) -> int:
    """Publish and take off what editors planned; return how many."""
    return actions.publish_due(at)
