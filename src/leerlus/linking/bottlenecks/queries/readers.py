"""Who will read what a step tells: counted before it is sent, so that nobody is surprised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from leerlus.linking.bottlenecks.workflow import ISSUE_STEPS
from leerlus.practice.issues.models import Party
from leerlus.practice.issues.workflow import WORKFLOW as ISSUE_WORKFLOW

if TYPE_CHECKING:
    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.practice.issues.notify import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """How many will read it."""

    parties: int
    organisations: int
    regions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What each party will read, exactly, and whether they are asked if it helps."""

    title: str
    text: str
    change: str
    asks: bool
    readers: Readers


def preview(bottleneck: Bottleneck, step: str, message: Message) -> Preview:
    """Return what the parties will read of this step."""
    issue_step = ISSUE_WORKFLOW.step(ISSUE_STEPS[step])
    return Preview(
        title=message.title or issue_step.done,
        text=message.text,
        change=message.change,
        asks=issue_step.asks,
        readers=count_readers(bottleneck, step),
    )


def count_readers(bottleneck: Bottleneck, step: str) -> Readers:
    """Count the parties that hear of this step: those of the issues that go along with it, as `advance` takes them."""
    return _count(
        Q(
            issue__bundlings__bottleneck=bottleneck.pk,
            issue__bundlings__until__isnull=True,
            issue__state__in=ISSUE_WORKFLOW.step(ISSUE_STEPS[step]).sources,
        )
    )


def _count(where: Q) -> Readers:
    counted = Party.objects.filter(where, left_at__isnull=True).aggregate(
        parties=Count("pk", distinct=True),
        organisations=Count("organisation_id", distinct=True),
        regions=Count("organisation__region_id", distinct=True),
    )
    return Readers(**counted)
