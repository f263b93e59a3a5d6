"""What readers do: keep an answer, say that it is clear, ask what they miss; and what the editors reply."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.knowledge.answers import policies
from leerlus.knowledge.answers.models import Publication, ReaderQuestion, SavedAnswer
from leerlus.knowledge.answers.notify import send_reply
from leerlus.knowledge.answers.workflow import MOST_FROM_VISITORS
from leerlus.people.actors import Role
from leerlus.people.models import Person

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor

State = ReaderQuestion.State


def _latest(answer_id: int) -> Publication:
    found = Publication.objects.filter(answer_id=answer_id, published_until__isnull=True).first()
    if found is None:
        raise Denied(policies.GONE)
    return found


def keep(*, answer_id: int, by: Actor, at: datetime) -> None:
    """Keep an answer to find it back, and to hear when it changes; doing it twice changes nothing."""
    if by.person_id is None:
        raise Denied("Log in om een antwoord te bewaren.")
    _latest(answer_id)
    SavedAnswer.objects.get_or_create(answer_id=answer_id, person_id=by.person_id, defaults={"at": at})


def let_go(*, answer_id: int, by: Actor) -> None:
    """Keep an answer no longer."""
    SavedAnswer.objects.filter(answer_id=answer_id, person_id=by.key).delete()


def say_clear(*, answer_id: int) -> None:
    """Count that somebody finds the text clear; nothing else is kept."""
    Publication.objects.filter(pk=_latest(answer_id).pk).update(clear_count=F("clear_count") + 1)


@transaction.atomic
def ask(*, text: str, answer_id: int | None = None, email: str = "", by: Actor, at: datetime) -> ReaderQuestion:
    """Ask the editors what is missing, in an answer or at all; visitors together no more than so many an hour."""
    lately = ReaderQuestion.objects.filter(person__isnull=True, asked_at__gt=at - timedelta(hours=1))
    if by.is_visitor and lately.count() >= MOST_FROM_VISITORS:
        raise Denied("Er komen nu heel veel vragen binnen. Probeer het over een uur nog eens. Uw tekst staat er nog.")
    if answer_id is not None:
        _latest(answer_id)
    return ReaderQuestion.objects.create(
        answer_id=answer_id,
        text=text,
        person_id=by.person_id,
        email="" if by.person_id else email.strip().lower(),
        asked_at=at,
    )


def _mail_of(person_id: int | None) -> str:
    """Return where somebody with an account hears of a reply; nowhere when they want no mail."""
    person = Person.objects.filter(pk=person_id).first() if person_id else None
    return person.email if person and person.wants_mail else ""


@transaction.atomic
def reply(*, question_id: int, words: str, pointed_to: int | None = None, by: Actor, at: datetime) -> ReaderQuestion:
    """Reply to a reader by pointing to an answer that is public, or say why there will be none."""
    policies.check_may_edit(by)
    question = ReaderQuestion.objects.select_for_update().filter(pk=question_id).first()
    if question is None:
        raise Denied("Deze vraag is er niet.")
    if question.state != State.WAITING:
        raise Stale("De vraag")
    if pointed_to is None and not words.strip():
        raise Denied("Wijs een antwoord aan, of schrijf waarom u de vraag niet oppakt.")
    address = _latest(pointed_to).address if pointed_to else ""
    email = question.email or _mail_of(question.person_id)
    question.state = State.ANSWERED if pointed_to else State.SET_ASIDE
    question.pointed_to_id = pointed_to
    question.reply = words
    question.replied_at = at
    question.email = ""
    question.save()
    record(
        subject="reader_question",
        subject_id=question.pk,
        name="replied",
        is_step=False,
        actor_id=by.person_id,
        actor_label=by.label(Role.KNOWLEDGE_EDITOR),
        at=at,
        data={"answer": pointed_to},
    )
    if email:
        transaction.on_commit(lambda: send_reply(question, email=email, address=address))
    return question
