"""Writing: planning a meeting, its agenda, saying who comes, and the mail about it."""

from leerlus.linking.meetings.actions.agenda import (
    add_cluster,
    add_items,
    add_own,
    mark_item,
    move_item,
    prefer,
    remove_item,
)
from leerlus.linking.meetings.actions.attending import answer, vote
from leerlus.linking.meetings.actions.hosting import answer_as_guest, invite_guest, withdraw_guest
from leerlus.linking.meetings.actions.mailing import plan_mail, queue_mail
from leerlus.linking.meetings.actions.minutes import (
    conclude,
    give_task,
    hand_on_task,
    report_task,
    take_back_conclusion,
)
from leerlus.linking.meetings.actions.planning import Plan, cancel, change, choose, finish, follow_members, plan

__all__ = [
    "Plan",
    "add_cluster",
    "add_items",
    "add_own",
    "answer",
    "answer_as_guest",
    "cancel",
    "change",
    "choose",
    "conclude",
    "finish",
    "follow_members",
    "give_task",
    "hand_on_task",
    "invite_guest",
    "mark_item",
    "move_item",
    "plan",
    "plan_mail",
    "prefer",
    "queue_mail",
    "remove_item",
    "report_task",
    "take_back_conclusion",
    "vote",
    "withdraw_guest",
]
