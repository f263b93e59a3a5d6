"""The pages of intervisie: parse with a form, call an action or a query, answer."""

from leerlus.practice.peer_sessions.views.leading import cancel, choose, leave, next_step, start, take_over
from leerlus.practice.peer_sessions.views.organisation import add_method, end_method, organisation
from leerlus.practice.peer_sessions.views.planning import ask, list_sessions, methods, plan
from leerlus.practice.peer_sessions.views.room import certificate, part, room
from leerlus.practice.peer_sessions.views.sharing import share
from leerlus.practice.peer_sessions.views.writing import value, vote, write

__all__ = [
    "add_method",
    "ask",
    "cancel",
    "certificate",
    "choose",
    "end_method",
    "leave",
    "list_sessions",
    "methods",
    "next_step",
    "organisation",
    "part",
    "plan",
    "room",
    "share",
    "start",
    "take_over",
    "value",
    "vote",
    "write",
]
