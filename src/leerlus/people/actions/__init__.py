"""Writing about people: each verb checks the policy, writes in one transaction and leaves one event."""

from leerlus.people.actions.accounts import (
    change_profile,
    delete_account,
    note_reachable,
    note_unreachable,
    stop_being_sampled,
)
from leerlus.people.actions.inviting import accept_invitation, invite, resend_invitation, withdraw_invitation
from leerlus.people.actions.organising import add_organisation, end_role, tell_caseload
from leerlus.people.actions.reference import load_reference_data

__all__ = [
    "accept_invitation",
    "add_organisation",
    "change_profile",
    "delete_account",
    "end_role",
    "invite",
    "load_reference_data",
    "note_reachable",
    "note_unreachable",
    "resend_invitation",
    "stop_being_sampled",
    "tell_caseload",
    "withdraw_invitation",
]
