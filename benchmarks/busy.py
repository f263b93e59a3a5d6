"""The two pages with the most on them: an issue that many discuss, and a bottleneck that has been around for long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from leerlus.audit.models import Event
from leerlus.config.demo import content
from leerlus.linking.bottlenecks.models import ActionPoint, Voice
from leerlus.linking.outcomes.models import Outcome
from leerlus.practice.issues.models import Contribution, Party

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.models import Organisation


def enliven(bottleneck_id: int, now: datetime) -> None:
    """Give the bottleneck with the most issues what a long-lived one has: actions, voices, an agreement, a history."""
    words = content.clusters()[0]
    ActionPoint.objects.bulk_create(
        ActionPoint(
            bottleneck_id=bottleneck_id, text="Uitzoeken", who="Divosa", due_on=(now + timedelta(days=n - 2)).date()
        )
        for n in range(5)
    )
    Voice.objects.bulk_create(
        Voice(bottleneck_id=bottleneck_id, text=words.meanings[0], label="ervaringsdeskundige", at=now, fictional=True)
        for _ in range(3)
    )
    events = Event.objects.bulk_create(
        Event(
            subject="bottleneck",
            subject_id=bottleneck_id,
            name="bundle",
            is_step=False,
            actor_label="regiocoördinator",
            at=now - timedelta(days=40 - n),
            note="zelfde oorzaak",
            data={"issues": [n]},
        )
        for n in range(40)
    )
    Outcome.objects.create(
        bottleneck_id=bottleneck_id,
        kind=Outcome.Kind.GUIDE,
        title="Zo kan het",
        text=words.bottleneck["summary"],
        change="U hoeft niet meer te wachten.",
        effective_on=now.date(),
        cause=events[0].pk,
        by_label="regiocoördinator",
        at=now,
    )


def discuss(issue_id: int, persons: list[int], organisations: list[Organisation], now: datetime) -> None:
    """Give one issue fifty contributions and fifteen recognitions."""
    words = content.clusters()[0]
    Contribution.objects.bulk_create(
        Contribution(
            issue_id=issue_id,
            person_id=persons[n],
            organisation=organisations[n],
            label=organisations[n].name,
            text=words.contributions[n % len(words.contributions)],
            at=now - timedelta(days=60 - n),
        )
        for n in range(50)
    )
    Party.objects.bulk_create(
        Party(
            issue_id=issue_id,
            kind="recogniser",
            person_id=persons[100 + n],
            organisation=organisations[100 + n],
            region=organisations[100 + n].region,
            context="Bij ons ook.",
            joined_at=now,
        )
        for n in range(15)
    )
