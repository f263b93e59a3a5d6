"""Adding an organisation, and ending the role that somebody holds in one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.people.actors import OrganisationKind, Role
from leerlus.people.models import Organisation, Person, RoleGrant
from leerlus.people.policies import check_may_add_organisation, check_may_end_role, check_may_tell_caseload
from leerlus.people.queries import count_others, held_on

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor
    from leerlus.people.models import Municipality, Region


def add_organisation(
    *,
    name: str,
    kind: OrganisationKind,
    municipality: Municipality | None = None,
    region: Region | None = None,
    by: Actor,
    at: datetime,
) -> Organisation:
    """Add an organisation; its region is that of its municipality unless another one is given."""
    check_may_add_organisation(by)
    if kind is OrganisationKind.MUNICIPALITY and municipality is None:
        raise Denied("Kies bij welke gemeente deze organisatie hoort.")
    with transaction.atomic():
        organisation = Organisation.objects.create(
            name=name,
            kind=kind,
            municipality=municipality,
            region=region or (municipality.region if municipality else None),
        )
        record(
            subject="organisation",
            subject_id=organisation.pk,
            name="added",
            is_step=False,
            actor_id=by.person_id,
            actor_label=by.label(Role.PLATFORM_ADMINISTRATOR),
            at=at,
            data={"kind": kind.value},
        )
    return organisation


def tell_caseload(*, organisation_id: int, caseload: int | None, by: Actor, at: datetime) -> Organisation:
    """Note how many inburgeraars a municipality guides, about; None takes the number away."""
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
        check_may_tell_caseload(by, organisation.pk, organisation.kind)
        organisation.caseload = caseload
        organisation.caseload_on = None if caseload is None else timezone.localdate(at)
        organisation.save(update_fields=["caseload", "caseload_on"])
        record(
            subject="organisation",
            subject_id=organisation.pk,
            name="caseload",
            is_step=False,
            actor_id=by.person_id,
            actor_label=by.label(Role.ORGANISATION_ADMINISTRATOR, Role.PLATFORM_ADMINISTRATOR),
            at=at,
            data={"caseload": caseload},
        )
    return organisation


def end_role(*, held: RoleGrant, left_service: bool = False, by: Actor, at: datetime) -> None:
    """End a role as of now; what is open stays with the organisation.

    With `left_service` every role of this person in the organisation ends, and without any role left anywhere the
    account is closed. The person's contributions stay.
    """
    today = timezone.localdate(at)
    check_may_end_role(by, held, others=count_others(held, today))
    with transaction.atomic():
        ending = RoleGrant.objects.filter(held_on(today), pk=held.pk)
        if left_service:
            ending = RoleGrant.objects.filter(
                held_on(today), person_id=held.person_id, organisation_id=held.organisation_id
            )
            for other in ending.exclude(pk=held.pk):
                check_may_end_role(by, other, others=count_others(other, today))
        roles = list(ending.values_list("role", flat=True))
        # The last day is yesterday: a role that ended does nothing any more, also not for the rest of today.
        if not roles or not ending.update(until=today - timedelta(days=1)):
            raise Stale("Deze rol")
        closes = left_service and not RoleGrant.objects.filter(held_on(today), person_id=held.person_id).exists()
        if closes:
            Person.objects.filter(pk=held.person_id).update(is_active=False)
        record(
            subject="person",
            subject_id=held.person_id,
            name="role_ended",
            is_step=False,
            actor_id=by.person_id,
            actor_label=by.label(Role.ORGANISATION_ADMINISTRATOR, Role.PLATFORM_ADMINISTRATOR),
            at=at,
            note="Wat nog open stond, ligt nu bij de organisatie.",
            data={"organisation": held.organisation_id, "roles": roles, "left": left_service, "closed": closes},
        )
