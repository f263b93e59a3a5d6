"""Writing: becoming a member, running a community and what it agrees, and its conversation."""

from leerlus.linking.communities.actions.joining import join, step_membership
from leerlus.linking.communities.actions.mailing import plan_mail, plan_membership_mail
from leerlus.linking.communities.actions.running import Texts, ask_to_lead, edit, invite, place_in
from leerlus.linking.communities.actions.talking import (
    choose_hearing,
    hide,
    open_topic,
    post,
    remove_file,
    show_again,
)

__all__ = [
    "Texts",
    "ask_to_lead",
    "choose_hearing",
    "edit",
    "hide",
    "invite",
    "join",
    "open_topic",
    "place_in",
    "plan_mail",
    "plan_membership_mail",
    "post",
    "remove_file",
    "show_again",
    "step_membership",
]
