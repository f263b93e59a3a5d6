"""Which answers say no longer what they said: what whoever used them must hear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.knowledge.answers.models import Publication

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """One answer that was withdrawn, or that says something else now.

    cause  the event of it: each of them is told once      sentence  what changed, in one sentence for the reader
    used   what stood there before
    """

    cause: int
    answer_id: int
    question: str
    sentence: str
    withdrawn: bool
    at: datetime
    address: str
    used: Publication


def recalled_since(since: datetime, until: datetime | None = None) -> list[Recalled]:
    """Return what was withdrawn or changed in substance after a moment, the oldest first; two queries.

    The recalls ask this for whoever used or keeps an answer, and the newsletter for the readers of its letters.
    """
    ended = Publication.objects.filter(published_until__gt=since, ended_cause__isnull=False)
    if until is not None:
        ended = ended.filter(published_until__lte=until)
    found = list(ended.order_by("published_until", "pk"))
    followers = {
        (each.answer_id, each.number): each
        for each in Publication.objects.filter(answer__in={each.answer_id for each in found})
    }
    recalled = []
    for each in found:
        follower = followers.get((each.answer_id, each.number + 1))
        withdrawn = each.ending == Publication.Ending.WITHDRAWN
        is_substantive = follower is not None and follower.significance == Publication.Significance.SUBSTANTIVE
        if each.ended_cause is None or each.published_until is None or not (withdrawn or is_substantive):
            continue
        recalled.append(
            Recalled(
                cause=each.ended_cause,
                answer_id=each.answer_id,
                question=each.question,
                sentence=each.withdrawn_because if withdrawn or follower is None else follower.note,
                withdrawn=withdrawn,
                at=each.published_until,
                address=each.address,
                used=each,
            )
        )
    return recalled
