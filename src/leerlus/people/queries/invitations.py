"""Reading invitations: by their link, or by who may manage them."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied
from leerlus.people.actors import ROLE_NAMES, Role
from leerlus.people.models import Invitation, Person
from leerlus.people.policies import check_may_manage

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor


def hash_token(token: str) -> str:
    """Return what the database keeps of the secret part of a link."""
    return sha256(token.encode()).hexdigest()


def read_invitation(actor: Actor, invitation_id: int) -> Invitation:
    """Return an invitation of an organisation that the actor administers; Denied otherwise."""
    found = Invitation.objects.select_related("organisation").filter(pk=invitation_id).first()
    if found is None:
        raise Denied("Deze uitnodiging is er niet meer, of u beheert haar niet.")
    check_may_manage(actor, found.organisation_id)
    return found


def find_invitation(token: str) -> Invitation | None:
    """Return the invitation behind a link, or None; also one that was used, to be able to say so."""
    rows = Invitation.objects.filter(token_hash=hash_token(token))
    return rows.select_related("organisation").first()


def find_invited(invitation: Invitation) -> Person | None:
    """Return who already has an account with the invited address."""
    return Person.objects.filter(email=invitation.email).first() if invitation.email else None


def is_open(invitation: Invitation, at: datetime) -> bool:
    """Tell whether an invitation can still be accepted."""
    return invitation.accepted_at is None and invitation.withdrawn_at is None and invitation.expires_at > at


def describe_roles(invitation: Invitation) -> tuple[str, ...]:
    """Return the roles of an invitation in words."""
    return tuple(ROLE_NAMES[Role(role)] for role in invitation.roles)
