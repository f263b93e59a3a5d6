"""Who may do what with organisations, roles, invitations and accounts; `check_` raises Denied, `may_` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from leerlus.audit.steps import Denied
from leerlus.people.actors import KIND_NAMES, LINKING_ROLES, ROLE_NAMES, OrganisationKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from leerlus.people.actors import Actor

PLATFORM_ROLES = frozenset(
    {
        Role.REGIONAL_COORDINATOR,
        Role.KNOWLEDGE_EDITOR,
        Role.REVIEWER,
        Role.SYSTEM_ADVISER,
        Role.PLATFORM_ADMINISTRATOR,
    }
)
"""Roles that reach beyond one organisation: only a platform administrator gives them."""

LIMITED_ROLES = LINKING_ROLES | {Role.KNOWLEDGE_EDITOR, Role.REVIEWER, Role.SYSTEM_ADVISER}
"""Roles that a region or theme can limit; the others always hold for the whole organisation."""

KINDS_OF_ROLE: dict[Role, frozenset[OrganisationKind]] = {
    Role.KNOWLEDGE_EDITOR: frozenset({OrganisationKind.DIVOSA}),
    Role.REVIEWER: frozenset({OrganisationKind.DIVOSA, OrganisationKind.VNG, OrganisationKind.MINISTRY}),
    Role.SYSTEM_ADVISER: frozenset({OrganisationKind.MINISTRY}),
}
"""Roles that belong to certain kinds of organisation; a role that is not here belongs to all."""


class InvitationFacts(Protocol):
    """What the policies need to know of an invitation."""

    organisation_id: int
    expires_at: datetime
    accepted_at: datetime | None
    withdrawn_at: datetime | None


class RoleFacts(Protocol):
    """What the policies need to know of a role that somebody holds."""

    organisation_id: int
    role: str


def may_manage(actor: Actor, organisation_id: int) -> bool:
    """Tell whether the actor administers this organisation."""
    return actor.has(Role.PLATFORM_ADMINISTRATOR) or any(
        grant.role is Role.ORGANISATION_ADMINISTRATOR and grant.organisation_id == organisation_id
        for grant in actor.grants
    )


def check_may_manage(actor: Actor, organisation_id: int) -> None:
    """Raise Denied if the actor does not administer this organisation."""
    if not may_manage(actor, organisation_id):
        raise Denied("U beheert deze organisatie niet.")


def check_may_tell_caseload(actor: Actor, organisation_id: int, kind: str) -> None:
    """Raise Denied if the actor may not say how many inburgeraars this organisation guides."""
    check_may_manage(actor, organisation_id)
    if kind != OrganisationKind.MUNICIPALITY:
        raise Denied("Alleen een gemeente geeft op hoeveel inburgeraars zij begeleidt, zodat niemand dubbel telt.")


def may_manage_some(actor: Actor) -> bool:
    """Tell whether the actor administers any organisation."""
    return actor.has(Role.ORGANISATION_ADMINISTRATOR, Role.PLATFORM_ADMINISTRATOR)


def check_may_manage_some(actor: Actor) -> None:
    """Raise Denied if the actor administers no organisation at all."""
    if not may_manage_some(actor):
        raise Denied("Alleen een beheerder ziet deze pagina.")


def may_add_organisation(actor: Actor) -> bool:
    """Tell whether the actor may add an organisation."""
    return actor.has(Role.PLATFORM_ADMINISTRATOR)


def check_may_add_organisation(actor: Actor) -> None:
    """Raise Denied if the actor may not add an organisation."""
    if not may_add_organisation(actor):
        raise Denied("Alleen de beheerder van het platform voegt een organisatie toe.")


def roles_to_give(actor: Actor, organisation_id: int, kind: OrganisationKind) -> tuple[Role, ...]:
    """Return the roles that the actor may give for an organisation of this kind, in the order of `Role`."""
    if not may_manage(actor, organisation_id):
        return ()
    return tuple(
        role
        for role in Role
        if kind in KINDS_OF_ROLE.get(role, frozenset({kind}))
        and (role not in PLATFORM_ROLES or actor.has(Role.PLATFORM_ADMINISTRATOR))
    )


def check_may_invite(
    actor: Actor, organisation_id: int, kind: OrganisationKind, roles: Iterable[Role], *, region: str | None = None
) -> None:
    """Raise Denied if the actor may not invite somebody for these roles in this organisation."""
    check_may_manage(actor, organisation_id)
    wanted = list(roles)
    if not wanted:
        raise Denied("Kies ten minste één rol.")
    for role in wanted:
        if kind not in KINDS_OF_ROLE.get(role, frozenset({kind})):
            raise Denied(f"De rol {ROLE_NAMES[role].lower()} past niet bij een organisatie van de soort {_name(kind)}.")
        if role in PLATFORM_ROLES and not actor.has(Role.PLATFORM_ADMINISTRATOR):
            raise Denied(f"Alleen de beheerder van het platform geeft de rol {ROLE_NAMES[role].lower()}.")
    # Without a region the role reaches the whole country; that is for the coordinators of Divosa alone.
    if Role.REGIONAL_COORDINATOR in wanted and region is None and kind is not OrganisationKind.DIVOSA:
        raise Denied("Een regiocoördinator werkt voor één regio. Kies de regio.")


def _name(kind: OrganisationKind) -> str:
    """Return the name of a kind as it reads inside a sentence."""
    return f"“{KIND_NAMES[kind]}”"


def check_is_open(invitation: InvitationFacts) -> None:
    """Raise Denied if the invitation was accepted or withdrawn; one that expired can still be sent again."""
    if invitation.accepted_at is not None:
        raise Denied("Deze uitnodiging is al gebruikt. Log in met uw e-mailadres en wachtwoord.")
    if invitation.withdrawn_at is not None:
        raise Denied("Deze uitnodiging is ingetrokken. Vraag uw beheerder om een nieuwe.")


def check_may_change_invitation(actor: Actor, invitation: InvitationFacts) -> None:
    """Raise Denied if the actor may not send this invitation again or withdraw it."""
    check_may_manage(actor, invitation.organisation_id)
    check_is_open(invitation)


def check_may_accept(actor: Actor, invitation: InvitationFacts, *, invited_id: int | None, at: datetime) -> None:
    """Raise Denied if this invitation can not be accepted now, by whoever holds the link.

    invited_id  the person who already has the invited address, if there is one
    """
    check_is_open(invitation)
    if invitation.expires_at <= at:
        raise Denied("Deze uitnodiging is verlopen. Vraag uw beheerder om haar opnieuw te sturen.")
    if not actor.is_visitor and actor.person_id != invited_id:
        raise Denied("Deze uitnodiging is voor een ander e-mailadres. Log eerst uit en open de link opnieuw.")


def check_may_end_role(actor: Actor, held: RoleFacts, *, others: int) -> None:
    """Raise Denied if the actor may not end this role.

    others  how many other people hold this role: in the organisation, or anywhere if it is the platform's
    """
    check_may_manage(actor, held.organisation_id)
    if held.role == Role.PLATFORM_ADMINISTRATOR:
        if not actor.has(Role.PLATFORM_ADMINISTRATOR):
            raise Denied("Alleen de beheerder van het platform beëindigt deze rol.")
        if not others:
            raise Denied("Dit is de laatste beheerder van het platform. Nodig eerst een andere uit.")
    if held.role == Role.ORGANISATION_ADMINISTRATOR and not others and not actor.has(Role.PLATFORM_ADMINISTRATOR):
        raise Denied("Dit is de laatste beheerder van uw organisatie. Nodig eerst een andere uit.")


def check_may_change_account(actor: Actor, person_id: int) -> None:
    """Raise Denied if this is not the actor's own account."""
    if actor.person_id != person_id:
        raise Denied("U kunt alleen uw eigen gegevens veranderen.")


def check_may_delete_account(actor: Actor, person_id: int, *, other_platform_administrators: int) -> None:
    """Raise Denied if the actor may not delete this account now."""
    check_may_change_account(actor, person_id)
    if actor.has(Role.PLATFORM_ADMINISTRATOR) and not other_platform_administrators:
        raise Denied("U bent de laatste beheerder van het platform. Nodig eerst een andere uit.")


def may_see_who_know(actor: Actor) -> bool:
    """Tell whether the actor may read who offers help with a theme: whoever takes part, in whatever role."""
    return bool(actor.grants)


def may_edit_content(actor: Actor) -> bool:
    """Tell whether the actor may use the content system: who guards the words of answers, pages and stories."""
    return actor.has(Role.KNOWLEDGE_EDITOR)
