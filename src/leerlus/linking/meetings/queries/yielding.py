"""What the meetings of a community yielded: how many there were, and the solutions that somebody reported on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.linking.meetings.models import Conclusion, Task
from leerlus.linking.meetings.workflow import HELD

if TYPE_CHECKING:
    from leerlus.linking.communities.models import Community

SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingYield:
    """Numbers of the meetings that were held, and the newest solutions with what came of them."""

    held: int
    conclusions: int
    solutions: tuple[Task, ...]


def yield_of_meetings(community: Community) -> MeetingYield:
    """Return what the meetings of a community yielded; three queries."""
    done = Task.objects.filter(meeting__community=community, is_solution=True, done_at__isnull=False)
    return MeetingYield(
        held=community.meetings.filter(state=HELD).count(),
        conclusions=Conclusion.objects.filter(item__meeting__community=community).count(),
        solutions=tuple(done.select_related("owner__organisation").order_by("-done_at", "-pk")[:SHOWN]),
    )
