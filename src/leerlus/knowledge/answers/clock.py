"""What happens to answers because of a date or an edit: the worker calls these, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers.actions import end_outdated_review, publish
from leerlus.knowledge.answers.models import ApprovalLink, ReviewRound
from leerlus.knowledge.answers.workflow import OPEN, RUNNING, SCHEDULED
from leerlus.people.actors import CLOCK

if TYPE_CHECKING:
    from datetime import datetime

BATCH = 200


def end_outdated_reviews(at: datetime) -> int:
    """End the reviews of texts that were edited; an edit does so at once, this is for what slipped by."""
    outdated = ReviewRound.objects.filter(state__in=RUNNING).exclude(edition=F("answer__edition"))
    found = list(outdated.values_list("answer_id", flat=True)[:BATCH])
    return sum(end_outdated_review(answer_id=answer_id, at=at) for answer_id in found)


def wipe_addresses_of_links(at: datetime) -> int:
    """Wipe the addresses of links that nobody can use any more; one that is used or withdrawn has none already."""
    over = Q(expires_at__lte=at) | ~Q(review__state=OPEN)
    return ApprovalLink.objects.exclude(email="").filter(over).update(email="")


def publish_on_the_day(at: datetime) -> int:
    """Publish the approved texts whose day has come; return how many."""
    due = ReviewRound.objects.filter(state=SCHEDULED, publish_on__lte=timezone.localdate(at))
    published = 0
    for review_id in list(due.values_list("pk", flat=True)[:BATCH]):
        try:
            publish(review_id=review_id, by=CLOCK, at=at)
        except Denied:
            continue  # the text changed: `end_outdated_reviews` ends the review
        published += 1
    return published
