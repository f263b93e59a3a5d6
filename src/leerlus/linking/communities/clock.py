"""What happens in communities because of a date: the worker calls these, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from leerlus.audit.steps import Stale
from leerlus.linking.communities.actions import plan_mail, plan_membership_mail, step_membership
from leerlus.linking.communities.models import Membership
from leerlus.linking.communities.notify import write, write_about_membership
from leerlus.linking.outbox.actions import send_due
from leerlus.linking.outbox.models import Mail
from leerlus.people.actors import CLOCK
from leerlus.people.models import RoleGrant

if TYPE_CHECKING:
    from datetime import datetime


def send_notices(at: datetime) -> int:
    """Plan and hand over the mail about conversations that is due, one per member; return how many went."""
    plan_mail(at=at)
    return send_due(Mail.Kind.CONVERSATION, write, at=at)


def send_membership_mail(at: datetime) -> int:
    """Plan and hand over the mail about places in communities; return how many went."""
    plan_membership_mail(at=at)
    return send_due(Mail.Kind.MEMBERSHIP, write_about_membership, at=at)


def end_memberships(at: datetime) -> int:
    """End the place of each person who has no role any more at the organisation they were there for; return how many.

    What they contributed stays with the role and the organisation.
    """
    today = timezone.localdate(at)
    held = RoleGrant.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        person_id=OuterRef("person_id"),
        organisation_id=OuterRef("organisation_id"),
    )
    gone = Membership.objects.standing().filter(
        Q(person__isnull=True) | Q(person__is_active=False) | ~Exists(held),
    )
    ended = 0
    for membership_id in list(gone.values_list("pk", flat=True)[:500]):
        try:
            step_membership(membership_id=membership_id, name="lapse", by=CLOCK, at=at)
        except Stale:
            continue
        ended += 1
    return ended
