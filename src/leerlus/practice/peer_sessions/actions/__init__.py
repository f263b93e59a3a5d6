"""Writing: what people and the software do with a session. Each deed is one transaction.

A step leaves one row in the history, with the role and never the person or the content. Writing, voting and weighing
leave none: when who wrote is nobody's business afterwards.
"""

from leerlus.practice.peer_sessions.actions.keeping import add_method, end_method, wipe
from leerlus.practice.peer_sessions.actions.leading import choose, next_step, start, step_by_date, take_over
from leerlus.practice.peer_sessions.actions.planning import Plan, cancel, invite, leave, open_up, plan, sign_up
from leerlus.practice.peer_sessions.actions.writing import LONGEST, be_present, value, vote, write

__all__ = [
    "LONGEST",
    "Plan",
    "add_method",
    "be_present",
    "cancel",
    "choose",
    "end_method",
    "invite",
    "leave",
    "next_step",
    "open_up",
    "plan",
    "sign_up",
    "start",
    "step_by_date",
    "take_over",
    "value",
    "vote",
    "wipe",
    "write",
]
