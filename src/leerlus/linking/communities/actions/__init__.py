"""Writing: becoming a member, running a community and what it agrees, and its conversation."""

from leerlus.linking.communities.actions.joining import join, step_membership
from leerlus.linking.communities.actions.running import Texts, ask_to_lead, edit, invite, place_in
from leerlus.linking.communities.actions.talking import (
    choose_hearing,
    hand_over_notices,
    hide,
    open_topic,
    post,
    show_again,
)

__all__ = [
    "Texts",
    "ask_to_lead",
    "choose_hearing",
    "edit",
    "hand_over_notices",
    "hide",
    "invite",
    "join",
    "open_topic",
    "place_in",
    "post",
    "show_again",
    "step_membership",
]
