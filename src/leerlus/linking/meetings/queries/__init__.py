"""Reading meetings: those of a community, one of them, and what is next."""

from leerlus.linking.meetings.queries.agenda import as_board, read_agenda
from leerlus.linking.meetings.queries.proposals import propose
from leerlus.linking.meetings.queries.reading import (
    MeetingPage,
    find_meeting,
    list_meetings,
    next_meeting,
    read_meeting,
)
from leerlus.linking.meetings.queries.rhythm import after, next_in_rhythm

__all__ = [
    "MeetingPage",
    "after",
    "as_board",
    "find_meeting",
    "list_meetings",
    "next_in_rhythm",
    "next_meeting",
    "propose",
    "read_agenda",
    "read_meeting",
]
