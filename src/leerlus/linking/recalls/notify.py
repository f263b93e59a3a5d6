"""Putting the mail about answers into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from css_inline import inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from leerlus.knowledge.answers.queries import waiting_reviewers
from leerlus.linking.recalls.models import Recall

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.linking.outbox.models import Mail


def write_recall(mail: Mail, at: datetime) -> EmailMultiAlternatives | None:  # noqa: ARG001 - it says the same always
    """Say what changed in an answer that somebody keeps; None once they read it."""
    recall = Recall.objects.filter(mail=mail, read_at__isnull=True).first()
    if recall is None:
        return None
    did = "is vervallen" if recall.withdrawn else "is veranderd"
    return _compose(mail, "recall", f"Een antwoord dat u bewaart, {did}", {"recall": recall})


def write_reminder(mail: Mail, at: datetime) -> EmailMultiAlternatives | None:
    """Say what waits for a reviewer; None when nothing does any more."""
    found = (reviews for person, reviews in waiting_reviewers(at) if person.pk == mail.person_id)
    waiting = list({review.pk: review for reviews in found for review in reviews}.values())
    if not waiting:
        return None
    subject = f"Er wacht een tekst op uw oordeel: {waiting[0].content['question']}"
    return _compose(mail, "reminder", subject, {"waiting": waiting})


def _compose(mail: Mail, name: str, subject: str, about: dict[str, object]) -> EmailMultiAlternatives:
    context = {"person": mail.person, "base": settings.BASE_URL, **about}
    message = EmailMultiAlternatives(
        subject=subject.replace("\n", " "),
        body=render_to_string(f"recalls/mail/{name}.txt", context),
        to=[mail.person.email],
        headers={"Message-ID": f"<antwoord-{mail.pk}@leerlus>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(inline(render_to_string(f"recalls/mail/{name}.html", context)), "text/html")
    return message
