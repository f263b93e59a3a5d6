"""Reading: what this participant may see now, and for administrators only that a session was."""

from leerlus.practice.peer_sessions.queries.certificate import print_certificate
from leerlus.practice.peer_sessions.queries.dates import SessionDate, dates_of
from leerlus.practice.peer_sessions.queries.listing import (
    OrganisationNumbers,
    OwnSessions,
    SessionLine,
    colleagues,
    find_people,
    methods_for,
    numbers_of,
    own_methods,
    own_sessions,
    read_group,
    upcoming,
)
from leerlus.practice.peer_sessions.queries.own_data import own_data
from leerlus.practice.peer_sessions.queries.panels import panels_for, panels_of
from leerlus.practice.peer_sessions.queries.room import find_session, may_take_over_now, read_room
from leerlus.practice.peer_sessions.queries.shown import Room
from leerlus.practice.peer_sessions.queries.streaming import read_ticket, read_versions, stream_address
from leerlus.practice.peer_sessions.queries.wording import KIND_LABELS

__all__ = [
    "KIND_LABELS",
    "OrganisationNumbers",
    "OwnSessions",
    "Room",
    "SessionDate",
    "SessionLine",
    "colleagues",
    "dates_of",
    "find_people",
    "find_session",
    "may_take_over_now",
    "methods_for",
    "numbers_of",
    "own_data",
    "own_methods",
    "own_sessions",
    "panels_for",
    "panels_of",
    "print_certificate",
    "read_group",
    "read_room",
    "read_ticket",
    "read_versions",
    "stream_address",
    "upcoming",
]
