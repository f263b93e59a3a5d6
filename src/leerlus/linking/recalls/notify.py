"""Putting the mail about answers into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from css_inline import inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leerlus.knowledge.answers.models import ReviewRound
    from leerlus.linking.recalls.models import AnswerMail


def compose(mail: AnswerMail, waiting: Sequence[ReviewRound] = ()) -> EmailMultiAlternatives:
    """Return the mail: what changed in an answer that somebody keeps, or what waits for a reviewer."""
    recall = mail.recall
    if recall is None:
        subject, name = f"Er wacht een tekst op uw oordeel: {waiting[0].content['question']}", "reminder"
    else:
        did = "is vervallen" if recall.withdrawn else "is veranderd"
        subject, name = f"Een antwoord dat u bewaart, {did}", "recall"
    context = {"person": mail.person, "recall": recall, "waiting": waiting, "base": settings.BASE_URL}
    message = EmailMultiAlternatives(
        subject=subject.replace("\n", " "),
        body=render_to_string(f"recalls/mail/{name}.txt", context),
        to=[mail.person.email],
        headers={"Message-ID": f"<antwoord-{mail.pk}@leerlus>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(inline(render_to_string(f"recalls/mail/{name}.html", context)), "text/html")
    return message
