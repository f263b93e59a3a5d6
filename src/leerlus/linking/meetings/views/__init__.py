"""Pages about meetings: planning, and taking part."""

from leerlus.linking.meetings.views.planning import cancel, change, choose, plan, poll
from leerlus.linking.meetings.views.reading import answer, calendar_file, show_list, show_meeting, vote

__all__ = [
    "answer",
    "calendar_file",
    "cancel",
    "change",
    "choose",
    "plan",
    "poll",
    "show_list",
    "show_meeting",
    "vote",
]
