"""Reading meetings: those of a community, one of them, and what is next."""

from leerlus.linking.meetings.queries.agenda import as_board, read_agenda
from leerlus.linking.meetings.queries.minutes import (
    Minutes,
    due_by_default,
    find_task,
    owners_of,
    read_minutes,
)
from leerlus.linking.meetings.queries.proposals import propose
from leerlus.linking.meetings.queries.reading import (
    MeetingPage,
    find_guest,
    find_meeting,
    list_meetings,
    next_meeting,
    read_meeting,
)
from leerlus.linking.meetings.queries.rhythm import after, next_in_rhythm
from leerlus.linking.meetings.queries.yielding import MeetingYield, yield_of_meetings

__all__ = [
    "MeetingPage",
    "MeetingYield",
    "Minutes",
    "after",
    "as_board",
    "due_by_default",
    "find_guest",
    "find_meeting",
    "find_task",
    "list_meetings",
    "next_in_rhythm",
    "next_meeting",
    "owners_of",
    "propose",
    "read_agenda",
    "read_meeting",
    "read_minutes",
    "yield_of_meetings",
]
