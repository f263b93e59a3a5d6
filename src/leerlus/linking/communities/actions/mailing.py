"""Mail about conversations and places: rows first; the outbox hands each over at most once (ADR 0006)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.linking.communities.models import MembershipMail, Notice
from leerlus.linking.outbox.actions import AT_A_TIME, put_in_mail
from leerlus.linking.outbox.models import Mail

if TYPE_CHECKING:
    from datetime import datetime


def plan_mail(*, at: datetime) -> int:
    """Put what is due in one mail for each member; return how many."""
    due = Notice.objects.filter(mail__isnull=True, not_before__lte=at)
    due = due.exclude(membership__person__isnull=True)
    people = due.order_by().values_list("membership_id", "membership__person_id").distinct()
    return sum(
        put_in_mail(due.filter(membership_id=member), person_id=person, kind=Mail.Kind.CONVERSATION, at=at)
        for member, person in list(people[:AT_A_TIME])
    )


def plan_membership_mail(*, at: datetime) -> int:
    """Put what somebody hears about their place in a mail; return how many."""
    waiting = MembershipMail.objects.filter(mail__isnull=True).exclude(membership__person__isnull=True)
    people = waiting.order_by("pk").values_list("pk", "membership__person_id")
    return sum(
        put_in_mail(waiting.filter(pk=pk), person_id=person, kind=Mail.Kind.MEMBERSHIP, at=at)
        for pk, person in list(people[:AT_A_TIME])
    )
