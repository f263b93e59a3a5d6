"""The cast, a cache without memories, and a country full of issues made in bulk."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.people.models import Organisation, Region, Theme
from leerlus.practice.issues.models import Feedback, Issue, Party
from tests.cast import Cast, make_cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(autouse=True)
def _no_memories() -> Iterator[None]:
    """The loop clock keeps its readings for ten minutes; each test reads for itself."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def fill(cast: Cast) -> Callable[..., list[Issue]]:
    """Return what makes issues in bulk: each raised, answered after some days, and found helpful or not."""

    def make(
        count: int,
        *,
        organisation: str = "bronckhorst",
        theme: str = "pip",
        raised_days_ago: int = 100,
        responded_after: int | None = 10,
        ended_after: int | None = 20,
        verdict: str = "helps",
        person: str | None = None,
        due_in: int = 5,
    ) -> list[Issue]:
        place = cast.organisations[organisation]
        raised_at = timezone.localtime() - timedelta(days=raised_days_ago)
        state, turn = ("submitted", "coordinator")
        if responded_after is not None:
            state = "responded"
        if ended_after is not None:
            state, turn = ("closed", "nobody") if verdict else ("fed_back", "raiser")
        closed = state == "closed"
        issues = Issue.objects.bulk_create(
            Issue(
                title=f"Kwestie {number} van {organisation}",
                situation="Iets loopt vast.",
                question="Wat nu?",
                meaning="Iemand wacht.",
                theme_id=theme,
                organisation=place,
                region_id=place.region_id,
                state=state,
                turn=turn,
                turn_label="de regiocoördinator van Achterhoek",
                due_on=None if closed else timezone.localdate() + timedelta(days=due_in),
                closing="answer" if closed else "",
                raised_at=raised_at,
                changed_at=raised_at,
                closed_at=timezone.now() if closed else None,
            )
            for number in range(count)
        )
        steps = [("submit", 0), ("respond", responded_after), ("answer", ended_after)]
        Event.objects.bulk_create(
            Event(
                subject="issue",
                subject_id=issue.pk,
                name=name,
                actor_label="",
                at=raised_at + timedelta(days=days),
            )
            for issue in issues
            for name, days in steps
            if days is not None
        )
        parties = Party.objects.bulk_create(
            Party(
                issue=issue,
                kind="raiser",
                person=cast.people[person] if person else None,
                organisation=place,
                region_id=place.region_id,
                joined_at=raised_at,
            )
            for issue in issues
        )
        if ended_after is not None:
            told_at = raised_at + timedelta(days=ended_after)
            Feedback.objects.bulk_create(
                Feedback(
                    party=party,
                    issue_id=party.issue_id,
                    cause=party.pk,
                    step="answer",
                    mode="D",
                    title="Beantwoord",
                    text="Zo lost u het op.",
                    asks=True,
                    at=told_at,
                    verdict=verdict,
                    answered_at=told_at + timedelta(days=3) if verdict else None,
                )
                for party in parties
            )
        return issues

    return make


@pytest.fixture
def country(cast: Cast) -> list[str]:
    """Make twelve more regions with a municipality each, and six more themes; return the keys of the organisations."""
    keys = []
    for number in range(12):
        region = Region.objects.create(
            code=f"XX{number:02}", name=f"Regio {number:02}", centre="Midden", column=number, row=9
        )
        key = f"gemeente-{number}"
        cast.organisations[key] = Organisation.objects.create(
            name=f"Gemeente {number:02}", kind="gemeente", region=region
        )
        keys.append(key)
    for number in range(6):
        Theme.objects.create(slug=f"thema-{number}", name=f"Thema {number}", position=10 + number)
    return keys
