"""Writing: planning digests, handing them over once, what to do with those that did not arrive, and stopping them."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.feedback import policies
from leerlus.linking.feedback.models import Digest, DigestLine
from leerlus.linking.feedback.notify import compose
from leerlus.linking.feedback.workflow import KEEP_FRESH, MOST_TRIES, last_round, wait_after
from leerlus.linking.outcomes.queries import waiting_questions
from leerlus.people.actions import note_reachable, note_unreachable
from leerlus.people.actors import Role
from leerlus.people.models import Person
from leerlus.practice.issues.models import Feedback

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from leerlus.linking.outcomes.models import SampleQuestion
    from leerlus.people.actors import Actor

State = Digest.State
Trouble = Digest.Trouble
WAITING = (State.PLANNED, State.HANDING_OVER)


def plan_digests(*, at: datetime) -> int:
    """Plan one digest for each person who has feedback or a question that was not mailed yet; return how many."""
    planned = 0
    local = timezone.localtime(at)
    for choice in (Person.Digest.AT_ONCE, Person.Digest.DAILY, Person.Digest.WEEKLY):
        until = last_round(choice, local) or at
        of_feedback = _news(until, at).filter(party__person__digest=choice, party__person__is_active=True)
        of_questions = _questions(until, at).filter(person__digest=choice, person__is_active=True)
        people = set(of_feedback.order_by().values_list("party__person_id", flat=True).distinct())
        people |= set(of_questions.order_by().values_list("person_id", flat=True))
        busy = set(Digest.objects.filter(state__in=WAITING).values_list("person_id", flat=True))
        for person_id in sorted(people - busy):
            planned += _plan(person_id, until=until, at=at)
    return planned


def _news(until: datetime, at: datetime) -> QuerySet[Feedback]:
    """Return the feedback that waits to be mailed, up to this round."""
    return Feedback.objects.filter(mailed__isnull=True, at__lte=until, at__gte=at - KEEP_FRESH)


def _questions(until: datetime, at: datetime) -> QuerySet[SampleQuestion]:
    """Return the questions to people who are not a party that wait to be mailed, up to this round."""
    waiting = waiting_questions().filter(person__may_be_sampled=True)
    return waiting.filter(mailed__isnull=True, asked_at__lte=until, asked_at__gte=at - KEEP_FRESH)


@transaction.atomic
def _plan(person_id: int, *, until: datetime, at: datetime) -> int:
    """Plan the digest of one person; the lines are in the database before anything is sent."""
    Person.objects.select_for_update().get(pk=person_id)
    if Digest.objects.filter(person_id=person_id, state__in=WAITING).exists():
        return 0
    lines = list(_news(until, at).filter(party__person_id=person_id).values_list("pk", flat=True))
    questions = list(_questions(until, at).filter(person_id=person_id).values_list("pk", flat=True))
    if not lines and not questions:
        return 0
    digest = Digest.objects.create(person_id=person_id, planned_at=at, not_before=at)
    DigestLine.objects.bulk_create(
        [
            *(DigestLine(digest=digest, feedback_id=pk) for pk in lines),
            *(DigestLine(digest=digest, question_id=pk) for pk in questions),
        ]
    )
    return 1


def hand_over(*, digest_id: int, at: datetime) -> bool:
    """Hand one digest to the mail server, at most once; return whether it went.

    The claim is committed before the mail server is spoken to. Whoever is killed in between leaves a digest that
    says `handing_over`; it is never sent again (`give_up_uncertain`).
    """
    claimed = Digest.objects.filter(pk=digest_id, state=State.PLANNED, not_before__lte=at).update(
        state=State.HANDING_OVER, handed_over_at=at
    )
    if not claimed:
        return False
    digest = Digest.objects.select_related("person").get(pk=digest_id)
    lines = list(Feedback.objects.filter(mailed__digest=digest).select_related("issue").order_by("-at", "-pk"))
    questions = waiting_questions().filter(mailed__digest=digest, person__may_be_sampled=True)
    question = questions.select_related("effect_check__bottleneck").first()
    if not lines and question is None:
        # The one question in it was answered or closed while the digest waited for the mail server.
        digest.delete()
        return False
    try:
        compose(digest, lines, question).send()
    except smtplib.SMTPServerDisconnected:
        # The line broke; the server may have taken the mail already. Better not twice.
        _set(digest, State.UNCERTAIN, Trouble.LINE)
        return False
    except smtplib.SMTPRecipientsRefused:
        _put_back(digest, Trouble.ADDRESS, at)
        return False
    except (smtplib.SMTPException, OSError):
        _put_back(digest, Trouble.SERVER, at)
        return False
    _set(digest, State.SENT)
    note_reachable(person_id=digest.person_id, at=at)
    return True


def _set(digest: Digest, state: State, trouble: str = "") -> None:
    Digest.objects.filter(pk=digest.pk, state=State.HANDING_OVER).update(state=state, trouble=trouble)


@transaction.atomic
def _put_back(digest: Digest, trouble: Trouble, at: datetime) -> None:
    """Let a digest wait for another try, or give it up after many.

    Only when it was the address that was refused is the person told to look at it: a mail server that is away says
    nothing about an address.
    """
    tries = digest.tries + 1
    gives_up = tries >= MOST_TRIES
    Digest.objects.filter(pk=digest.pk).update(
        state=State.REFUSED if gives_up else State.PLANNED,
        trouble=trouble,
        tries=tries,
        not_before=at + wait_after(tries),
    )
    if gives_up and trouble is Trouble.ADDRESS:
        note_unreachable(person_id=digest.person_id, at=at)


@transaction.atomic
def send_again(*, digest_id: int, by: Actor, at: datetime) -> None:
    """Send a digest that did not arrive once more. An uncertain one may then arrive twice: somebody chose that."""
    digest = _find_undelivered(digest_id, by)
    person = Person.objects.select_for_update().get(pk=digest.person_id)
    policies.check_may_send_again(by, digest, wants_mail=person.wants_mail)
    if Digest.objects.filter(person=person, state__in=WAITING).exists():
        raise Denied("Er staat al een nieuwere mail klaar voor dit adres. Die gaat eerst. Probeer het daarna opnieuw.")
    changed = Digest.objects.filter(pk=digest_id, state=digest.state, settled_at__isnull=True).update(
        state=State.PLANNED, tries=0, not_before=at
    )
    if not changed:
        raise Stale("Deze mail")
    _remember(digest, "mail_sent_again", by, at)


@transaction.atomic
def settle(*, digest_id: int, by: Actor, at: datetime) -> None:
    """Leave a digest that did not arrive as it is; the messages stand in the product."""
    digest = _find_undelivered(digest_id, by)
    if not Digest.objects.filter(pk=digest_id, state=digest.state, settled_at__isnull=True).update(settled_at=at):
        raise Stale("Deze mail")
    _remember(digest, "mail_settled", by, at)


def _find_undelivered(digest_id: int, by: Actor) -> Digest:
    policies.check_may_watch_mail(by)
    found = Digest.objects.filter(pk=digest_id).first()
    if found is None:
        raise Denied("Deze mail is er niet meer.")
    if found.state not in policies.UNDELIVERED or found.settled_at is not None:
        raise Stale("Deze mail")
    return found


def _remember(digest: Digest, name: str, by: Actor, at: datetime) -> None:
    record(
        subject="person",
        subject_id=digest.person_id,
        name=name,
        is_step=False,
        actor_id=by.person_id,
        actor_label=by.label(Role.PLATFORM_ADMINISTRATOR),
        at=at,
        data={"digest": digest.pk, "state": digest.state},
    )


@transaction.atomic
def unsubscribe(*, person_id: int, at: datetime) -> bool:
    """Stop all digests to this person; return whether anything changed."""
    changed = Person.objects.filter(pk=person_id).exclude(digest=Person.Digest.NEVER).update(digest=Person.Digest.NEVER)
    if changed:
        Digest.objects.filter(person_id=person_id, state=State.PLANNED).delete()
        record(
            subject="person",
            subject_id=person_id,
            name="unsubscribe",
            is_step=False,
            actor_id=person_id,
            actor_label="via de link in een mail",
            at=at,
        )
    return bool(changed)
