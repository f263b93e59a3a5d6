"""Writing: putting lines in a mail, handing each mail over once, and what to do with those that did not arrive."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING, Any

from django.db import transaction

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.outbox import policies
from leerlus.linking.outbox.models import Mail
from leerlus.linking.outbox.workflow import MOST_TRIES, wait_after
from leerlus.people.actions import note_reachable, note_unreachable
from leerlus.people.actors import Role
from leerlus.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.core.mail import EmailMessage
    from django.db.models import QuerySet

    from leerlus.people.actors import Actor

    Writer = Callable[[Mail, datetime], EmailMessage | None]
    """Puts a mail into words; None when there is nothing left to say."""

State = Mail.State
Trouble = Mail.Trouble
WAITING = (State.PLANNED, State.HANDING_OVER)
AT_A_TIME = 500


@transaction.atomic
def put_in_mail(lines: QuerySet[Any], *, person_id: int, kind: str, at: datetime) -> bool:
    """Plan one mail with those of these lines that are in none yet; of two at once one gets them. Return whether.

    First which lines, then the claim by their numbers alone: PostgreSQL looks again at a row that somebody else changed
    meanwhile, but not inside a subquery, and lines that are chosen over other tables would be one.
    """
    mail = Mail.objects.create(person_id=person_id, kind=kind, planned_at=at, not_before=at)
    free = list(lines.filter(mail__isnull=True).order_by("pk").values_list("pk", flat=True))
    taken = lines.model.objects.filter(pk__in=free, mail__isnull=True).update(mail=mail)
    if not taken:
        mail.delete()
        return False
    Mail.objects.filter(pk=mail.pk).update(messages=taken)
    return True


def send_due(kind: str, write: Writer, *, at: datetime) -> int:
    """Hand over what is due of this kind; return how many went."""
    due = Mail.objects.filter(kind=kind, state=State.PLANNED, not_before__lte=at).values_list("pk", flat=True)
    return sum(hand_over(mail_id=pk, write=write, at=at) for pk in list(due[:AT_A_TIME]))


def hand_over(*, mail_id: int, write: Writer, at: datetime) -> bool:
    """Hand one mail to the mail server, at most once; return whether it went.

    The claim is committed before the mail server is spoken to. Whoever is killed in between leaves a mail that says
    `handing_over`; it is never sent again by itself (`give_up_uncertain`). A mail that has nothing to say any more, or
    nobody who wants it, goes.
    """
    claimed = Mail.objects.filter(pk=mail_id, state=State.PLANNED, not_before__lte=at).update(
        state=State.HANDING_OVER, handed_over_at=at
    )
    if not claimed:
        return False
    mail = Mail.objects.select_related("person").get(pk=mail_id)
    message = write(mail, at) if mail.person.wants_mail else None
    if message is None:
        mail.delete()
        return False
    try:
        message.send()
    except smtplib.SMTPServerDisconnected:
        # The line broke; the server may have taken the mail already. Better not twice.
        _set(mail, State.UNCERTAIN, Trouble.LINE)
        return False
    except smtplib.SMTPRecipientsRefused:
        _put_back(mail, Trouble.ADDRESS, at)
        return False
    except (smtplib.SMTPException, OSError):
        _put_back(mail, Trouble.SERVER, at)
        return False
    _set(mail, State.SENT)
    note_reachable(person_id=mail.person_id, at=at)
    return True


def _set(mail: Mail, state: State, trouble: str = "") -> None:
    Mail.objects.filter(pk=mail.pk, state=State.HANDING_OVER).update(state=state, trouble=trouble)


@transaction.atomic
def _put_back(mail: Mail, trouble: Trouble, at: datetime) -> None:
    """Let a mail wait for another try, or give it up after many.

    Only when it was the address that was refused is the person told to look at it: a mail server that is away says
    nothing about an address.
    """
    tries = mail.tries + 1
    gives_up = tries >= MOST_TRIES
    Mail.objects.filter(pk=mail.pk).update(
        state=State.REFUSED if gives_up else State.PLANNED,
        trouble=trouble,
        tries=tries,
        not_before=at + wait_after(tries),
    )
    if gives_up and trouble is Trouble.ADDRESS:
        note_unreachable(person_id=mail.person_id, at=at)


@transaction.atomic
def send_again(*, mail_id: int, by: Actor, at: datetime) -> None:
    """Send a mail that did not arrive once more. An uncertain one may then arrive twice: somebody chose that."""
    mail = _find_undelivered(mail_id, by)
    person = Person.objects.select_for_update().get(pk=mail.person_id)
    policies.check_may_send_again(by, mail, wants_mail=person.wants_mail)
    newer = Mail.objects.filter(person=person, kind=Mail.Kind.DIGEST, state__in=WAITING)
    if mail.kind == Mail.Kind.DIGEST and newer.exists():
        raise Denied("Er staat al een nieuwere mail klaar voor dit adres. Die gaat eerst. Probeer het daarna opnieuw.")
    changed = Mail.objects.filter(pk=mail_id, state=mail.state, settled_at__isnull=True).update(
        state=State.PLANNED, tries=0, not_before=at
    )
    if not changed:
        raise Stale("Deze mail")
    _remember(mail, "mail_sent_again", by, at)


@transaction.atomic
def settle(*, mail_id: int, by: Actor, at: datetime) -> None:
    """Leave a mail that did not arrive as it is; the messages stand in the product."""
    mail = _find_undelivered(mail_id, by)
    if not Mail.objects.filter(pk=mail_id, state=mail.state, settled_at__isnull=True).update(settled_at=at):
        raise Stale("Deze mail")
    _remember(mail, "mail_settled", by, at)


def _find_undelivered(mail_id: int, by: Actor) -> Mail:
    policies.check_may_watch_mail(by)
    found = Mail.objects.filter(pk=mail_id).first()
    if found is None:
        raise Denied("Deze mail is er niet meer.")
    if found.state not in policies.UNDELIVERED or found.settled_at is not None:
        raise Stale("Deze mail")
    return found


def _remember(mail: Mail, name: str, by: Actor, at: datetime) -> None:
    record(
        subject="person",
        subject_id=mail.person_id,
        name=name,
        is_step=False,
        actor_id=by.person_id,
        actor_label=by.label(Role.PLATFORM_ADMINISTRATOR),
        at=at,
        data={"mail": mail.pk, "kind": mail.kind, "state": mail.state},
    )
