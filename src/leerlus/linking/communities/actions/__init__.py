"""Writing: becoming a member, running a community, and what it agrees."""

from leerlus.linking.communities.actions.joining import join, step_membership
from leerlus.linking.communities.actions.running import Texts, ask_to_lead, edit, invite, place_in

__all__ = ["Texts", "ask_to_lead", "edit", "invite", "join", "place_in", "step_membership"]
