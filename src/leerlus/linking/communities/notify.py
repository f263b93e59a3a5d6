"""Mail about the conversation in a community. It names the topic and leads there; what was said stays inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from css_inline import inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from leerlus.linking.communities.models import Notice
from leerlus.linking.communities.workflow import MEMBER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from leerlus.linking.outbox.models import Mail
    from leerlus.people.models import Person


def write(mail: Mail, _at: datetime) -> EmailMultiAlternatives | None:
    """Put a mail about a conversation into words; None for who is no member any more."""
    related = ("post__topic__community", "membership")
    notices = list(Notice.objects.filter(mail=mail).select_related(*related).order_by("pk"))
    if not notices or notices[0].membership.state != MEMBER:
        return None
    return compose(notices, mail.person)


def compose(notices: Sequence[Notice], person: Person) -> EmailMultiAlternatives:
    """Return one mail about several posts."""
    topics = list(dict.fromkeys(notice.post.topic for notice in notices))
    context = {"person": person, "topics": topics, "base": settings.BASE_URL}
    first = topics[0]
    message = EmailMultiAlternatives(
        subject=f"Nieuw in {first.community.name}: {first.title}".replace("\n", " "),
        body=render_to_string("communities/mail/conversation.txt", context),
        to=[person.email],
        headers={"Message-ID": f"<gesprek-{notices[0].pk}@leerlus>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(inline(render_to_string("communities/mail/conversation.html", context)), "text/html")
    return message
