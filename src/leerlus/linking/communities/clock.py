"""What happens in communities because of a date: the worker calls these, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from leerlus.audit.steps import Stale
from leerlus.linking.communities.actions import hand_over_notices, step_membership
from leerlus.linking.communities.models import Membership, Notice
from leerlus.linking.feedback.clock import PATIENCE
from leerlus.people.actors import CLOCK
from leerlus.people.models import RoleGrant

if TYPE_CHECKING:
    from datetime import datetime


def send_notices(at: datetime) -> int:
    """Hand over the mail about conversations that is due, one per member, and give up what was cut off."""
    stuck = Notice.objects.filter(state=Notice.State.HANDING_OVER, handed_over_at__lt=at - PATIENCE)
    stuck.update(state=Notice.State.UNCERTAIN)
    due = Notice.objects.filter(state=Notice.State.PLANNED, not_before__lte=at)
    members = due.order_by("membership_id").values_list("membership_id", flat=True).distinct()
    return sum(hand_over_notices(membership_id=pk, at=at) for pk in list(members[:500]))


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
