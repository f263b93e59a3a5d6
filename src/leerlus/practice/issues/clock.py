"""What happens to issues because of a date: the worker calls these, again and again; each does only what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from leerlus.people.actors import CLOCK
from leerlus.people.models import RoleGrant
from leerlus.practice.issues.actions import move
from leerlus.practice.issues.models import Issue, Party
from leerlus.practice.issues.workflow import FED_BACK

if TYPE_CHECKING:
    from datetime import datetime


def close_after_silence(at: datetime) -> int:
    """Close issues whose raiser did not answer "does it help?" within the term; return how many."""
    late = Issue.objects.filter(state=FED_BACK, due_on__lt=timezone.localdate(at)).values_list("pk", flat=True)
    closed = 0
    for issue_id in list(late[:500]):
        with transaction.atomic():
            issue = Issue.objects.select_for_update().get(pk=issue_id)
            if issue.state == FED_BACK and issue.due_on and issue.due_on < timezone.localdate(at):
                move([issue], "lapse", by=CLOCK, at=at)
                closed += 1
    return closed


def pass_on_to_organisations(at: datetime) -> int:
    """Let the organisation take the place of each person who has left it; return how many parties passed on."""
    today = timezone.localdate(at)
    held = RoleGrant.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        person_id=OuterRef("person_id"),
        organisation_id=OuterRef("organisation_id"),
    )
    gone = Party.objects.filter(person__isnull=False).filter(Q(person__is_active=False) | ~Exists(held))
    return gone.update(person=None)
