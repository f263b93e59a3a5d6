"""What is told of answers because something happened to them: the worker calls these, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.knowledge.answers.models import Publication
from leerlus.knowledge.answers.queries import recalled_since
from leerlus.linking.feedback.clock import PATIENCE
from leerlus.linking.feedback.workflow import KEEP_FRESH
from leerlus.linking.recalls.actions import (
    give_up_uncertain,
    hand_over,
    plan_reminders,
    tell_publication,
    tell_recall,
)
from leerlus.linking.recalls.models import AnswerMail, AnswerNews

if TYPE_CHECKING:
    from datetime import datetime

BATCH = 200


def tell_of_new_answers(at: datetime) -> int:
    """Tell the parties behind new answers that they are published; return how many publications were told."""
    told = AnswerNews.objects.values("cause")
    new = Publication.objects.filter(number=1, published_from__lte=at, published_from__gt=at - KEEP_FRESH)
    found = list(new.exclude(cause__in=told)[:BATCH])
    for publication in found:
        tell_publication(publication=publication, at=at)
    return len(found)


def tell_of_recalls(at: datetime) -> int:
    """Tell whoever used an answer that it was withdrawn or says something else; return how many answers were told."""
    found = recalled_since(at - KEEP_FRESH, at)
    told = set(AnswerNews.objects.filter(cause__in=[each.cause for each in found]).values_list("cause", flat=True))
    new = [each for each in found if each.cause not in told][:BATCH]
    for each in new:
        tell_recall(recalled=each, at=at)
    return len(new)


def send_answer_mail(at: datetime) -> int:
    """Plan reminders, hand over the mail that is due, and give up what was cut off; return how many went."""
    give_up_uncertain(at=at, patience=PATIENCE)
    plan_reminders(at=at)
    due = AnswerMail.objects.filter(state=AnswerMail.State.PLANNED, not_before__lte=at)
    return sum(hand_over(mail_id=pk, at=at) for pk in list(due.values_list("pk", flat=True)[:500]))
