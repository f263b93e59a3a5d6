"""The index of an installation, and a little that can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.discovery.search import actions
from leerlus.discovery.search.queries import spelling
from leerlus.discovery.search.sources import sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Remember no words of another test."""
    spelling.forget()
    yield
    sources.cache_clear()


@pytest.fixture
def follow() -> Callable[[], int]:
    """Return a round of the worker, as far as the index goes."""

    def go() -> int:
        spelling.forget()
        return actions.follow(timezone.now())

    return go
