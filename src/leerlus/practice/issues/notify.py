"""Writing feedback to the parties of issues: each party hears of each step exactly once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.audit.steps import Audience
from leerlus.practice.issues.models import Feedback, Party

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from leerlus.audit.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What the parties read about a step.

    text    what became of what you raised     change  what changes for your work, if anything
    title   the headline; the step's own words when empty          link    the page that tells more
    """

    text: str
    change: str = ""
    title: str = ""
    link: str = ""


def tell(
    *, causes: Mapping[int, int], step: Step, message: Message, at: datetime, asks: bool | None = None
) -> list[Feedback]:
    """Write the feedback of one step to everybody who must hear of it, and return the rows.

    causes  the event that caused it, per issue. A party that already heard of that event is skipped by the database.
    """
    if step.tells is Audience.NOBODY or step.mode is None:
        return []
    parties = Party.objects.filter(issue_id__in=list(causes), left_at__isnull=True)
    if step.tells is Audience.RAISER:
        parties = parties.filter(kind=Party.Kind.RAISER)
    rows = [
        Feedback(
            party=party,
            issue_id=party.issue_id,
            cause=causes[party.issue_id],
            step=step.name,
            mode=step.mode,
            title=message.title or step.done,
            text=message.text,
            change=message.change,
            link=message.link or f"/kwesties/{party.issue_id}/",
            asks=step.asks if asks is None else asks,
            at=at,
        )
        for party in parties.order_by("pk")
    ]
    return Feedback.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
