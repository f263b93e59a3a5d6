"""Composing the digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from css_inline import inline
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from leerlus.linking.outcomes.queries import waiting_questions
from leerlus.practice.issues.models import Feedback

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from leerlus.linking.outbox.models import Mail
    from leerlus.linking.outcomes.models import SampleQuestion
    from leerlus.people.models import Person

SALT = "leerlus.afmelden"
MOST = 30
"""So many messages stand in one mail; the rest is one line with a link."""


def unsubscribe_path(person: Person) -> str:
    """Return the address that stops the mails to this person; whoever has the mail has the link."""
    return f"/terugkoppeling/afmelden/{signing.dumps(person.pk, salt=SALT)}/"


def person_of_token(token: str) -> int | None:
    """Return whose mails this link stops, or None when it was tampered with."""
    try:
        return int(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def write(mail: Mail, _at: datetime) -> EmailMultiAlternatives | None:
    """Put a digest into words; None when what it was about was answered or closed while it waited."""
    lines = list(Feedback.objects.filter(mailed__mail=mail).select_related("issue").order_by("-at", "-pk"))
    questions = waiting_questions().filter(mailed__mail=mail, person__may_be_sampled=True)
    question = questions.select_related("effect_check__bottleneck").first()
    return compose(mail, lines, question) if lines or question is not None else None


def compose(mail: Mail, lines: Sequence[Feedback], question: SampleQuestion | None) -> EmailMultiAlternatives:
    """Return the mail: what you raised, what became of it, what changes for your work, newest first; then a question.

    question  does this still happen to you, about what others raised; one at most
    """
    person = mail.person
    unsubscribe = settings.BASE_URL + unsubscribe_path(person)
    questions = sum(1 for line in lines if line.asks and not line.verdict)
    context = {
        "person": person,
        "lines": lines[:MOST],
        "more": max(0, len(lines) - MOST),
        "questions": questions,
        "sampled": question,
        "base": settings.BASE_URL,
        "unsubscribe": unsubscribe,
    }
    message = EmailMultiAlternatives(
        subject=_subject(lines).replace("\n", " "),
        body=render_to_string("feedback/mail/digest.txt", context),
        to=[person.email],
        headers={
            # RFC 8058: only a POST to this address unsubscribes; a scanner that follows links changes nothing.
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Message-ID": f"<overzicht-{mail.pk}@leerlus>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(inline(render_to_string("feedback/mail/digest.html", context)), "text/html")
    return message


def _subject(lines: Sequence[Feedback]) -> str:
    if not lines:
        return "Speelt dit bij u nog?"
    return lines[0].title if len(lines) == 1 else f"Er is nieuws over {_kwesties(lines)} van u"


def _kwesties(lines: Sequence[Feedback]) -> str:
    number = len({line.issue_id for line in lines})
    return "een kwestie" if number == 1 else f"{number} kwesties"
