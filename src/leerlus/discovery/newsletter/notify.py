"""Mail: the one that asks whether somebody really subscribed, and the letter itself, with the personal links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from css_inline import CSSInliner
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from leerlus.discovery.newsletter.workflow import CONFIRM_WITHIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leerlus.discovery.newsletter.models import Block, Letter, Subscriber

CONFIRM = "leerlus.nieuwsbrief.bevestigen"
PERSONAL = "leerlus.nieuwsbrief.persoonlijk"

RETURN = "leerlus.nieuwsbrief.terug"
RETURNED = re.compile(r"\+(?P<number>[0-9]{1,18})-(?P<seal>[0-9a-f]{24})@")

PLACE = "HIER-KOMT-DE-LINK-VAN-DE-LEZER"
"""What stands in an edition where each reader gets an own link."""

_INLINER = CSSInliner(keep_at_rules=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An edition in words, without the links of one reader."""

    subject: str
    text: str
    html: str


def confirm_token(subscriber: Subscriber) -> str:
    """Return what the link to confirm an address says; it fits until it is used."""
    return signing.dumps([subscriber.pk, subscriber.code], salt=CONFIRM)


def read_confirm_token(token: str) -> tuple[int, str] | None:
    """Return which subscriber and code it says, or None when it is old or was tampered with."""
    try:
        pk, code = signing.loads(token, salt=CONFIRM, max_age=CONFIRM_WITHIN)
        return int(pk), str(code)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def personal_token(subscriber_id: int) -> str:
    """Return what the links of one reader say: to change the choices, and to unsubscribe."""
    return signing.Signer(salt=PERSONAL).sign(str(subscriber_id))


def read_personal_token(token: str) -> int | None:
    """Return whose link it is, or None when it was tampered with."""
    try:
        return int(signing.Signer(salt=PERSONAL).unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def return_address(number: str) -> str:
    """Return the address to which one mail comes back when it cannot be delivered; empty: none was arranged.

    In small letters and digits, because mail servers do not always keep capitals.
    """
    name, _, host = settings.RETURN_ADDRESS.partition("@")
    return f"{name}+{number}-{_seal(number)}@{host}" if host else ""


def read_return_address(address: str) -> int | None:
    """Return the number of the mail that came back to this address, or None when we did not make it."""
    found = RETURNED.search(address.lower())
    if found is None or not constant_time_compare(found["seal"], _seal(found["number"])):
        return None
    return int(found["number"])


def _seal(number: str) -> str:
    return salted_hmac(RETURN, number, algorithm="sha256").hexdigest()[:24]


def ask_to_confirm(subscriber: Subscriber) -> EmailMultiAlternatives:
    """Return the mail that asks whether somebody really wants the newsletter."""
    url = settings.BASE_URL + reverse("newsletter:confirm", args=[confirm_token(subscriber)])
    return _short_mail(subscriber, "Wilt u de nieuwsbrief van Leerlus?", "confirm", url)


def say_already(subscriber: Subscriber) -> EmailMultiAlternatives:
    """Return the mail to who subscribed before: here are your choices."""
    url = settings.BASE_URL + reverse("newsletter:choose", args=[personal_token(subscriber.pk)])
    return _short_mail(subscriber, "U krijgt de nieuwsbrief van Leerlus al", "already", url)


def _short_mail(subscriber: Subscriber, subject: str, template: str, url: str) -> EmailMultiAlternatives:
    context = {"url": url, "days": CONFIRM_WITHIN.days, "subject": subject}
    message = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"newsletter/mail/{template}.txt", context),
        to=[subscriber.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(
        _INLINER.inline(render_to_string(f"newsletter/mail/{template}.html", context)), "text/html"
    )
    return message


def write(letter: Letter, blocks: Sequence[Block]) -> Written:
    """Put an edition into words, once for everybody who has it."""
    context = {
        "letter": letter,
        "blocks": blocks,
        "base": settings.BASE_URL,
        "archive": settings.BASE_URL + reverse("newsletter:letter", args=[letter.pk]),
        "choose": settings.BASE_URL + reverse("newsletter:choose", args=[PLACE]),
        "unsubscribe": settings.BASE_URL + reverse("newsletter:unsubscribe", args=[PLACE]),
    }
    return Written(
        subject=" ".join(letter.subject.split()) or "Nieuwsbrief",
        text=render_to_string("newsletter/mail/letter.txt", context),
        html=_INLINER.inline(render_to_string("newsletter/mail/letter.html", context)),
    )


def address(
    written: Written, *, to: str, token: str, number: str, returns_to: str = "", connection: object = None
) -> EmailMultiAlternatives:
    """Return an edition as a mail to one reader. RFC 8058: a POST to its link unsubscribes, following it does not."""
    unsubscribe = settings.BASE_URL + reverse("newsletter:unsubscribe", args=[token])
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        subject=written.subject,
        body=written.text.replace(PLACE, token),
        from_email=returns_to or None,
        to=[to],
        connection=connection,
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"Nieuwsbrief van Leerlus <nieuwsbrief.{host}>",
            "Message-ID": f"<nieuwsbrief-{number}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(written.html.replace(PLACE, token), "text/html")
    return message
