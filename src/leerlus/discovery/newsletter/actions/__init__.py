"""Writing: subscribing and unsubscribing, making a letter, and sending it."""

from leerlus.discovery.newsletter.actions.composing import (
    BlockText,
    add_text,
    change_block,
    change_letter,
    gather,
    leave_out,
    move,
    start_letter,
)
from leerlus.discovery.newsletter.actions.correcting import correct_letters
from leerlus.discovery.newsletter.actions.mailing import hand_over_due
from leerlus.discovery.newsletter.actions.returning import take_returned
from leerlus.discovery.newsletter.actions.sending import (
    finish_letters,
    plan_deliveries,
    send,
    send_test,
    start_due,
    take_back,
)
from leerlus.discovery.newsletter.actions.subscribing import (
    change_choices,
    confirm,
    subscribe,
    subscribe_person,
    unsubscribe,
)

__all__ = [
    "BlockText",
    "add_text",
    "change_block",
    "change_choices",
    "change_letter",
    "confirm",
    "correct_letters",
    "finish_letters",
    "gather",
    "hand_over_due",
    "leave_out",
    "move",
    "plan_deliveries",
    "send",
    "send_test",
    "start_due",
    "start_letter",
    "subscribe",
    "subscribe_person",
    "take_back",
    "take_returned",
    "unsubscribe",
]
