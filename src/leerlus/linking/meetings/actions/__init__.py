"""Writing: planning a meeting, its agenda, saying who comes, and the mail about it."""

from leerlus.linking.meetings.actions.agenda import (
    add_cluster,
    add_items,
    add_own,
    mark_item,
    move_item,
    prefer,
    remove_item,
    set_times,
)
from leerlus.linking.meetings.actions.attending import answer, vote
from leerlus.linking.meetings.actions.ending import cancel, finish
from leerlus.linking.meetings.actions.hosting import answer_as_guest, invite_guest, withdraw_guest
from leerlus.linking.meetings.actions.inviting import follow_members
from leerlus.linking.meetings.actions.mailing import plan_mail, queue_mail
from leerlus.linking.meetings.actions.minutes import (
    conclude,
    give_task,
    hand_on_task,
    report_task,
    take_back_conclusion,
)
from leerlus.linking.meetings.actions.planning import Plan, change, choose, confirm, plan
from leerlus.linking.meetings.actions.presence import give_roles, mark_presence
from leerlus.linking.meetings.actions.rhythm import move_on, propose_next

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
    "confirm",
    "finish",
    "follow_members",
    "give_roles",
    "give_task",
    "hand_on_task",
    "invite_guest",
    "mark_item",
    "mark_presence",
    "move_item",
    "move_on",
    "plan",
    "plan_mail",
    "prefer",
    "propose_next",
    "queue_mail",
    "remove_item",
    "report_task",
    "set_times",
    "take_back_conclusion",
    "vote",
    "withdraw_guest",
]
