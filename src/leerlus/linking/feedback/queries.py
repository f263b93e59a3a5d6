"""Reading: the feedback that is for this actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from leerlus.practice.issues.models import Feedback
from leerlus.practice.issues.workflow import PARTIES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from leerlus.people.actors import Actor


def own_feedback(actor: Actor, *, only_questions: bool = False) -> QuerySet[Feedback]:
    """Return the feedback for this person, and for the organisations whose person has gone; newest first.

    only_questions  leave out what asks nothing, and what was answered
    """
    organisations = {grant.organisation_id for grant in actor.grants if grant.role in PARTIES}
    mine = Q(party__person_id=actor.person_id)
    left = Q(party__person__isnull=True, party__organisation_id__in=organisations)
    found = Feedback.objects.filter(mine | left).select_related("issue", "party").order_by("-at", "-pk")
    return found.filter(asks=True, verdict="") if only_questions else found
