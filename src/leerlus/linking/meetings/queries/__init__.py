"""Reading meetings: those of a community, one of them, and what is next."""

from leerlus.linking.meetings.queries.agenda import as_board, read_agenda
from leerlus.linking.meetings.queries.ahead import MeetingLine, ahead_of
from leerlus.linking.meetings.queries.minutes import (
    Minutes,
    due_by_default,
    find_task,
    owners_of,
    read_minutes,
)
from leerlus.linking.meetings.queries.own_data import own_data
from leerlus.linking.meetings.queries.paper import as_paper
from leerlus.linking.meetings.queries.presence import Presence, read_presence
from leerlus.linking.meetings.queries.proposals import ProposalGroup, propose
from leerlus.linking.meetings.queries.reading import (
    MeetingPage,
    find_guest,
    find_meeting,
    has_role_at,
    list_meetings,
    next_meeting,
    read_meeting,
)
from leerlus.linking.meetings.queries.rhythm import after, next_in_rhythm
from leerlus.linking.meetings.queries.yielding import MeetingYield, yield_of_meetings

__all__ = [
    "MeetingLine",
    "MeetingPage",
    "MeetingYield",
    "Minutes",
    "Presence",
    "ProposalGroup",
    "after",
    "ahead_of",
    "as_board",
    "as_paper",
    "due_by_default",
    "find_guest",
    "find_meeting",
    "find_task",
    "has_role_at",
    "list_meetings",
    "next_in_rhythm",
    "next_meeting",
    "own_data",
    "owners_of",
    "propose",
    "read_agenda",
    "read_meeting",
    "read_minutes",
    "read_presence",
    "yield_of_meetings",
]
