"""Telling what became of an answer: published, withdrawn, or saying something else. Each event is told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from leerlus.knowledge.answers.models import SavedAnswer
from leerlus.linking.recalls.models import AnswerNews, Recall
from leerlus.linking.recalls.queries import issues_behind, unread_recalls
from leerlus.linking.recalls.workflow import ANSWER_PUBLISHED, ANSWER_RECALLED
from leerlus.people.models import Person
from leerlus.practice.issues.actions import Message
from leerlus.practice.issues.models import Feedback
from leerlus.practice.issues.notify import tell

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from leerlus.knowledge.answers.models import Publication
    from leerlus.knowledge.answers.queries import Recalled
    from leerlus.people.actors import Actor


def _first(cause: int, at: datetime) -> bool:
    """Claim an event: whoever comes second does nothing."""
    try:
        with transaction.atomic():
            AnswerNews.objects.create(cause=cause, at=at)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def tell_publication(*, publication: Publication, at: datetime) -> int:
    """Tell the parties behind a new answer that everybody can read it now; return how many heard it."""
    if not _first(publication.cause, at):
        return 0
    message = Message(
        title="Er is een antwoord gepubliceerd",
        text=f"Uit wat u inbracht, kwam een antwoord dat iedereen nu kan lezen: “{publication.question}”",
        change="U kunt dit antwoord gebruiken: Divosa, VNG en het ministerie van SZW keurden het precies zo goed.",
        link=publication.address,
    )
    causes = dict.fromkeys(issues_behind(publication.answer_id), publication.cause)
    return len(tell(causes=causes, step=ANSWER_PUBLISHED, message=message, at=at)) if causes else 0


@transaction.atomic
def tell_recall(*, recalled: Recalled, at: datetime) -> int:
    """Tell whoever used an answer that it says no longer what it said; return how many heard it.

    The parties hear it at their issue; who keeps the answer and did not hear it so, on the desk and by mail.
    """
    if not _first(recalled.cause, at):
        return 0
    did = "is vervallen" if recalled.withdrawn else "is inhoudelijk veranderd"
    message = Message(
        title=f"Een antwoord {did}",
        text=f"Dit antwoord {did}: {recalled.question}\n\n{recalled.sentence}",
        change="Gebruikte u het antwoord, kijk dan of uw werk nog klopt.",
        link=recalled.address,
    )
    causes = dict.fromkeys(issues_behind(recalled.answer_id), recalled.cause)
    told = tell(causes=causes, step=ANSWER_RECALLED, message=message, at=at) if causes else []
    heard = Feedback.objects.filter(cause=recalled.cause).values_list("party__person_id", flat=True)
    keepers = SavedAnswer.objects.filter(answer=recalled.answer_id, at__lte=recalled.at)
    wanted = set(keepers.values_list("person_id", flat=True)) - set(heard)
    return len(told) + _tell_keepers(recalled, wanted, at)


def _tell_keepers(recalled: Recalled, person_ids: Collection[int], at: datetime) -> int:
    people = list(Person.objects.filter(pk__in=person_ids, is_active=True).order_by("pk"))
    rows = Recall.objects.bulk_create(
        [
            Recall(
                person=person,
                answer_id=recalled.answer_id,
                cause=recalled.cause,
                question=recalled.question,
                sentence=recalled.sentence,
                withdrawn=recalled.withdrawn,
                address=recalled.address,
                at=at,
            )
            for person in people
        ]
    )
    return len(rows)


def mark_read(*, by: Actor, at: datetime) -> int:
    """Remember that this reader read what changed in the answers they keep."""
    return unread_recalls(by).update(read_at=at)
