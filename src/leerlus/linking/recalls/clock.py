"""What is told of answers because something happened to them: the worker calls these, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.knowledge.answers.models import Publication
from leerlus.knowledge.answers.queries import recalled_since
from leerlus.linking.outbox.actions import send_due
from leerlus.linking.outbox.models import Mail
from leerlus.linking.outbox.workflow import KEEP_FRESH
from leerlus.linking.recalls.actions import plan_recall_mail, plan_reminders, tell_publication, tell_recall
from leerlus.linking.recalls.models import AnswerNews
from leerlus.linking.recalls.notify import write_recall, write_reminder

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
    """Plan and hand over the mail about answers that is due; return how many went."""
    plan_recall_mail(at=at)
    plan_reminders(at=at)
    return send_due(Mail.Kind.ANSWER, write_recall, at=at) + send_due(Mail.Kind.REVIEW, write_reminder, at=at)
