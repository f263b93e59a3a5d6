"""Writing: planning a meeting, saying who comes, and the mail about it."""

from leerlus.linking.meetings.actions.attending import answer, vote
from leerlus.linking.meetings.actions.mailing import hand_over, queue_mail
from leerlus.linking.meetings.actions.planning import Plan, cancel, change, choose, finish, follow_members, plan

__all__ = [
    "Plan",
    "answer",
    "cancel",
    "change",
    "choose",
    "finish",
    "follow_members",
    "hand_over",
    "plan",
    "queue_mail",
    "vote",
]
