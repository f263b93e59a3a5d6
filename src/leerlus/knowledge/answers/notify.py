"""Mail about answers that is sent by the request itself: the link for who has no account, and the reply to a visitor.

Both hold a secret or an address that is not kept, so they cannot wait in a table, as an invitation cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from css_inline import inline
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

if TYPE_CHECKING:
    from typing import Any

    from leerlus.knowledge.answers.models import ApprovalLink, ReaderQuestion

SALT = "leerlus.vraag-van-een-lezer"


def follow_path(question: ReaderQuestion) -> str:
    """Return the address with which whoever asked follows the question; whoever has the link reads it."""
    return reverse("answers:follow", args=[signing.dumps(question.pk, salt=SALT)])


def question_of_token(token: str) -> int | None:
    """Return the number of the question whose link this is, or None when it was tampered with."""
    try:
        return int(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def send_link(link: ApprovalLink, *, email: str, token: str) -> None:
    """Mail the one-time link; the only moment that the token itself exists outside that mail."""
    context = {
        "link": settings.BASE_URL + reverse("answers:approve_by_link", args=[token]),
        "organisation": link.organisation.name,
        "question": link.review.content["question"],
        "expires_at": link.expires_at,
    }
    _send("answers/mail/link", f"Wilt u een antwoord beoordelen voor {link.organisation.name}?", email, context)


def send_reply(question: ReaderQuestion, *, email: str, address: str) -> None:
    """Mail who asked that the question has a reply; `address` is that of the answer it points to, or empty."""
    context = {
        "question": question,
        "follow": settings.BASE_URL + follow_path(question),
        "address": settings.BASE_URL + address if address else "",
    }
    _send("answers/mail/reply", "Er is een reactie op uw vraag", email, context)


def _send(template: str, subject: str, email: str, context: dict[str, Any]) -> None:
    message = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"{template}.txt", context),
        to=[email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(inline(render_to_string(f"{template}.html", context)), "text/html")
    message.send()
