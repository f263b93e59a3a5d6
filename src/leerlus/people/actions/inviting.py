"""Inviting somebody, and what becomes of the invitation."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.people.acting import actor_of
from leerlus.people.actors import OrganisationKind, Role
from leerlus.people.models import Invitation, Person, RoleGrant
from leerlus.people.notify import send_invitation
from leerlus.people.policies import (
    LIMITED_ROLES,
    check_may_accept,
    check_may_change_invitation,
    check_may_invite,
)
from leerlus.people.queries import find_invitation, find_invited, hash_token

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor
    from leerlus.people.models import Organisation, Region, Theme

VALID_FOR = timedelta(days=14)
ADMINISTRATORS = (Role.ORGANISATION_ADMINISTRATOR, Role.PLATFORM_ADMINISTRATOR)


def invite(
    *,
    organisation: Organisation,
    email: str,
    roles: Sequence[Role],
    region: Region | None = None,
    theme: Theme | None = None,
    by: Actor,
    at: datetime,
) -> Invitation:
    """Invite somebody to hold these roles; the mail leaves when everything is written."""
    region_code = region.pk if region else None
    check_may_invite(by, organisation.pk, OrganisationKind(organisation.kind), roles, region=region_code)
    token = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                organisation=organisation,
                email=email.lower(),
                roles=[role.value for role in roles],
                region=region,
                theme=theme,
                token_hash=hash_token(token),
                invited_by_id=by.person_id,
                sent_at=at,
                expires_at=at + VALID_FOR,
            )
            _note(invitation, "invited", by=by, at=at)
            transaction.on_commit(lambda: send_invitation(invitation, email=invitation.email, token=token))
    except IntegrityError as error:
        raise Denied("Voor dit adres staat al een uitnodiging open. Stuur die opnieuw of trek haar in.") from error
    return invitation


def resend_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """Send a fresh link; the earlier link stops working."""
    check_may_change_invitation(by, invitation)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        changed = _open(invitation).update(token_hash=hash_token(token), sent_at=at, expires_at=at + VALID_FOR)
        if not changed:
            raise Stale("De uitnodiging")
        _note(invitation, "resent", by=by, at=at)
        transaction.on_commit(lambda: send_invitation(invitation, email=invitation.email, token=token))


def withdraw_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """Withdraw it: the link stops working and the address is wiped."""
    check_may_change_invitation(by, invitation)
    with transaction.atomic():
        if not _open(invitation).update(withdrawn_at=at, email=""):
            raise Stale("De uitnodiging")
        _note(invitation, "withdrawn", by=by, at=at)


def accept_invitation(*, token: str, name: str = "", password: str = "", by: Actor, at: datetime) -> Person:
    """Give the roles to whoever has the invited address, and make the account if there is none yet.

    `name` and `password` are for a new account only; an account that exists keeps its own.
    """
    with transaction.atomic():
        invitation = find_invitation(token)
        if invitation is None:
            raise Denied("Deze uitnodiging is er niet. Kijk of u de hele link hebt overgenomen.")
        person = find_invited(invitation)
        check_may_accept(by, invitation, invited_id=person.pk if person else None, at=at)
        if person is None:
            person = Person.objects.create_user(invitation.email, password, name=name)
        elif not person.is_active:
            person.is_active = True
            person.save(update_fields=["is_active"])
        still_open = _open(invitation).filter(token_hash=hash_token(token))
        if not still_open.update(accepted_at=at, accepted_by=person, email=""):
            raise Stale("De uitnodiging")
        _grant(invitation, person, at=at)
        accepted = actor_of(person, timezone.localdate(at))
        _note(invitation, "accepted", by=accepted, at=at)
    return person


def _open(invitation: Invitation) -> QuerySet[Invitation]:
    """Return the row only while it is open, so that two clicks cannot both win."""
    return Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True)


def _grant(invitation: Invitation, person: Person, *, at: datetime) -> None:
    """Write the roles of an invitation; one that is already held stays as it is."""
    for role in invitation.roles:
        limited = Role(role) in LIMITED_ROLES
        RoleGrant.objects.get_or_create(
            person=person,
            organisation_id=invitation.organisation_id,
            role=role,
            region_id=invitation.region_id if limited else None,
            theme_id=invitation.theme_id if limited else None,
            until=None,
            defaults={"since": timezone.localdate(at)},
        )


def _note(invitation: Invitation, name: str, *, by: Actor, at: datetime) -> None:
    """Write the event of a verb; the history names roles and organisations, never an address."""
    record(
        subject="invitation",
        subject_id=invitation.pk,
        name=name,
        is_step=False,
        actor_id=by.person_id,
        actor_label=by.label(*ADMINISTRATORS),
        at=at,
        data={"organisation": invitation.organisation_id, "roles": invitation.roles},
    )
